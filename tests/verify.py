#!/usr/bin/env python3
"""The verifier, rule by rule: a good small PDF keeps all of them; each case breaks one, and that one is found.

The good file is built from tests/verify/edition. A case edits its objects (or its bytes), writes it again with a
right cross-reference, and names the rule that must speak; `also` names those that cannot stay silent beside it.
Every rule of gen/verify/rules_impl.h needs a case. Prints TAP.
"""
import copy
import json
import os
import pathlib
import re
import subprocess
import tempfile
import zlib

import tap

ROOT = pathlib.Path(__file__).resolve().parent.parent
BILAN = os.environ.get("BILAN", str(ROOT / "build/out/bilan"))
EDITION = ROOT / "tests/verify/edition"


def run(*args):
    done = subprocess.run([BILAN, *map(str, args)], cwd=ROOT, capture_output=True, text=True, timeout=300,
                          env={**os.environ, "NO_COLOR": "1"})
    return done.returncode, done.stdout, done.stderr


class Pdf:
    """Objects by number, each the bytes between "n 0 obj" and "endobj"."""

    def __init__(self, data):
        start = int(re.search(rb"startxref\s+(\d+)", data).group(1))
        offsets = [int(m) for m in re.findall(rb"(\d{10}) 00000 n", data[start:])]
        ends = dict(zip(sorted(offsets), [*sorted(offsets)[1:], start]))
        self.body = {}
        for number, offset in enumerate(offsets, 1):
            text = data[offset:ends[offset]]
            self.body[number] = text[text.index(b"obj") + 3:text.rindex(b"endobj")].strip(b"\n")
        self.trailer = re.search(rb"trailer\s*(<<.*>>)\s*startxref", data[start:], re.S).group(1)
        self.raw = []

    def write(self):
        out, offsets = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"), []
        for number in sorted(self.body):
            offsets.append(len(out))
            out += b"%d 0 obj\n%s\nendobj\n" % (number, self.body[number])
        start = len(out)
        out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(offsets) + 1)
        out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
        trailer = re.sub(rb"/Size \d+", b"/Size %d" % (len(offsets) + 1), self.trailer)
        out += b"trailer\n%s\nstartxref\n%d\n%%%%EOF\n" % (trailer, start)
        data = bytes(out)
        for change in self.raw:
            data = change(data)
        return data

    def head(self, number):
        return re.split(rb"\nstream\r?\n", self.body[number], maxsplit=1)[0]

    def find(self, pattern):
        """The first object whose dictionary has `pattern`."""
        for number in sorted(self.body):
            if re.search(pattern, self.head(number), re.S):
                return number
        raise AssertionError(f"no object with {pattern}")

    def edit(self, which, old, new, count=1):
        """Replaces regular expression `old` in an object found by pattern or number."""
        number = which if isinstance(which, int) else self.find(which)
        head = self.head(number)
        changed, n = re.subn(old, lambda m: m.expand(new) if b"\\" in new else new, head, count=count, flags=re.S)
        assert n, f"{old} is not in object {number}"
        self.body[number] = changed + self.body[number][len(head):]

    def add(self, body):
        number = max(self.body) + 1
        self.body[number] = body
        return number

    def stream(self, number):
        data = re.split(rb"\nstream\r?\n", self.body[number], maxsplit=1)[1]
        data = data[:data.rindex(b"endstream")]
        return zlib.decompressobj().decompress(data) if b"/FlateDecode" in self.head(number) else data.rstrip(b"\n")

    def set_stream(self, number, data, pack=True):
        if b"/FlateDecode" in self.head(number) and pack:
            data = zlib.compress(data)
        head = re.sub(rb"/Length \d+( 0 R)?", b"/Length %d" % len(data), self.head(number), count=1)
        self.body[number] = b"%s\nstream\n%s\nendstream" % (head, data)

    def page(self, index):
        return [n for n in sorted(self.body) if b"/Type /Page " in self.head(n)][index]

    def content(self, index, old, new, count=1):
        """Replaces in the content of a page."""
        number = int(re.search(rb"/Contents (\d+)", self.body[self.page(index)]).group(1))
        data = self.stream(number)
        changed, n = re.subn(old, lambda m: m.expand(new) if b"\\" in new else new, data, count=count, flags=re.S)
        assert n, f"{old} is not on page {index}"
        self.set_stream(number, changed)

    def xmp(self, old, new):
        number = self.find(rb"/Type /Metadata")
        data = self.stream(number)
        assert old in data, old
        self.set_stream(number, data.replace(old, new, 1))

    def of_element(self, role, text=rb""):
        return self.find(rb"/Type /StructElem /S /" + role + rb" .*" + text)

    def program(self):
        return self.find(rb"/Length1 \d+")

    def first_map(self):
        return int(re.search(rb"/ToUnicode (\d+)", self.body[self.find(rb"/Subtype /Type0")]).group(1))


