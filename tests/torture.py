#!/usr/bin/env python3
"""An edition that asks too much: long words, long tables, empty everything, Arabic in French. Nothing may be lost.

The edition is tests/torture. It has mistakes in it (what is empty), so it is built as a draft. Prints TAP.
"""
import collections
import hashlib
import html
import json
import os
import pathlib
import re
import subprocess
import tempfile
import unicodedata

import tap

ROOT = pathlib.Path(__file__).resolve().parent.parent
BILAN = os.environ.get("BILAN", str(ROOT / "build/out/bilan"))
EDITION = ROOT / "tests/torture"
TESTS = []

# Keys whose value is no text of the report, or stands in its metadata alone.
SILENT = ("programme|volet|comite|comites|type|genre|niveau|boites|de|vers|retour|donnees|fichier|nom|langue|gabarit|date|"
          "annee|periode|annee-suivante|epigraphe|introduction|recommandations|lignes: \\d+|total|somme|devise|decimales|"
          "texte-long|organisme|resume|remarque|groupes")
ARABIC = re.compile(r"[\u0621-\u064A]")


def test(function):
    TESTS.append(function)
    return function


def run(*args):
    return subprocess.run([BILAN, *map(str, args)], capture_output=True, text=True, timeout=120, cwd=EDITION,
                          env={**os.environ, "NO_COLOR": "1"})


def tool(*args):
    return subprocess.run(list(map(str, args)), check=True, capture_output=True, text=True).stdout


class Built:
    """The edition, built once."""
    folder = None

    @classmethod
    def path(cls):
        if cls.folder is None:
            cls.folder = tempfile.TemporaryDirectory()
            cls.done = run("build", ".", "-o", cls.folder.name + "/public", "--brouillon", "--rapport-typo")
        return pathlib.Path(cls.folder.name) / "public"

    @classmethod
    def pdf(cls):
        return cls.path() / "epreuve.pdf"


def letters(text):
    """Letters alone, without case, ligature nor mark of direction: what hyphenation and French spaces cannot change."""
    return "".join(c for c in unicodedata.normalize("NFKC", text).casefold() if unicodedata.category(c)[0] == "L")


def words(text):
    text = unicodedata.normalize("NFKC", text)
    return [w.casefold() for w in re.findall(r"[^\W\d_]+", text) if len(w) > 2]


def words_of_yaml(text):
    """Values without keys: a small reading of YAML that knows this edition's."""
    text = re.sub(r"(?m)^\s*#.*$", "", text)
    text = re.sub(r"donnees: .*", "", text)
    text = re.sub(rf"(?m)(^|[{{,])(\s*(?:- )?)(?:{SILENT}):(?:[^\n{{}}\[\],]*(?:\[[^\]]*\])?)", r"\1\2", text)
    text = re.sub(r"(?m)(^\s*|[{,]\s*|- )[\w.-]+:(?=\s|$)", r"\1", text)
    return words_of_markdown(text)


def words_of_markdown(text):
    return words(re.sub(r"!\[[^\]]*\]\([^)]*\)|\]\([^)\s]*\)", "]", text))


def source_words(leave_out=()):
    count = collections.Counter()
    for path in sorted(EDITION.rglob("*")):
        if path.suffix == ".md":
            count.update(words_of_markdown(path.read_text()))
        elif path.suffix == ".yaml" and path.name not in leave_out:
            count.update(words_of_yaml(path.read_text()))
    return count


def missing(text, wanted):
    glued = letters(text)
    return [f"« {word} » : {n} fois dans les sources, {glued.count(word)} dans le résultat"
            for word, n in sorted(wanted.items()) if glued.count(word) < n]


@test
def it_is_built_and_says_what_is_wrong():
    Built.path()
    assert Built.done.returncode == 1, Built.done
    codes = set(re.findall(r"\[(B\d+)\]", Built.done.stderr))
    assert codes >= {"B112", "B208", "B405", "B606"}, codes
    assert Built.pdf().exists()


@test
def no_word_is_lost_in_the_pdf():
    latin = {w: n for w, n in source_words().items() if not ARABIC.search(w)}
    lost = missing(tool("pdftotext", "-raw", Built.pdf(), "-"), latin)
    assert not lost, "\n".join(lost)


@test
def no_word_is_lost_in_what_a_reader_hears():
    lost = missing(run("dump", ".", "--phase", "tags").stdout, source_words())
    assert not lost, "\n".join(lost)


@test
def no_word_is_lost_in_the_site():
    pages = [re.sub(r"<(style|script)\b.*?</\1>", "", p.read_text(), flags=re.S) for p in Built.path().glob("*.html")]
    text = html.unescape(re.sub(r"<[^>]*>", "", " ".join(pages)))
    lost = missing(text, source_words({"rapport.yaml"}))      # masthead and dividers are of the book alone
    assert not lost, "\n".join(lost)


@test
def nothing_leaves_its_page():
    boxes = tool("pdftotext", "-bbox", Built.pdf(), "-")
    out, width, height = [], 0, 0
    for page, box in re.findall(r"<page ([^>]*)>|<word ([^>]*)/?>", boxes):
        at = {k: float(v) for k, v in re.findall(r'(\w+)="([\d.-]+)"', page or box)}
        if page:
            width, height = at["width"], at["height"]
        elif at["xMin"] < 0 or at["xMax"] > width or at["yMin"] < 0 or at["yMax"] > height:
            out.append(box)
    assert not out, "\n".join(out)


@test
def each_line_that_is_too_long_is_reported():
    found = int(re.search(r"lignes trop longues : (\d+)", Built.done.stdout).group(1))
    assert found == Built.done.stderr.count("[B601]") == 0, Built.done.stdout[-400:]


@test
def the_data_hold_the_diagrams():
    diagrams = json.loads((Built.path() / "donnees.json").read_text())["schemas"]
    assert list(diagrams) == ["seul", "long"], diagrams
    assert diagrams["long"]["liens"][-1] == {"de": "gauche", "vers": "droite", "retour": False}, diagrams


@test
def the_pdf_is_sound():
    assert "No syntax or stream encoding errors" in tool("qpdf", "--check", Built.pdf())


@test
def the_pdf_passes_the_verifier():
    done = run("verify", Built.pdf())
    assert done.returncode == 0, done.stdout + done.stderr


@test
def the_same_bytes_twice():
    with tempfile.TemporaryDirectory() as other:
        run("build", ".", "-o", other + "/public", "--brouillon")
        for path in sorted(Built.path().rglob("*")):
            if path.is_file():
                again = pathlib.Path(other) / "public" / path.relative_to(Built.path())
                assert hashlib.sha256(path.read_bytes()).digest() == hashlib.sha256(again.read_bytes()).digest(), path


if __name__ == "__main__":
    tap.run(TESTS)
