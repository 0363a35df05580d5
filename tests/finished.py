#!/usr/bin/env python3
"""The finished PDF of the Rapport 2019, read by other programs than ours.

poppler and mupdf draw it alike; its text reads in the order of the document; its links, bookmarks and page labels lead where they say; the
file for the printer is the same book on larger sheets. Prints TAP.
"""
import functools
import json
import os
import pathlib
import re
import subprocess
import tempfile
import unicodedata
import xml.etree.ElementTree as xml

import tap

ROOT = pathlib.Path(__file__).resolve().parent.parent
BILAN = os.environ.get("BILAN", str(ROOT / "build/out/bilan"))
EDITION = "content/2019"
FOLDER = tempfile.TemporaryDirectory()
SCREEN = FOLDER.name + "/public/rapport-2019.pdf"
PRINTER = FOLDER.name + "/public/rapport-2019-impression.pdf"


def tool(*args):
    return subprocess.run(list(map(str, args)), cwd=ROOT, check=True, capture_output=True, text=True).stdout


@functools.cache
def objects(path):
    return json.loads(tool("qpdf", "--json=1", path))


def normal(text):
    """Letters and figures, without case, accent, hyphen or blank: the same however lines break."""
    text = unicodedata.normalize("NFKD", text.replace("œ", "oe").replace("Œ", "oe").casefold())
    return "".join(c for c in text if c.isalnum())


# --- two programs draw the same pages -----------------------------------------

# In levels of grey from 0 to 255, at 50 dots to the inch, over squares of 8 dots (4 mm). Two smoothings of the same glyphs differ by 33 in a
# square and by 1.9 over a page at most; a font that one of them had to replace, by 50 and more, and by 4.
SQUARE, SQUARE_MOST, PAGE_MOST = 8, 45, 3


def squares(path):
    """Mean levels of a PGM, square by square."""
    _, size, _, dots = path.read_bytes().split(b"\n", 3)
    width, height = map(int, size.split())
    levels = []
    for top in range(0, height - SQUARE + 1, SQUARE):
        rows = [dots[y * width:(y + 1) * width] for y in range(top, top + SQUARE)]
        levels += [sum(sum(row[x:x + SQUARE]) for row in rows) / SQUARE ** 2 for x in range(0, width - SQUARE + 1, SQUARE)]
    return levels


def drawn_unlike(pdf):
    """Draws all pages with both programs; a sentence for each page that differs."""
    with tempfile.TemporaryDirectory() as folder:
        poppler, mupdf = pathlib.Path(folder, "poppler"), pathlib.Path(folder, "mupdf")
        poppler.mkdir()
        mupdf.mkdir()
        tool("pdftoppm", "-r", 50, "-gray", pdf, poppler / "page")
        tool("mutool", "draw", "-q", "-r", 50, "-c", "gray", "-o", mupdf / "%d.pgm", pdf)
        pages = sorted(poppler.iterdir())
        assert len(pages) == len(list(mupdf.iterdir())), "not as many pages"
        for number, page in enumerate(pages, 1):
            one, two = squares(page), squares(mupdf / f"{number}.pgm")
            assert len(one) == len(two), f"page {number}: sizes differ"
            differences = [abs(a - b) for a, b in zip(one, two)]
            most, mean = max(differences), sum(differences) / len(differences)
            if most > SQUARE_MOST or mean > PAGE_MOST:
                yield f"page {number}: {most:.0f} in a square, {mean:.1f} over the page"


def poppler_and_mupdf_draw_the_same_pages():
    unlike = list(drawn_unlike(SCREEN))
    assert not unlike, "\n".join(unlike)


def a_font_that_is_not_embedded_is_seen():
    """The comparison itself: each program replaces what is missing by another font."""
    lame = FOLDER.name + "/lame.pdf"
    tool("qpdf", "--qdf", "--object-streams=disable", SCREEN, "--pages", SCREEN, "13,15", "--", lame)
    pathlib.Path(lame).write_bytes(pathlib.Path(lame).read_bytes().replace(b"/FontFile2 ", b"/FontFileX "))
    assert len(list(drawn_unlike(lame))) == 2


# --- the text reads in order --------------------------------------------------

STRING = re.compile(r'"((?:[^"\\]|\\.)*)"')
APART = {"table", "chart", "note", "picture", "alternative", "title", "source"}     # floats, goes to the foot, or is no text of the page
FOLIO = re.compile("(?:p[0-9]+)?")       # after a reference
KEY, REACH = 40, 8000                    # letters: to know a place by; that tables may stand before the next block