INTRO, TABLE, FIGURE = 6, 10, 11          # pages of the edition, from 0

CASES = []


def case(code, also=(), name=""):
    def keep(function):
        CASES.append((code, name or function.__name__, set(also), function))
        return function
    return keep


def edits(code, which, old, new, also=(), name=""):
    """A case that is one replacement in one object."""
    CASES.append((code, name, set(also), lambda pdf: pdf.edit(which, old, new)))


def bytes_case(code, change, also=(), name=""):
    CASES.append((code, name, set(also), lambda pdf: pdf.raw.append(change)))


CATALOGUE, INFO, ROOT_OF_TREE = rb"/Type /Catalog", rb"/Producer ", rb"/Type /StructTreeRoot"
LINK, NOTE, FIRST_PAGE = rb"/URI \(https", rb"/S /Note", rb"/StructParents 0 "

# --- V1xx: the file ---------------------------------------------------------------------------------------------

bytes_case("V101", lambda d: d.replace(b"%PDF-1.7", b"%PDF-2.0", 1))
bytes_case("V102", lambda d: d.replace(b"%\xe2\xe3\xcf\xd3\n", b"%abcd\n", 1))
bytes_case("V103", lambda d: re.sub(rb"startxref\n\d+", b"startxref\n3", d))
bytes_case("V103", lambda d: d.replace(b"startxref", b"startxxxx"), name="no startxref")
bytes_case("V104", lambda d: d.replace(b" 00000 n \n", b" 00000 x \n", 1))


def move_entry(data):
    start = data.rindex(b"xref\n0 ")
    at = data.index(b" 00000 n", start) - 10
    return data[:at] + b"%010d" % (int(data[at:at + 10]) + 3) + data[at + 10:]


bytes_case("V105", move_entry)
bytes_case("V106", lambda d: d + b"rest\n")
bytes_case("V106", lambda d: d.replace(b"%%EOF", b"%%FIN"), name="no end mark")


@case("V107")
def identifiers_differ(pdf):
    pdf.trailer = re.sub(rb"/ID \[<(..)", b"/ID [<00", pdf.trailer)


@case("V107")
def no_identifier(pdf):
    pdf.trailer = re.sub(rb"/ID \[.*?\]", b"", pdf.trailer)


@case("V108")
def encrypted(pdf):
    pdf.trailer = pdf.trailer.replace(b"/Root", b"/Encrypt <</Filter /Standard /V 1>> /Root")


@case("V109")
def an_object_without_end(pdf):
    number = pdf.add(b"<</A [1 2>>")
    pdf.edit(CATALOGUE, rb">>$", b"/X %d 0 R >>" % number)


@case("V110")
def length_too_long(pdf):
    number = pdf.find(rb"/N 3")
    pdf.set_stream(number, pdf.stream(number))
    pdf.edit(number, rb"/Length (\d)", rb"/Length 1\1")


@case("V111", also=["V224"])
def damaged_stream(pdf):
    number = pdf.find(rb"/N 3")
    pdf.set_stream(number, b"not packed at all", pack=False)


@case("V112")
def lzw(pdf):
    pdf.add(b"<</Length 1 /Filter /LZWDecode>>\nstream\n\x80\nendstream")


@case("V113")
def external_stream(pdf):
    pdf.add(b"<</Length 1 /F (ailleurs)>>\nstream\nx\nendstream")


@case("V114")
def odd_hex(pdf):
    pdf.add(b"<</A <ABC>>>")


edits("V115", CATALOGUE, rb">>$", b"/X 9999 0 R >>")


@case("V116")
def long_string(pdf):
    pdf.add(b"(" + b"a" * 32768 + b")")


@case("V117")
def long_name(pdf):
    pdf.add(b"/" + b"a" * 128)


@case("V118")
def big_number(pdf):
    pdf.add(b"[3000000000]")


@case("V119")
def long_array(pdf):
    pdf.add(b"[" + b"0 " * 32768 + b"]")


edits("V120", CATALOGUE, rb">>$", b"/OpenAction <</S /JavaScript /JS (x)>> >>")
edits("V121", CATALOGUE, rb">>$", b"/AA <<>> >>")
edits("V121", FIRST_PAGE, rb">>$", b"/AA <<>> >>", name="of a page")
edits("V122", CATALOGUE, rb">>$", b"/NeedsRendering true >>")


