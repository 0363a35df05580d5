#!/usr/bin/env python3
"""Is everything that a published report announces in our edition of it, and in its order?

usage: edition.py YEAR

edition-YEAR.txt lists the published headings, objectives, actions, tables and figures. Each must be found after the one before it,
under the role its kind asks for, in the structure of the PDF and in the pages of the site. The headings are also read back from the
PDF's text. Prints TAP.
"""
import html.parser
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import unicodedata

import tap

ROOT = pathlib.Path(__file__).resolve().parent.parent
BILAN = os.environ.get("BILAN", str(ROOT / "build/out/bilan"))
YEAR = sys.argv[1]
EDITION = f"content/{YEAR}"
LIST = ROOT / f"tests/edition-{YEAR}.txt"

# kind: (roles in the PDF, elements in the site, is the text the whole block?)
KINDS = {
    "partie": ({"H1"}, {"h1"}, True),
    "chapitre": ({"H1"}, {"a.partie"}, True),
    "comite": ({"H2"}, {"h1"}, True),
    "programme": ({"H3"}, {"h1"}, True),
    "rubrique": ({"H3", "H4"}, {"h1", "h2"}, True),
    "rappel": ({"H4"}, {"h2"}, True),
    "section": ({"H5"}, {"h3"}, True),
    "sous-section": ({"H6"}, {"h4"}, True),
    "partenariat": ({"H6"}, {"h4"}, True),
    "partenaire": ({"H6"}, {"h4", "h5"}, True),
    "titre": ({"H2"}, {"h2"}, True),
    "objectif": ({"P", "LBody"}, {"p", "li"}, False),
    "action": ({"P", "LBody"}, {"p", "li"}, False),
    "mention": ({"P", "LBody"}, {"p", "li"}, False),
    "tableau": ({"Caption"}, {"caption"}, False),
    "figure": ({"Caption"}, {"figcaption"}, False),
    "colonne": ({"TH"}, {"th"}, True),
}
INLINE = {"", "Span", "Reference", "Link"}
BLOCKS = {"h1", "h2", "h3", "h4", "h5", "h6", "p", "li", "caption", "figcaption", "th", "td"}
LINE = re.compile(r'^( *)([A-Za-z0-9]*)((?: ?\w+=(?:"[^"]*"|\w+))*) ?(?:« (.*) » \([^()]*\))?$')


def normal(text):
    """Letters without case nor accent, figures, the signs that set numbers apart; no blank, comma, hyphen nor quote."""
    text = unicodedata.normalize("NFD", text.replace("œ", "oe").replace("Œ", "oe").casefold())
    return "".join(c for c in text if c.isalnum() or c in ".()/")


def entries():
    for number, line in enumerate(LIST.read_text(encoding="utf-8").splitlines(), 1):
        if line.strip() and not line.startswith("#"):
            kind, _, text = line.partition("\t")
            assert kind in KINDS and text, f"{LIST.name}:{number}: {line}"
            yield number, kind, text