def document_blocks():
    """Paragraphs and headings of `bilan dump --phase doc` in its order, each a list of normal texts and of what may stand between them."""
    blocks, block, spot, apart, reference, epigraph = [], None, 0, None, None, False
    for line in tool(BILAN, "dump", EDITION, "--phase", "doc").splitlines():
        depth, fields = len(line) - len(line.lstrip()), line.split()
        if not fields:
            continue
        kind = fields[1 if re.fullmatch(r"\d+:\d+", fields[0]) else 0]
        if depth == 0:
            epigraph = fields[:2] == ["chapter", "epigraph"]             # set before the sommaire, whose pages are lists
        if epigraph or (apart is not None and depth > apart):
            continue
        if reference is not None and depth <= reference:
            block.append(FOLIO)
            reference = None
        apart = depth if kind in APART else None
        if kind == "note":
            block.append(re.compile(f"(?:{fields[-1]})?"))               # its call
        elif kind in {"paragraph", "heading"}:
            block, spot = [], depth
            blocks.append(block)
        elif kind in {"text", "sigle", "figure", "arabic"} and block is not None and depth > spot:
            text = normal(STRING.search(line)[1])
            if block and isinstance(block[-1], str):
                block[-1] += text
            else:
                block.append(text)
        elif kind == "ref":
            reference = depth
    return [block for block in blocks if any(isinstance(part, str) and part for part in block)]


def resumes(rest, text, at, breaks):
    """Where `rest` goes on after the next page break: past notes, foot, head and what was set at the head of that page."""
    following = next((b for b in breaks if b > at), None)
    found = -1 if following is None or not rest else text.find(rest[:KEY], following, following + REACH)
    return None if found < 0 else found


def block_end(block, text, at, breaks):
    """Where the block ends that begins at `at`, over page breaks too; None when it is not what stands there."""
    for index, part in enumerate(block):
        if not isinstance(part, str):
            at = part.match(text, at).end()
            continue
        while part:
            same = len(os.path.commonprefix([part, text[at:at + len(part)]]))
            at, part = at + same, part[same:]
            if not part:
                break
            following = "".join(p for p in block[index + 1:] if isinstance(p, str)) if len(part) < 8 else ""
            for back in range(4):        # the first figures of a foot may be like those of the text
                resumed = resumes(block[index][len(block[index]) - len(part) - back:], text, at - back, breaks)
                if resumed is not None:
                    break
            if resumed is None:
                return None
            part, at = block[index][len(block[index]) - len(part) - back:], resumed
    return at


def find_block(block, text, at, breaks):
    """The block's place from `at` on, (start, end); None when it is nowhere."""
    first = next(part for part in block if isinstance(part, str) and part)
    start = text.find(first[:KEY], at, at + REACH)
    while start >= 0:
        end = block_end(block[block.index(first):], text, start, breaks)
        if end is not None:
            return start, end
        start = text.find(first[:KEY], start + 1, at + REACH)
    return None


def text_of(pdf):
    """The text as pdftotext puts it in order, normal, and where its pages begin."""
    text, breaks = "", []
    for page in tool("pdftotext", pdf, "-").split("\f"):
        breaks.append(len(text))
        text += normal(page)
    return text, breaks


def out_of_order(blocks, text, breaks):
    """The blocks that are not found behind those before them."""
    at, absent = 0, []
    for block in blocks:
        found = find_block(block, text, at, breaks)
        if found is None:
            absent.append("".join(part for part in block if isinstance(part, str))[:90])
        else:
            at = found[1]
    return absent


def the_text_reads_in_the_order_of_the_document():
    text, breaks = text_of(SCREEN)
    blocks = document_blocks()
    absent = out_of_order(blocks, text, breaks)
    assert not absent, "\n".join(absent)
    letters = sum(len(part) for block in blocks for part in block if isinstance(part, str))
    assert len(blocks) > 500 and letters > 0.7 * len(text), f"{len(blocks)} blocks, {letters} of {len(text)} letters"
    blocks[99], blocks[100] = blocks[100], blocks[99]
    assert len(out_of_order(blocks, text, breaks)) == 1, "two blocks in each other's place are not seen"


# --- links, bookmarks, page labels --------------------------------------------