@case("V123", also=["V404"])
def marks_without_end(pdf):
    pdf.content(INTRO, rb"\Z", b" /Span BMC " * 300)


# --- V2xx: metadata ---------------------------------------------------------------------------------------------

edits("V201", CATALOGUE, rb"/Metadata \d+ 0 R", b"")


@case("V202")
def xmp_packed(pdf):
    number = pdf.find(rb"/Type /Metadata")
    data = zlib.compress(pdf.stream(number))
    pdf.body[number] = b"<</Type /Metadata /Subtype /XML /Filter /FlateDecode /Length %d>>\nstream\n%s\nendstream" % (len(data), data)


@case("V203")
def xmp_cut(pdf):
    pdf.xmp(b"</rdf:RDF>", b"")


@case("V204")
def xmp_encoding(pdf):
    pdf.xmp(b"<?xpacket begin=", b"<?xpacket encoding=\"UTF-8\" begin=")


for code, old, new in (("V205", b"<pdfaid:part>3", b"<pdfaid:part>2"), ("V206", b"conformance>A", b"conformance>B"),
                       ("V207", b"<pdfuaid:part>1", b"<pdfuaid:part>2"), ("V208", b"Property:name>part", b"Property:name>tarp")):
    CASES.append((code, "", set(), lambda pdf, old=old, new=new: pdf.xmp(old, new)))


@case("V209", also=["V210"])
def no_title(pdf):
    number = pdf.find(rb"/Type /Metadata")
    pdf.set_stream(number, re.sub(rb"<dc:title>.*?</dc:title>", b"", pdf.stream(number), flags=re.S))


edits("V210", INFO, rb"/Title <FEFF", b"/Title <FEFF0041")
edits("V211", INFO, rb"/Author \(", b"/Author (A ")
edits("V212", INFO, rb"/Subject <FEFF", b"/Subject <FEFF0041")
edits("V213", INFO, rb"/Producer \(", b"/Producer (x")
edits("V214", INFO, rb"/CreationDate \(D:2019", b"/CreationDate (D:2018")
edits("V215", INFO, rb"/ModDate \(D:2019", b"/ModDate (D:2018")
edits("V216", INFO, rb"/Producer", b"/Keywords (un deux) /Producer")
CASES.append(("V217", "", set(), lambda pdf: pdf.xmp(b"<dc:language><rdf:Bag><rdf:li>fr", b"<dc:language><rdf:Bag><rdf:li>en")))
edits("V218", CATALOGUE, rb"/DisplayDocTitle true", b"/DisplayDocTitle false")
edits("V219", CATALOGUE, rb"/Marked true", b"/Marked false")
edits("V220", CATALOGUE, rb"/Marked true", b"/Marked true /Suspects true")
edits("V221", CATALOGUE, rb"/Lang \(fr\)", b"")
edits("V222", CATALOGUE, rb"/Lang \(fr\)", b"/Lang (fran_ais)", also=["V217"])
edits("V223", CATALOGUE, rb"GTS_PDFA1", b"GTS_PDFX")
edits("V224", rb"/N 3", rb"/N 3", b"/N 1")

# --- V3xx: fonts ------------------------------------------------------------------------------------------------

TYPE0, CID, DESCRIPTOR = rb"/Subtype /Type0", rb"/Subtype /CIDFontType2", rb"/Type /FontDescriptor"
edits("V301", DESCRIPTOR, rb"/FontFile2 \d+ 0 R", b"")
edits("V302", DESCRIPTOR, rb"/FontName /......", b"/FontName /ABCDEF")


@case("V303")
def no_prefix(pdf):
    name = re.search(rb"/BaseFont /(\S+)", pdf.body[pdf.find(TYPE0)]).group(1)
    for number in pdf.body:
        if b"\nstream" not in pdf.body[number]:
            pdf.body[number] = pdf.body[number].replace(name, name[7:])


edits("V304", TYPE0, rb"Identity-H", b"WinAnsiEncoding")
edits("V305", CID, rb"\(Identity\)", b"(Japan1)")
edits("V306", CID, rb"/CIDToGIDMap \d+ 0 R", b"", also=["V309", "V311"])


@case("V307", also=["V308"])
def cut_program(pdf):
    pdf.set_stream(pdf.program(), pdf.stream(pdf.program())[:200])


@case("V308")
def wrong_length(pdf):
    pdf.edit(pdf.program(), rb"/Length1 ", b"/Length1 1")