def run(*args):
    done = subprocess.run([BILAN, *map(str, args)], cwd=ROOT, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, "\n".join(line for line in done.stderr.splitlines() if "erreur" in line) or done.stderr
    return done.stdout


class Built:
    """The edition's outputs, built once for all tests that look at them."""
    parent = None

    @classmethod
    def path(cls):
        if cls.parent is None:
            parent = tempfile.TemporaryDirectory()
            run("build", EDITION, "-o", parent.name + "/public")
            cls.parent = parent
        return pathlib.Path(cls.parent.name) / "public"

    @classmethod
    def pdf(cls):
        return str(cls.path() / f"rapport-{YEAR}.pdf")


def pdf_blocks(dump):
    """The dump's blocks in order, as [role, text]; inline pieces go to the block that holds them, calls of notes are left out."""
    blocks, open_ = [], []
    for line in dump.splitlines():
        found = LINE.match(line)
        assert found, line
        depth, role, text = len(found[1]), found[2], found[4] or ""
        while open_ and open_[-1][0] >= depth:
            open_.pop()
        if role in INLINE:
            block = open_[-1][1] if open_ else None
            if block is not None and role != "Reference":
                block[1] += text
            open_.append((depth, None if role == "Reference" else block))
        else:
            blocks.append([role, text])
            open_.append((depth, blocks[-1]))
    return blocks


class Page(html.parser.HTMLParser):
    """The blocks of one page's article, and its link to the next page; on the home page, to the first."""

    def __init__(self, text):
        super().__init__()
        self.blocks, self.open, self.next, self.in_article, self.silent = [], [], None, False, 0
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        classes = (attributes.get("class") or "").split()
        if tag == "article":
            self.in_article = True
        if tag == "a" and (attributes.get("rel") == "next" or "bouton plein" in attributes.get("class", "")):
            self.next = attributes["href"]
        if tag == "sup" and "appel" in classes:
            self.silent += 1
        if tag == "a" and "partie" in classes:
            self.open.append((tag, ["a.partie", ""]))
            self.blocks.append(self.open[-1][1])
        elif tag in BLOCKS and self.in_article:
            self.open.append((tag, [tag, ""]))
            self.blocks.append(self.open[-1][1])

    def handle_endtag(self, tag):
        if tag == "article":
            self.in_article = False
        if tag == "sup" and self.silent:
            self.silent -= 1
        if self.open and self.open[-1][0] == tag:
            self.open.pop()

    def handle_data(self, data):
        if self.open and not self.silent:
            self.open[-1][1][1] += data


def site_blocks(folder):
    """The blocks of all pages, from the home page on, each page followed by the one its reader is sent to."""
    blocks, name = [], "index.html"
    while name:
        page = Page((folder / name).read_text(encoding="utf-8"))
        blocks += page.blocks
        name = page.next
    return blocks


def missing(blocks, column):
    """The entries found nowhere after the one before them; one block of text may hold several."""
    blocks = [(role, normal(text)) for role, text in blocks]
    at, absent = 0, []
    for number, kind, text in entries():
        roles, whole, wanted = KINDS[kind][column], KINDS[kind][2], normal(text)
        for place in range(at, len(blocks)):
            role, held = blocks[place]
            if role in roles and (held == wanted if whole else wanted in held):
                at = place + (1 if whole else 0)
                break
        else:
            absent.append(f"{LIST.name}:{number}: {kind}: {text}")
    return absent


def the_structure_of_the_pdf():
    absent = missing(pdf_blocks(run("dump", EDITION, "--phase", "tags")), 0)
    assert not absent, "\n".join(absent)


def the_pages_of_the_site():
    absent = missing(site_blocks(Built.path()), 1)
    assert not absent, "\n".join(absent)


def the_text_of_the_pdf():
    """What a reader copies from the PDF holds each heading, wherever its lines and pages break."""
    done = subprocess.run(["pdftotext", "-raw", Built.pdf(), "-"], check=True, capture_output=True, text=True)
    text = normal(done.stdout)
    absent = [f"{number}: {entry}" for number, kind, entry in entries()
              if kind in ("section", "sous-section", "partenaire", "partenariat", "titre", "rappel") and normal(entry) not in text]
    assert not absent, "\n".join(absent)


def the_pdf_is_sound():
    done = subprocess.run(["qpdf", "--check", Built.pdf()], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def the_map_shows_what_is_there():
    """Filled stars, and programmes on dividers, for those that the edition has; the rest in outline, and said to be so."""
    folders = sorted(int(path.name[:2]) for path in (ROOT / EDITION / "programmes").iterdir())
    is_whole = folders == list(range(1, 12))
    text = subprocess.run(["pdftotext", "-raw", Built.pdf(), "-"], check=True, capture_output=True, text=True).stdout
    front = " ".join(text.split("Sommaire")[0].split())
    assert ("n’ont que leur contour" in front) != is_whole, front
    cover = subprocess.run(["pdftoppm", "-r", "24", "-f", "1", "-l", "1", Built.pdf()], check=True, capture_output=True).stdout
    pixels = cover.split(b"\n", 3)[3]
    ivory, brick = (sum(pixels[i:i + 3] == colour for i in range(0, len(pixels), 3)) for colour in (b"\xf4\xef\xe2", b"\xe9\x8a\x70"))
    assert (ivory > brick) == is_whole and brick > 0, (ivory, brick)
    divider = text.split("PARTIE\n")[-1].split("\f")[0]
    transverse = re.findall(r"^Programme (\d+)", divider, re.M)
    assert transverse == [str(n) for n in folders if n >= 8], transverse


def only_contradictions_are_reported():
    """What the published edition contradicts stays visible; nothing else is left to mend or to answer."""
    done = subprocess.run([BILAN, "check", EDITION], cwd=ROOT, capture_output=True, text=True, timeout=60)
    codes = set(re.findall(r"\[(B\d{3})\]", done.stdout + done.stderr))
    assert done.returncode == 0 and codes <= {"B504"}, (done.returncode, codes)


def a_second_build_is_the_same():
    with tempfile.TemporaryDirectory() as folder:
        run("build", EDITION, "-o", folder + "/public")
        again = pathlib.Path(folder, "public/manifeste.json").read_bytes()
    assert again == (Built.path() / "manifeste.json").read_bytes()


def an_absent_entry_is_seen():
    """The search itself: without its first block of a role, an edition is not whole."""
    blocks = pdf_blocks(run("dump", EDITION, "--phase", "tags"))
    wanted = {role for _, kind, _ in entries() for role in KINDS[kind][0]}
    for role in sorted({"H3", "H5", "H6", "TH", "Caption"} & wanted & {b[0] for b in blocks}):
        lame = list(blocks)
        lame.remove(next(b for b in blocks if b[0] == role))
        assert missing(lame, 0), role


tap.run([the_structure_of_the_pdf, the_pages_of_the_site, the_text_of_the_pdf, the_pdf_is_sound, the_map_shows_what_is_there, only_contradictions_are_reported,
         a_second_build_is_the_same, an_absent_entry_is_seen])