@functools.cache
def words(path):
    """For each page its words: (left, top, right, bottom, text), y downwards."""
    html = re.sub(r' xmlns="[^"]*"', "", tool("pdftotext", "-bbox", path, "-"))
    return [[(*(float(word.get(side)) for side in ("xMin", "yMin", "xMax", "yMax")), word.text or "") for word in page.iter("word")]
            for page in xml.fromstring(html[html.index("<doc>"):html.index("</doc>") + 6]).iter("page")]


def labels(path):
    """The label of each page, from the file's page labels."""
    found, ranges = [], objects(path)["pagelabels"]
    for index in range(len(objects(path)["pages"])):
        start = [entry for entry in ranges if entry["index"] <= index][-1]
        number = index - start["index"] + start["label"].get("/St", 1)
        found.append(str(number) if start["label"]["/S"] == "/D" else roman(number))
    return found


def roman(number):
    text = ""
    for value, letters in ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")):
        text += letters * (number // value)
        number %= value
    return text


def page_numbers(path):
    return {page["object"]: index for index, page in enumerate(objects(path)["pages"])}


def height_of(path):
    return objects(path)["objects"][objects(path)["pages"][0]["object"]]["/MediaBox"][3]


def text_below(path, destination):
    """The page that a destination names, and its text from there on, normal; None when it is not in the file."""
    page, kind, _, y, zoom = destination
    index = page_numbers(path).get(page)
    if index is None or kind != "/XYZ" or zoom is not None or not 0 <= y <= height_of(path):
        return None
    top = height_of(path) - y
    return index, normal("".join(word[4] for word in words(path)[index] if (word[1] + word[3]) / 2 >= top))


def wrong_links(path):
    """A sentence for each link inside the book that does not lead where it and its text say."""
    page_labels, seen = labels(path), 0
    for index, page in enumerate(objects(path)["pages"]):
        for reference in objects(path)["objects"][page["object"]].get("/Annots", []):
            link = objects(path)["objects"][reference]
            if "/Dest" not in link:
                continue
            seen += 1
            says, where = link["/Contents"], text_below(path, link["/Dest"])
            if where is None:
                yield f"page {index + 1}: « {says} » leads nowhere"
                continue
            target, below = where
            title, _, label = says.rpartition(", page ")
            if normal(title or says) not in below:
                yield f"page {index + 1}: « {says} » is not where it leads"
            left, bottom, right, top = link["/Rect"]
            inside = " ".join(w[4] for w in words(path)[index] if w[0] > left - 1 and w[2] < right + 1
                              and w[1] < height_of(path) - (top + bottom) / 2 < w[3])
            printed = re.search(r"(?:p\.\s|\s)([0-9ivx]+)$" if title else r"p\.\s([0-9ivx]+)", inside)
            if (title and label != page_labels[target]) or (title and not printed) or (printed and printed[1] != page_labels[target]):
                yield f"page {index + 1}: « {says} », printed « {inside} », leads to page {page_labels[target]}"
    if seen < 30:
        yield f"only {seen} links"


def links_lead_where_they_say():
    for path in (SCREEN, PRINTER):
        wrong = list(wrong_links(path))
        assert not wrong, "\n".join(wrong)


def bookmarks(entries, depth=0):
    for entry in entries:
        yield depth, entry
        yield from bookmarks(entry["kids"], depth + 1)


def bookmarks_open_two_levels_and_lead_to_their_titles():
    found = list(bookmarks(objects(SCREEN)["outlines"]))
    titles = [entry["title"] for depth, entry in found if depth == 0]
    assert titles[:5] == ["Épigraphe", "Sommaire", "Liste des tableaux", "Liste des figures", "Sigles et abréviations"], titles
    assert [title[:2] for title in titles[5:]] == ["1.", "2.", "3.", "4.", "5."], titles
    programmes = [entry["title"] for depth, entry in found if depth == 2 and re.match(r"Programme\s\d+\s:", entry["title"])]
    assert len(programmes) == 11, programmes
    for depth, entry in found:
        assert entry["open"] == (depth == 0) or not entry["kids"], entry["title"]
        where = text_below(SCREEN, entry["dest"])
        assert where is not None and (entry["title"] == titles[0] or normal(entry["title"]) in where[1]), entry["title"]


def page_labels_are_those_printed():
    found = labels(SCREEN)
    assert found[0] == "i" and "1" in found and found[-1] == str(len(found) - found.index("1"))
    printed = 0
    for index, page in enumerate(words(SCREEN)):
        foot = [word[4] for word in page if 600 < word[3] < 620 and re.fullmatch("[0-9ivx]+", word[4])]
        if foot:
            printed += 1
            assert found[index] in foot, f"page {index + 1}: {foot}, labelled {found[index]}"
    assert printed > 100, printed


def the_window_shows_the_title_of_the_document():
    for path in (SCREEN, PRINTER):
        catalogue = objects(path)["objects"][objects(path)["objects"]["trailer"]["/Root"]]
        assert catalogue["/ViewerPreferences"]["/DisplayDocTitle"] is True and catalogue["/PageMode"] == "/UseOutlines"
        assert "Rapport 2019" in tool("pdfinfo", path)


# --- the file for the printer -------------------------------------------------

def the_printers_file_is_the_same_book():
    assert tool("pdftotext", "-bbox", SCREEN, "-").count("<word") == tool("pdftotext", "-bbox", PRINTER, "-").count("<word")
    margin = 28.34                       # 10 mm, as the boxes have it
    for one, two in zip(words(SCREEN), words(PRINTER), strict=True):
        for here, there in zip(one, two, strict=True):
            moved = [b - a for a, b in zip(here[:4], there[:4])]
            assert here[4] == there[4] and all(abs(m - margin) < 0.02 for m in moved), (here, there)


def pixels(path, page, box):
    """(width, height, dots) of one page at 72 dots to the inch, in colour."""
    with tempfile.TemporaryDirectory() as folder:
        tool("pdftoppm", "-r", 72, *box, "-f", page, "-l", page, "-singlefile", path, folder + "/page")
        _, size, _, dots = pathlib.Path(folder, "page.ppm").read_bytes().split(b"\n", 3)
    width, height = map(int, size.split())
    return width, height, [dots[i:i + 3] for i in range(0, 3 * width * height, 3)]


def what_touches_the_trim_runs_into_the_bleed():
    """Cover, divider, a page with a star on its edge: the bleed is not paper, and nothing but crop marks lies beyond it."""
    divider = next(i for i, page in enumerate(words(SCREEN), 1) if normal("".join(w[4] for w in page)).startswith("troisiemepartie"))
    for page in (1, divider):
        width, height, dots = pixels(PRINTER, page, [])
        inside = [dots[y * width + x] for y in (21, height - 22) for x in range(21, width - 21)]
        inside += [dots[y * width + x] for x in (21, width - 22) for y in range(21, height - 21)]
        assert all(sum(dot) < 600 for dot in inside), f"page {page}: paper in the bleed"
        assert max(map(sum, inside)) - min(map(sum, inside)) > 60, f"page {page}: the lattice ends at the trim"
        beyond = [dots[y * width + x] for y in (18, height - 19) for x in range(40, width - 40)]
        assert all(dot == b"\xff\xff\xff" for dot in beyond), f"page {page}: ink beyond the bleed"
    width, height, dots = pixels(PRINTER, divider + 6, [])
    assert any(sum(dots[y * width + x]) < 300 for x in (22, width - 23) for y in range(height)), "no star in the bleed"


def black_text_is_on_one_plate():
    streams = subprocess.run(["qpdf", "--qdf", PRINTER, "-"], check=True, capture_output=True).stdout
    assert b"\n0 g\n" in streams
    colours = {tuple(map(float, rgb.split())) for rgb in re.findall(rb"^((?:[0-9.]+ ){3})(?:rg|RG)$", streams, re.M)}
    dull = [c for c in colours if max(c) - min(c) < 0.15 and max(c) < 0.75]
    assert colours and not dull, f"nearly grey, but on all plates: {dull}"


def the_edition_builds_for_screen_and_printer():
    done = subprocess.run([BILAN, "build", EDITION, "-o", FOLDER.name + "/public", "--impression"], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


tap.run([
    the_edition_builds_for_screen_and_printer,
    poppler_and_mupdf_draw_the_same_pages, a_font_that_is_not_embedded_is_seen, the_text_reads_in_the_order_of_the_document,
    links_lead_where_they_say, bookmarks_open_two_levels_and_lead_to_their_titles, page_labels_are_those_printed,
    the_window_shows_the_title_of_the_document, the_printers_file_is_the_same_book, what_touches_the_trim_runs_into_the_bleed,
    black_text_is_on_one_plate,
])