@case("V309")
def glyph_beyond(pdf):
    number = int(re.search(rb"/CIDToGIDMap (\d+)", pdf.body[pdf.find(CID)]).group(1))
    data = pdf.stream(number)
    pdf.set_stream(number, data[:2] + b"\x7f\xff" + data[4:])


edits("V310", CID, rb"/W \[1 \[", b"/W [1 (a) [")
edits("V311", CID, rb"/W \[1 \[\d+", b"/W [1 [99")
edits("V312", DESCRIPTOR, rb"/CapHeight \d+", b"")
edits("V313", DESCRIPTOR, rb"/Flags 4", b"/Flags 36")


@case("V314")
def partial_cid_set(pdf):
    number = pdf.add(b"<</Length 1>>\nstream\n\x00\nendstream")
    pdf.edit(DESCRIPTOR, rb"/FontFile2", b"/CIDSet %d 0 R /FontFile2" % number)


edits("V315", TYPE0, rb"/ToUnicode \d+ 0 R", b"", also=["V513"])


@case("V316")
def code_without_meaning(pdf):
    number = pdf.first_map()
    pdf.set_stream(number, pdf.stream(number).replace(b"<0001>", b"<FF01>", 1))


def first_meaning(unicode):
    def change(pdf):
        number = pdf.first_map()
        pdf.set_stream(number, re.sub(rb"<0001> <\w+>", b"<0001> <%s>" % unicode, pdf.stream(number), count=1))
    return change


for unicode in (b"0000", b"FEFF", b"FFFE", b"E000"):
    CASES.append(("V317", unicode.decode(), set(), first_meaning(unicode)))
CASES.append(("V318", "", set(), first_meaning(b"FB01")))


@case("V319", also=["V311"])
def glyph_zero(pdf):
    number = int(re.search(rb"/CIDToGIDMap (\d+)", pdf.body[pdf.find(CID)]).group(1))
    data = pdf.stream(number)
    pdf.set_stream(number, data[:2] + b"\0\0" + data[4:])



# --- V4xx: content ----------------------------------------------------------------------------------------------


def content(code, page, old, new, also=(), name="", count=1):
    CASES.append((code, name, set(also), lambda pdf: pdf.content(page, old, new, count)))


content("V401", INTRO, rb"\Z", b" 0 0 9 9 re f\n")
content("V402", INTRO, rb"(/H1 <</MCID 0>> BDC)", rb"\1 /Artifact <</Type /Layout>> BDC 0 0 9 9 re f EMC ")
content("V403", INTRO, rb"(/Artifact <<.*?>> BDC)", rb"\1 /P <</MCID 99>> BDC 0 0 9 9 re f EMC ", also=["V408"])
content("V404", INTRO, rb"\Z", b" EMC\n")
content("V404", INTRO, rb"\Z", b" /Artifact <</Type /Layout>> BDC\n", name="open")
content("V405", INTRO, rb"\Z", b" /Span (x) BDC EMC\n")
content("V406", INTRO, rb"\Z", b" /Artifact BMC 0 0 9 9 re f EMC\n")
content("V406", INTRO, rb"\Z", b" /Artifact <</Type /Decor>> BDC 0 0 9 9 re f EMC\n", name="unknown")
content("V407", INTRO, rb"\Z", b" /H1 <</MCID 0>> BDC EMC\n")
content("V408", INTRO, rb"\Z", b" /P <</MCID 99>> BDC 0 0 9 9 re f EMC\n")


@case("V409")
def content_that_is_not_there(pdf):
    pdf.edit(pdf.of_element(rb"H1", rb"Introduction"), rb"/K \[0\]", b"/K [0 98]")


edits("V410", rb"/S /H2 .*Deux pages", rb"/K \[1\]", b"/K [1 0]", also=["V410"])


@case("V411")
def painted_out_of_order(pdf):
    pdf.content(INTRO, rb"(/H1 <</MCID 0>> BDC.*?EMC)(.*?)(/H2 <</MCID 1>> BDC.*?EMC)", rb"\3\2\1")


content("V412", INTRO, rb"\Z", b" q " * 29 + b"Q " * 29)
content("V413", INTRO, rb"\Z", b" q\n")
content("V413", INTRO, rb"\Z", b" Q\n", name="too many")
content("V414", INTRO, rb"\Z", b" xx\n")
content("V414", INTRO, rb"\Z", b" 1 2 w\n", name="operands")
content("V415", INTRO, rb"\Z", b" (sans fin\n")
content("V415", INTRO, rb"\Z", b" /Artifact <</Type /Layout>> BDC BI /W 1 /H 1 ID xx", name="an image without end", also=["V404"])
content("V416", INTRO, rb"\Z", b" /Artifact <</Type /Layout>> BDC /Fx 9 Tf EMC\n")
for word in (b"gs", b"sh", b"cs"):
    content("V416", INTRO, rb"\Z", b" /Artifact <</Type /Layout>> BDC /X9 %s EMC\n" % word, name=word.decode())
