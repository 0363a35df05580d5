#!/usr/bin/env python3
"""The files of data as other programs read them: each workbook against its CSV, cell by cell. Prints TAP."""
import csv
import io
import json
import os
import pathlib
import re
import subprocess
import tempfile
import xml.etree.ElementTree as xml
import zipfile
from decimal import Decimal

import tap

ROOT = pathlib.Path(__file__).resolve().parent.parent
BILAN = os.environ.get("BILAN", str(ROOT / "build/out/bilan"))
EDITION = "content/2019"
CASES = ["tests/golden/table/signes.md", "tests/golden/table/notes.md", "tests/golden/doc/cellules.md",
         "tests/golden/doc/chiffres.md"]
NAMES = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
         "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
         "dcterms": "http://purl.org/dc/terms/", "dc": "http://purl.org/dc/elements/1.1/"}
HEAD = 4                                  # the row of a sheet in which its head begins
FOLDER = tempfile.TemporaryDirectory()
BUILT = {}
TESTS = []


def test(function):
    TESTS.append(function)
    return function


def built(content, name=None):
    """The folder that a build of `content` makes; built once for each name."""
    key = (content, name)
    if key not in BUILT:
        BUILT[key] = pathlib.Path(FOLDER.name) / str(len(BUILT))
        done = subprocess.run([BILAN, "build", content, "-o", BUILT[key]], cwd=ROOT, capture_output=True, text=True,
                              timeout=300)
        assert done.returncode in (0, 1) and BUILT[key].is_dir(), done.stderr
    return BUILT[key]


def place(reference):
    """"B7" is (7, 2)."""
    letters, digits = re.fullmatch(r"([A-Z]+)(\d+)", reference).groups()
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return int(digits), column


class Book:
    """A workbook read with nothing but zip and XML."""

    def __init__(self, path):
        self.zip = zipfile.ZipFile(path)
        assert self.zip.testzip() is None
        self.strings = ["".join(t.text or "" for t in item.iter(f"{{{NAMES['m']}}}t"))
                        for item in self.part("xl/sharedStrings.xml")]
        styles = self.part("xl/styles.xml")
        codes = {f.get("numFmtId"): f.get("formatCode") for f in styles.iterfind(".//m:numFmt", NAMES)}
        codes |= {"3": "#,##0", "4": "#,##0.00"}     # built in: ECMA-376, 18.8.30
        bold = [f.find("m:b", NAMES) is not None for f in styles.iterfind("m:fonts/m:font", NAMES)]
        cells = styles.find("m:cellXfs", NAMES)
        self.formats = [codes.get(x.get("numFmtId"), "") for x in cells]
        self.bold = [bold[int(x.get("fontId"))] for x in cells]
        self.names = [s.get("name") for s in self.part("xl/workbook.xml").iterfind("m:sheets/m:sheet", NAMES)]

    def part(self, name):
        return xml.fromstring(self.zip.read(name))

    def sheet(self, number):
        return Sheet(self, self.part(f"xl/worksheets/sheet{number}.xml"))


class Sheet:
    def __init__(self, book, root):
        self.cells = {}                   # (row, column): (value, format, is bold)
        for cell in root.iterfind(".//m:c", NAMES):
            value = cell.find("m:v", NAMES)
            if value is not None:
                content = book.strings[int(value.text)] if cell.get("t") == "s" else Decimal(value.text)
                style = int(cell.get("s", 0))
                self.cells[place(cell.get("r"))] = content, book.formats[style], book.bold[style]
        self.merged = [m.get("ref") for m in root.iterfind(".//m:mergeCell", NAMES)]
        self.pane = root.find(".//m:pane", NAMES)
        self.widths = root.findall(".//m:col", NAMES)

    def says(self, row, column):
        """A cell as the CSV writes it."""
        content, code, _ = self.cells.get((row, column), ("", "", False))
        if isinstance(content, str):
            return content
        number = content * 100 if code.endswith("%") else content
        return format(number.normalize(), "f").replace(".", ",")


def rows_of(path):
    return list(csv.reader(io.StringIO(path.read_text(encoding="utf-8"), newline=""), delimiter=";"))


def normal(text):
    """"85,50" and "85,5" are one number."""
    return re.sub(r"^(-?\d+),(\d*?)0+$", lambda m: m[1] + ("," + m[2] if m[2] else ""), text)


def compare(csv_path):
    book = Book(csv_path.with_suffix(".xlsx"))
    sheet = book.sheet(1)
    rows = rows_of(csv_path)
    depth = int(sheet.pane.get("ySplit")) - HEAD + 1
    for column, title in enumerate(rows[0], 1):
        heads = [sheet.says(row, column) for row in range(HEAD, HEAD + depth)]
        assert depth > 1 or heads == [title], (csv_path.name, heads, title)
        assert all(head in title for head in heads), (csv_path.name, heads, title)
    for number, row in enumerate(rows[1:]):
        for column, text in enumerate(row, 1):
            found = sheet.says(HEAD + depth + number, column)
            assert found == normal(text), (csv_path.name, number, column, found, text)
    return len(rows) * len(rows[0])


@test
def each_workbook_says_what_its_csv_says():
    for content in [EDITION, *CASES]:
        tables = sorted((built(content) / "donnees").glob("*.csv"))
        assert tables and sum(compare(path) for path in tables) > 0