content("V417", INTRO, rb"\Z", b" 0 0 0 1 k\n")
content("V417", INTRO, rb"\Z", b" /DeviceCMYK cs\n", name="space")
content("V417", INTRO, rb"\Z", b" /Artifact <</Type /Layout>> BDC BI /CS /CMYK /W 1 /H 1 /BPC 8 ID xxxx EI EMC\n", name="inline image")


@case("V417")
def cmyk_image(pdf):
    pdf.add(b"<</Type /XObject /Subtype /Image /ColorSpace /DeviceCMYK /Length 1>>\nstream\nx\nendstream")


content("V418", INTRO, rb"\Z", b" /Joli ri\n")


@case("V418")
def image_intent(pdf):
    pdf.add(b"<</Type /XObject /Subtype /Image /Intent /Joli /Length 1>>\nstream\nx\nendstream")


@case("V419")
def smooth_image(pdf):
    pdf.add(b"<</Type /XObject /Subtype /Image /Interpolate true /Length 1>>\nstream\nx\nendstream")


@case("V420")
def postscript(pdf):
    pdf.add(b"<</Type /XObject /Subtype /PS /Length 1>>\nstream\nx\nendstream")


edits("V421", rb"/XObject <<", rb"/XObject <<", b"/ExtGState <</G0 <</TR /Identity>>>> /XObject <<")
edits("V421", rb"/XObject <<", rb"/XObject <<", b"/ExtGState <</G0 <</BM /Joli>>>> /XObject <<", name="blend mode")
edits("V421", rb"/XObject <<", rb"/XObject <<", b"/ExtGState <</G0 <</RI /Joli>>>> /XObject <<", name="intent")

# --- V5xx: structure --------------------------------------------------------------------------------------------

STRUCTURE_GONE = ["V408", "V536", "V711"]
edits("V501", CATALOGUE, rb"/StructTreeRoot \d+ 0 R", b"", also=STRUCTURE_GONE)
edits("V502", rb"/S /Document", rb"/S /Document", b"/S /Sect")


@case("V502", also=["V503"])
def two_roots(pdf):
    number = pdf.add(b"<</Type /StructElem /S /Sect /P 1 0 R /K []>>")
    pdf.edit(ROOT_OF_TREE, rb"/K \[(\d+ 0 R)\]", rb"/K [\1 %d 0 R]" % number)


edits("V503", rb"/S /H1 .*Introduction", rb"/P \d+ 0 R", b"/P 1 0 R")


@case("V504")
def an_element_twice(pdf):
    number = pdf.of_element(rb"H1", rb"Introduction")
    pdf.edit(pdf.of_element(rb"Part"), rb"/K \[([^]]*)\]", rb"/K [\1 %d 0 R]" % number)


edits("V504", rb"/S /H1 .*Introduction", rb"/K \[0\]", b"/K [0 (x)]", name="a string as kid")
edits("V505", rb"/S /BlockQuote", rb"/S /BlockQuote", b"/S /Citation")


@case("V506")
def roles_in_circles(pdf):
    pdf.edit(rb"/S /BlockQuote", rb"/S /BlockQuote", b"/S /Un")
    pdf.edit(ROOT_OF_TREE, rb">>$", b"/RoleMap <</Un /Deux /Deux /Un>> >>")


edits("V506", ROOT_OF_TREE, rb">>$", b"/RoleMap <</P /Div>> >>", name="a standard type")
edits("V507", rb"/Limits \[0 12\]", rb"/Limits \[0 12\]", b"/Limits [0 13]")
edits("V508", rb"/Limits \[0 12\]", rb"/Nums \[0 \[\d+ 0 R", b"/Nums [0 [1 0 R")
edits("V509", ROOT_OF_TREE, rb"/ParentTreeNextKey \d+", b"/ParentTreeNextKey 3")
edits("V510", rb"/S /H1 .*Sommaire", rb"/S /H1", b"/S /H2")
edits("V511", rb"/S /H2 .*Deux pages", rb"/S /H2", b"/S /H3")
edits("V512", rb"/S /H3 .*Une liste", rb"/S /H3", b"/S /H")
edits("V513", rb"/S /H3 .*Une liste", rb"/Pg \d+ 0 R", b"/ActualText ( ) \\g<0>")
edits("V514", rb"/S /LI .*", rb"/S /LI", b"/S /Sect", also=["V517"])
edits("V515", rb"/S /LBody", rb"/S /LBody", b"/S /Div", also=["V516"])
edits("V516", rb"/S /LI .*", rb"/K \[(\d+ 0 R) \d+ 0 R\]", rb"/K [\1]", also=["V408", "V711"])
edits("V517", rb"/S /H2 .*Deux pages", rb"/S /H2", b"/S /LBody", also=["V511"])
edits("V518", rb"/ListNumbering /Square", rb"/A <<.*?>>", b"")
edits("V519", rb"/S /THead", rb"/S /THead", b"/S /Div", also=["V521"])
edits("V520", rb"/S /TD", rb"/S /TD", b"/S /P")
edits("V521", rb"/S /H2 .*Deux pages", rb"/S /H2", b"/S /TD", also=["V511"])
edits("V522", rb"/S /Table", rb"/K \[(\d+ 0 R) (\d+ 0 R)", rb"/K [\2 \1", also=["V411", "V711"])
edits("V523", rb"/ColSpan 2", rb"/ColSpan 2", b"/ColSpan 3")
edits("V523", rb"/RowSpan 2", rb" /RowSpan 2", b"", name="row span")


@case("V524")
def a_head_of_nothing(pdf):
    pdf.edit(rb"/ID \(tableau-1-l1-1\)", rb"/Scope /Row", b"")
    for number in [n for n in pdf.body if b"(tableau-1-l1-1)]" in pdf.body[n]]:
        pdf.body[number] = pdf.body[number].replace(b"(tableau-1-l1-1)]", b"]")


edits("V525", rb"/S /TD", rb"\(tableau-1-t1-2\)", b"(tableau-9)")
edits("V526", rb"/S /Reference .*/K \[\d+\]", rb"/S /Reference", b"/S /P", also=["V533"])
edits("V527", rb"/S /Figure", rb"/Alt <.*?>", b"")
edits("V528", rb"/S /Figure", rb"/BBox \[.*?\]", b"")
edits("V529", rb"/S /Figure", rb"/Alt <.*?>", b"/Alt (anneau.png)")
edits("V530", NOTE, rb"/ID \(.*?\)", b"")
edits("V531", rb"/ID \(tableau-1-l2-1\)", rb"/ID \(tableau-1-l2-1\)", b"/ID (tableau-1-l1-1)", also=["V525"])
edits("V532", rb"/Names \[\(note", rb"/Names \[\(note-0-1\) \d+", b"/Names [(note-0-1) 1")
edits("V533", rb"/S /Reference .*/K \[\d+\]", rb"/S /Reference", b"/S /Span")
edits("V534", rb"/S /Link .*/K \[19", rb"<</Type /OBJR.*?>>", b"", also=["V536"])
edits("V535", rb"/S /Link .*/K \[19", rb"/K \[19", b"/K [", also=["V408", "V711"])
edits("V536", rb"/S /Link .*/K \[19", rb"/S /Link", b"/S /Span")
edits("V537", LINK, rb"/StructParent \d+", b"/StructParent 13")
edits("V538", rb"/S /TOCI", rb"/S /TOCI", b"/S /Sect")
edits("V539", rb"/S /Link .*/K \[1 <<", rb"<</Type /OBJR.*?>>", b"", also=["V534", "V536"])
edits("V540", rb"/S /Span .*/Lang \(ar\)", rb"/Lang \(ar\)", b"/Lang (fr)")
edits("V540", rb"/S /H2 .*Deux pages", rb"/S /H2", b"/Lang (ar) /S /H2", name="Latin as Arabic")
edits("V541", rb"/ActualText <FEFF2022>", rb"/ActualText <FEFF2022>", b"/ActualText ()")
edits("V542", rb"/E \(Org", rb"/E \(.*?\)", b"/E (OIM)")


@case("V543", also=["V711"])
def an_empty_paragraph(pdf):
    above = pdf.of_element(rb"BlockQuote")
    number = pdf.add(b"<</Type /StructElem /S /P /P %d 0 R /K []>>" % above)
    pdf.edit(above, rb"/K \[([^]]*)\]", rb"/K [\1 %d 0 R]" % number)


# --- V6xx: pages ------------------------------------------------------------------------------------------------