@test
def numbers_are_numbers_in_french_formats():
    book = Book(built(EDITION) / "donnees/11-tableau-partenariat-2019.xlsx")
    sheet = book.sheet(1)
    assert sheet.cells[5, 2][:2] == (Decimal(36), "#,##0")
    assert sheet.cells[9, 3] == (Decimal(4175500), '#,##0.00"\u00a0DH"', True)
    shares = [cell for path in (built("tests/golden/doc/cellules.md") / "donnees").glob("*.xlsx")
              for cell in Book(path).sheet(1).cells.values() if cell[1].endswith('"\u00a0"%')]
    assert (Decimal("0.321"), '0.0"\u00a0"%', False) in shares, shares


@test
def what_is_missing_is_a_sign_with_its_meaning():
    folder = built("tests/golden/table/signes.md") / "donnees"
    book = Book(next(folder.glob("[0-9]*.xlsx")))
    texts = {content for content, _, _ in book.sheet(1).cells.values() if isinstance(content, str)}
    assert "n.d." in texts and any("non disponible" in text for text in texts), texts
    assert "non disponible" in "".join(book.part("xl/comments1.xml").itertext())


@test
def heads_are_bold_merged_and_held():
    book = Book(built(EDITION) / "donnees/01-tableau-appui-social.xlsx")
    sheet = book.sheet(1)
    assert sheet.merged == ["A4:C4", "D4:F4"], sheet.merged
    heads = [cell[2] for (row, _), cell in sheet.cells.items() if row in (4, 5)]
    assert len(heads) > 6 and all(heads), heads
    assert (sheet.pane.get("state"), sheet.pane.get("ySplit")) == ("frozen", "5")
    assert len(sheet.widths) >= 1
    assert sheet.cells[1, 1][0].startswith("Tableau\u00a02\u00a0: "), sheet.cells[1, 1]
    assert any(str(cell[0]).startswith("Source\u00a0: ") for cell in sheet.cells.values())


@test
def each_table_and_chart_has_files_of_its_own():
    listed = [entry["chemin"] for entry in json.loads((built(EDITION) / "manifeste.json").read_text())["fichiers"]]
    assert len(listed) == len(set(listed)), [path for path in listed if listed.count(path) > 1]
    assert "donnees/08-tableau-retours-par-annee.csv" in listed
    assert "donnees/08-graphique-retours-par-annee.csv" in listed


@test
def no_identifier_leads_out_of_the_folder():
    with tempfile.TemporaryDirectory() as folder:
        source = pathlib.Path(folder) / "p.yaml"
        source.write_text("programme: 1\ntitre: A\ntableaux:\n" + "".join(
            f"  '{name}':\n    titre: T\n    colonnes: [{{ titre: A }}]\n    lignes: [[x]]\n"
            for name in ("../../dehors", "a b", "a_b")), encoding="utf-8")
        files = sorted(str(path.relative_to(built(str(source)))) for path in built(str(source)).rglob("*.csv"))
    assert len(files) == 3, files
    assert all(re.fullmatch(r"donnees/01-tableau-[a-z0-9-]+\.csv", name) for name in files), files


@test
def every_value_of_the_data_is_a_row():
    values = sum(len(period) for programme in json.loads((built(EDITION) / "donnees.json").read_text())["programmes"]
                 for indicator in programme["indicateurs"].values() for period in indicator["series"].values())
    rows = rows_of(built(EDITION) / "donnees/chiffres.csv")
    assert len(rows) == values + 1 > 200, (len(rows), values)
    assert ["1", "Élèves migrants inscrits", "2018-2019", "total", "3636", "élève",
            "Département de l’Éducation nationale"] in [row[:7] for row in rows]


@test
def one_workbook_holds_the_edition():
    book = Book(built(EDITION) / "donnees.xlsx")
    names = {path.stem for path in (built(EDITION) / "donnees").glob("[0-9]*.csv")}
    assert book.names[0] == "Liste" and book.names[-1] == "Chiffres" and len(book.names) == len(names) + 2, book.names
    contents = book.sheet(1)
    heads = [contents.says(HEAD, column) for column in range(1, 6)]
    assert heads == ["Numéro", "Titre", "Chapitre", "Période", "Source"], heads
    listed = [contents.says(HEAD + 1 + row, 1) for row in range(len(names))]
    assert listed == book.names[1:-1], (listed, book.names)
    for number, name in enumerate(listed, 2):
        assert book.sheet(number).says(1, 1) == f"{name}\u00a0: {contents.says(HEAD + number - 1, 2)}"


@test
def workbooks_are_dated_by_the_edition_and_alike():
    again = built(EDITION, "again")
    books = sorted(built(EDITION).rglob("*.xlsx"))
    assert len(books) > 1, books
    for path in books:
        assert path.read_bytes() == (again / path.relative_to(built(EDITION))).read_bytes(), path.name
        book = Book(path)
        assert {entry.date_time for entry in book.zip.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        core = book.part("docProps/core.xml")
        assert core.find("dcterms:created", NAMES).text == "2019-12-31T00:00:00Z"
        assert core.find("dc:creator", NAMES).text == "Direction des Affaires de la Migration"
        assert core.find("dc:title", NAMES).text


tap.run(TESTS)