OUTLINES, ITEM = rb"/Type /Outlines", rb"/Title \(1\. Introduction\)"
edits("V601", CATALOGUE, rb"/Outlines \d+ 0 R", b"")
edits("V602", ITEM, rb"/Parent \d+ 0 R", b"/Parent 1 0 R")
edits("V602", rb"/Title .*/Prev", rb"/Prev \d+ 0 R", b"", name="Prev")
edits("V602", OUTLINES, rb"/Last \d+ 0 R", b"/Last 1 0 R", name="Last")
edits("V603", OUTLINES, rb"/Count \d+", b"/Count 9")
edits("V603", ITEM, rb"/Count 1", b"/Count 3", name="of an item")
edits("V604", ITEM, rb"\(1\. Introduction\)", b"( )")
edits("V605", ITEM, rb"/Dest \[\d+ 0 R", b"/Dest [1 0 R")


@case("V606")
def backwards(pdf):
    pdf.edit(rb"/Title \(2\. Bilan\)", rb"/Dest \[\d+ 0 R", b"/Dest [%d 0 R" % pdf.page(0))


edits("V607", CATALOGUE, rb"/PageLabels <<.*?>>\]>>", b"")
edits("V607", CATALOGUE, rb"/Nums \[0 <</S /r>>", b"/Nums [1 <</S /r>>", name="from the second page")
edits("V608", CATALOGUE, rb"<</S /D>>", b"<</S /r>>")
edits("V609", rb"/Subtype /Link .*/Dest", rb"/Dest \[\d+ 0 R", b"/Dest [1 0 R")
edits("V610", LINK, rb"/URI \(https", b"/URI (sans schema ")
edits("V611", LINK, rb"/Contents \(.*?\)", b"/Contents ()")
edits("V612", LINK, rb"/F 4", b"/F 6")
edits("V613", LINK, rb"/Subtype /Link", b"/Subtype /Movie", also=["V536"])
edits("V614", LINK, rb"/Rect \[[\d.]+", b"/Rect [-9")
edits("V615", rb"/Type /Page .*/Annots", rb"/Tabs /S", b"/Tabs /R")
edits("V616", FIRST_PAGE, rb"/MediaBox \[0 0 481.89 680.31\] /TrimBox \[.*?\]", b"/MediaBox [0 0 2 2]")
edits("V617", FIRST_PAGE, rb"/TrimBox \[0 0", b"/TrimBox [-9 0")
edits("V618", rb"/Type /Pages /Parent", rb"/Count \d+", b"/Count 3")

# --- V7xx: attachments ------------------------------------------------------------------------------------------

SPEC, FILE = rb"/UF \(01-tableau-eleves.csv\)", rb"/Subtype /text#2Fcsv"
edits("V701", SPEC, rb"/UF \(01-tableau-eleves.csv\)", b"/UF (autre.csv)")
edits("V702", SPEC, rb"/AFRelationship /Data", b"")
edits("V703", CATALOGUE, rb"/AF \[\d+ 0 R", b"/AF [")


@case("V704")
def names_out_of_order(pdf):
    pdf.edit(CATALOGUE, rb"/EmbeddedFiles <</Names \[(\(.*?\) \d+ 0 R) (\(.*?\) \d+ 0 R)", rb"/EmbeddedFiles <</Names [\2 \1")


edits("V705", FILE, rb"/Subtype /text#2Fcsv", b"")
edits("V706", FILE, rb"/Size \d+", b"/Size 1")
edits("V707", FILE, rb"/ModDate \(.*?\)", b"")
edits("V708", SPEC, rb"/Desc <.*?>", b"/Desc ()")


@case("V709", also=["V706"])
def not_utf8(pdf):
    number = pdf.find(FILE)
    pdf.set_stream(number, b"\xe9l\xe8ves\n")


@case("V709", also=["V705", "V707"])
def no_stream(pdf):
    pdf.edit(SPEC, rb"/EF <<.*?>>", b"")


edits("V710", SPEC, rb"/F \(01-tableau-eleves.csv\) /UF \(01-tableau-eleves.csv\)", b"/F (/tmp/eleves.csv) /UF (/tmp/eleves.csv)")


@case("V711", also=["V706"])
def provenance_of_another(pdf):
    spec = pdf.find(rb"/UF \(provenance.csv\)")
    number = int(re.search(rb"/EF <</F (\d+)", pdf.body[spec]).group(1))
    pdf.set_stream(number, pdf.stream(number) + b"9999;P;1;0;x.md;1;1\n")


# --- running ----------------------------------------------------------------------------------------------------


def findings(out):
    """Codes by file, in the order of the JSON lines."""
    codes = {}
    for line in out.splitlines():
        said = json.loads(line)
        codes.setdefault(said["fichier"], []).append(said.get("code"))
    return codes


def check_case(codes, code, also):
    found = set(filter(None, codes))
    if code not in found:
        return [f"{code} is silent; found: {sorted(found)}"]
    return [f"not expected: {sorted(found - also - {code})}"] if found - also - {code} else []


# --- what breaks no rule ------------------------------------------------------------------------------------------

KEPT = []


def kept(function):
    KEPT.append((function.__name__, function))
    return function


@kept
def intents_that_are_known(pdf):
    pdf.content(INTRO, rb"\Z", b" /Perceptual ri /Saturation ri\n")
    pdf.add(b"<</Type /XObject /Subtype /Image /Intent /AbsoluteColorimetric /Length 1>>\nstream\nx\nendstream")
    pdf.edit(rb"/XObject <<", rb"/XObject <<", b"/ExtGState <</G0 <</RI /RelativeColorimetric /BM /Multiply>>>> /XObject <<")


@kept
def inline_images_and_grey(pdf):
    pdf.content(INTRO, rb"\Z", b" /Artifact <</Type /Layout>> BDC /DeviceGray cs BI /CS /G /W 1 /H 1 /BPC 8 ID x EI EMC\n")


@kept
def contents_in_pieces(pdf):
    """A page's content may be cut between any two words (ISO 32000-1, 7.8.2)."""
    page = pdf.page(INTRO)
    number = int(re.search(rb"/Contents (\d+)", pdf.body[page]).group(1))
    data = pdf.stream(number)
    cut = data.index(b"EMC") + 3
    pdf.set_stream(number, data[:cut])
    rest = pdf.add(b"<</Length %d>>\nstream\n%s\nendstream" % (len(data) - cut, data[cut:]))
    pdf.edit(page, rb"/Contents (\d+ 0 R)", rb"/Contents [\1 %d 0 R]" % rest)


@kept
def pages_counted_by_letters(pdf):
    pdf.edit(CATALOGUE, rb"/Nums \[0 <</S /r>>", b"/Nums [0 <</S /a>>")


@kept
def text_shown_on_the_next_line(pdf):
    """The operator ' (ISO 32000-1, 9.4.3) shows what Tj would."""
    pdf.content(INTRO, rb"(/\w+ [\d.]+ Tf)(.*?)\Z", rb"\1\2 /Artifact <</Type /Layout>> BDC BT \1 <> ' ET EMC")


def pack(path):
    """The same file with its objects in streams and their places in another (ISO 32000-1, 7.5.7 and 7.5.8), by qpdf, which
    gives what it writes an identifier of its own: V107."""
    packed = path.with_name("packed.pdf")
    subprocess.run(["qpdf", "--object-streams=generate", path, packed], check=True, timeout=60)
    return packed


def rules():
    return re.findall(r"^    X\((V\d+),", (ROOT / "gen/verify/rules_impl.h").read_text(), re.M)


def main():
    results = []
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        code, _, errors = run("build", EDITION, "-o", folder / "public")
        good = (folder / "public/essai.pdf").read_bytes() if code == 0 else b""
        results.append(("the edition builds", [] if code == 0 else errors.splitlines()))
        pdf = Pdf(good)
        (folder / "good.pdf").write_bytes(good)
        (folder / "again.pdf").write_bytes(pdf.write())
        good = [folder / "good.pdf", folder / "again.pdf", pack(folder / "again.pdf")]
        for name, change in KEPT:
            same = copy.deepcopy(pdf)
            change(same)
            good.append(folder / f"{name}.pdf")
            good[-1].write_bytes(same.write())
        paths = list(good)
        for number, (code, name, _, change) in enumerate(CASES):
            broken = copy.deepcopy(pdf)
            try:
                change(broken)
            except AssertionError as problem:
                results.append((f"{code} {name}: the case fits the file", [str(problem)]))
            paths.append(folder / f"{number}.pdf")
            paths[-1].write_bytes(broken.write())
        code, out, errors = run("verify", "--format", "json", *paths)
        said = findings(out)
        results.append(("broken files end with 1", [] if code == 1 else [f"exit {code}", *errors.splitlines()]))
        for path in good:
            found = [code for code in said[str(path)] if code and (code, path.name) != ("V107", "packed.pdf")]
            results.append((f"{path.name} keeps every rule", found))
        for path, (code, name, also, _) in zip(paths[len(good):], CASES):
            results.append((f"{code} {name}".strip().replace("_", " "), check_case(said.get(str(path), []), code, also)))
        cased = {code for code, _, _, _ in CASES}
        results.append(("every rule has a case", sorted(set(rules()) ^ cased)))
    tap.report(results)


if __name__ == "__main__":
    main()
