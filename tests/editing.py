#!/usr/bin/env python3
"""What editors' files go through: `bilan new`, `bilan import`. Prints TAP.

The edition is content/2019 as it stands in the tree; all work is done on copies.
"""
import os
import pathlib
import re
import shutil
import struct
import subprocess
import tempfile
import zipfile

import tap

ROOT = pathlib.Path(__file__).resolve().parent.parent
BILAN = os.environ.get("BILAN", str(ROOT / "build/out/bilan"))
LAST = ROOT / "content/2019"
TESTS = []


def test(function):
    TESTS.append(function)
    return function


def run(*args, cwd=ROOT, text_in="", **environment):
    done = subprocess.run([BILAN, *map(str, args)], cwd=cwd, capture_output=True, text=True, timeout=300, input=text_in,
                          env={**os.environ, "NO_COLOR": "1", **environment})
    return done.returncode, done.stdout, done.stderr


def codes(text):
    return re.findall(r"\[(B\d+)\]", text)


def files(folder):
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(pathlib.Path(folder).rglob("*")) if p.is_file()}


class Folder:
    """A temporary folder, with a copy of one programme where asked for."""
    def __init__(self, programme=None):
        self.home = tempfile.TemporaryDirectory()
        self.path = pathlib.Path(self.home.name)
        if programme is not None:
            self.programme = self.path / "essai"
            self.programme.mkdir()
            (self.programme / "programme.yaml").write_text(programme)

    def write(self, name, content):
        path = self.path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    def take(self, name, *args):
        return run("import", self.path / name, "--dans", self.programme, *args)

    def data(self):
        return (self.programme / "programme.yaml").read_text()

    def check(self):
        return run("check", self.programme / "programme.yaml")[2]


MINIMAL = "# tête\nprogramme: 1   # un\ntitre: Essai\n"


class Built:
    """content/2019 built once, for its tables as spreadsheets."""
    folder = None

    @classmethod
    def tables(cls):
        if cls.folder is None:
            cls.folder = tempfile.TemporaryDirectory()
            code, _, errors = run("build", LAST, "-o", cls.folder.name + "/public")
            assert code == 0, errors
        return sorted((pathlib.Path(cls.folder.name) / "public/donnees").glob("*-tableau-*"))


# --- bilan new ---

@test
def the_next_edition_builds_and_asks_only_to_be_filled_in():
    inherited = {"B508"}                 # of the strategy
    for year in ("2020", "2021"):
        folder = Folder()
        code, out, errors = run("new", folder.path / year, "--from", LAST)
        assert code == 0 and "bilan check" in out, errors
        code, _, errors = run("check", folder.path / year)
        assert code == 0 and "B540" in errors, errors
        assert set(codes(errors)) - inherited == {"B540"}, set(codes(errors))
        code, _, errors = run("build", folder.path / year, "-o", folder.path / "public")
        assert code == 0 and (folder.path / f"public/rapport-{year}.pdf").exists(), errors


@test
def the_next_edition_moves_periods_and_keeps_the_rest():
    folder = Folder()
    run("new", folder.path / "2021", "--from", LAST)
    made = folder.path / "2021"
    report = (made / "rapport.yaml").read_text()
    for line in ("nom: rapport-2021", "annee: 2021", "periode: 2020-2021", "annee-suivante: 2022", "date: 2021-12-31",
                 "gabarit: rapport-2019", '"8:retours-par-annee.1.19"', '"1:eleves-inscrits.2020-2021.total"'):
        assert line in report, line
    data = (made / "programmes/08-gestion-des-flux/programme.yaml").read_text()
    for line in ("series: { 2019: 73973, 2021: à remplir }", "      2019: 1370\n      2020: à remplir\n      2021: à remplir\n",
                 '      - { titre: "2021", type: nombre }\n      - { titre: Total', '"{{ retours-volontaires.2021 }}"',
                 "series: { 2014-2017: 50000 }", "series: { 2007-2019: 14500, 2007-2021: à remplir }"):
        assert line in data, line
    everything = "".join(p.read_text() for p in made.rglob("*.yaml"))
    assert "remarque:" not in everything
    old = (LAST / "programmes/08-gestion-des-flux/programme.yaml").read_text().splitlines()
    comments = [line for line in old if line.lstrip().startswith("#")]
    assert comments and all(line in data for line in comments)


@test
def the_next_edition_keeps_headings_and_calls_and_follows_recommendations_up():
    folder = Folder()
    run("new", folder.path / "2021", "--from", LAST)
    for old in LAST.rglob("*.md"):
        new = (folder.path / "2021" / old.relative_to(LAST)).read_text()
        headings = [re.sub("2018|2019|2020", "", line) for line in old.read_text().splitlines() if line.startswith("#")]
        assert [re.sub("202[0-2]", "", line) for line in new.splitlines() if line.startswith("#")] == headings, old
        for scheme in ("tableau", "graphique", "schema", "objectifs", "interventions"):
            calls = len(re.findall(rf"^!\[\]\({scheme}:", old.read_text(), re.M))
            followed = len(re.findall(r"^!\[\]\(tableau:suivi-", new, re.M)) if scheme == "tableau" else 0
            assert len(re.findall(rf"^!\[\]\({scheme}:", new, re.M)) - followed == calls, (old, scheme)
        assert "à remplir" in new.lower(), old
    for programme in (1, 3, 8, 11):
        data = next((folder.path / "2021/programmes").glob(f"{programme:02}-*/programme.yaml")).read_text()
        assert f"  suivi-recommandations-2019-programme-{programme}:\n    titre: Suites données" in data, programme
    assert "renforcer le dispositif du retour volontaire" in (
        folder.path / "2021/programmes/08-gestion-des-flux/programme.yaml").read_text()


@test
def changes_since_the_year_before_are_asked_for_again():
    folder = Folder()
    assert run("new", folder.path / "2019", text_in="Essai\n2019\n\n1\n1\n")[0] == 0
    text = folder.path / "2019/programmes/01-programme-1/narratif.md"
    text.write_text("Un an : {{ beneficiaires.2019 | evolution 2018 }}, {{ beneficiaires.2019 | lettres }}.\n\n" + text.read_text())
    assert run("new", folder.path / "2020", "--from", folder.path / "2019")[0] == 0
    made = (folder.path / "2020/programmes/01-programme-1/narratif.md").read_text()
    assert "{{ beneficiaires.2020 | evolution 2019 }}, {{ beneficiaires.2020 | lettres }}" in made, made


@test
def an_edition_after_the_next_follows_its_own_recommendations_up():
    folder = Folder()
    edition = folder.path / "2019"
    assert run("new", edition, text_in="Essai\n2019\n\n1\n1\n")[0] == 0
    text = edition / "programmes/01-programme-1/narratif.md"
    for year in (2020, 2021):
        code, _, errors = run("new", folder.path / str(year), "--from", folder.path / str(year - 1))
        assert code == 0, errors
        text = folder.path / f"{year}/programmes/01-programme-1/narratif.md"
        data = text.with_name("programme.yaml").read_text()
        assert re.findall("suivi-recommandations-(.*):", data) == [f"{year - 1}-programme-1"], data
        assert text.read_text().count("![](tableau:suivi-") == 1, text.read_text()
        text.write_text(text.read_text() + f"\n- faire {year}^[note] ;\n- ne pas faire.\n")
        code, _, errors = run("check", folder.path / str(year))
        assert code == 0 and set(codes(errors)) <= {"B540"}, errors
    assert "- - faire 2020\n" in data and "- - ne pas faire\n" in data, data


@test
def modelines_rows_of_years_and_csv_tables_go_on():
    folder = Folder()
    edition = folder.path / "2019"
    code, _, errors = run("new", edition, text_in="Essai\n2019\n\n1\n1\n")
    assert code == 0, errors
    programme = edition / "programmes/01-programme-1"
    data = "# yaml-language-server: $schema=../../schema-2019.json\n" + (programme / "programme.yaml").read_text().replace(
        "tableaux:\n", "tableaux:\n  par-annee:\n    titre: Par année\n    source: S\n    colonnes:\n      - { titre: Année }\n"
        "      - { titre: Nombre, type: nombre }\n    lignes:\n      - [2018, 3]\n      - [2019, 4]   # connu\n"
        "  du-tableur-2019:\n    titre: Du tableur\n    source: S\n    colonnes:\n      - { titre: Ville }\n"
        "      - { titre: Nombre, type: nombre }\n    fichier: donnees/x-2019.csv\n    remarque: ancienne\n")
    (programme / "programme.yaml").write_text(data)
    (programme / "donnees").mkdir()
    (programme / "donnees/x-2019.csv").write_text("Ville;Nombre\r\n\"Rabat\";12\r\nFès;1 300\r\n")
    code, _, errors = run("new", folder.path / "2020", "--from", edition)
    assert code == 0, errors
    new = folder.path / "2020/programmes/01-programme-1"
    made = (new / "programme.yaml").read_text()
    assert made.startswith("# yaml-language-server: $schema=../../schema-2019.json\n")
    assert "      - [2019, 4]   # connu\n      - [2020, à remplir]\n" in made, made
    assert "  du-tableur-2020:" in made and "fichier: donnees/x-2020.csv\n" in made and "remarque" not in made, made
    assert (new / "donnees/x-2020.csv").read_text() == "Ville;Nombre\n\"Rabat\";à remplir\nFès;à remplir\n"
    code, _, errors = run("check", folder.path / "2020")
    assert code == 0, errors


@test
def a_folder_that_is_there_is_refused():
    folder = Folder()
    (folder.path / "2021").mkdir()
    assert run("new", folder.path / "2021", "--from", LAST)[0] == 2
    assert run("new", folder.path / "2021")[0] == 2
    assert files(folder.path) == {}
    assert run("new", folder.path / "2019", "--from", LAST)[0] == 2      # its own year
    assert run("new", folder.path / "x", "--from", folder.path)[0] == 2  # no edition
    assert run("new", folder.path / "2022", "--from", LAST, "--annee", "deux")[0] == 2
    assert sorted(os.listdir(folder.path)) == ["2021"]


@test
def a_broken_edition_is_not_gone_on_from():
    folder = Folder()
    shutil.copytree(LAST, folder.path / "2019")
    path = next((folder.path / "2019/programmes").glob("08-*/programme.yaml"))
    path.write_text(path.read_text().replace("titre: Gestion", "titre: \"Gestion", 1))
    code, _, errors = run("new", folder.path / "2020", "--from", folder.path / "2019")
    assert code == 1 and "rien n’a été écrit" in errors and not (folder.path / "2020").exists(), errors


@test
def an_edition_from_nothing_builds():
    for answers in ("", "Le rapport : « A & B »\n2023\nBilan 2023\n12\n4\n", "\n\n\n1\n"):
        folder = Folder()
        code, out, errors = run("new", folder.path / "2022", text_in=answers)
        assert code == 0, errors
        code, _, errors = run("check", folder.path / "2022")
        assert code == 0 and set(codes(errors)) == {"B540"}, errors
        code, _, errors = run("build", folder.path / "2022", "-o", folder.path / "public")
        assert code == 0, errors
    assert len(list((folder.path / "2022/programmes").iterdir())) == 1
    folder = Folder()
    assert run("new", folder.path / "2022", text_in="Titre\nl’an deux mille\n")[0] == 2
    assert run("new", folder.path / "2022", text_in="Titre\n2022\n\n500\n")[0] == 2
    assert os.listdir(folder.path) == []


# --- bilan import ---

@test
def every_exported_table_is_the_same_when_it_comes_back():
    folder = Folder()
    edition = folder.path / "2019"
    shutil.copytree(LAST, edition)
    before = files(edition)
    wanted = []
    for path in Built.tables():
        number, name = re.match(r"(\d+)-tableau-(.*)", path.stem).groups()
        programme = next((edition / "programmes").glob(number + "-*"))
        code, out, errors = run("import", path, "--dans", programme, "--tableau", name)
        assert code == 0 and "aucune différence" in out, out + errors
    assert files(edition) == before
    for path in Built.tables():
        number, name = re.match(r"(\d+)-tableau-(.*)", path.stem).groups()
        programme = next((edition / "programmes").glob(number + "-*"))
        copy = f"copie-{path.suffix[1:]}-{name}"
        code, out, errors = run("import", path, "--dans", programme, "--tableau", copy)
        assert code == 0 and f"![](tableau:{copy})" in out, out + errors
        wanted.append((f"{number}-tableau-{copy}.csv", path.with_suffix(".csv")))
    code, _, errors = run("build", edition, "-o", folder.path / "public")
    assert code == 0, errors
    for copy, path in wanted:
        assert (folder.path / "public/donnees" / copy).read_bytes() == path.read_bytes(), copy
    assert len(wanted) >= 12


@test
def only_what_changed_is_changed():
    table = ("tableaux:\n  t:   # le tableau\n    titre: \"T\"   # titre\n    colonnes:\n      - { titre: Ville }\n"
             "      - { titre: Nombre,   type: nombre }\n    lignes:\n      - [Rabat,  '12' ]   # a\n      - - Fès\n"
             "        - \"{{ n.2019 }}\"\n      - { texte: Oujda, note: n }\n      - 3\n    source: S\n")
    table = table.replace("      - { texte: Oujda, note: n }\n      - 3\n", "      - [{ texte: Oujda, note: n }, 3]\n")
    data = MINIMAL + "indicateurs:\n  n:\n    libelle: N\n    source: S\n    series: { 2019: 7 }   # sept\n" + table
    folder = Folder(data)
    folder.write("t.csv", "Ville;Nombre\nRabat;1 300\nFès;8\nOujda;4\n")
    code, out, _ = folder.take("t.csv")
    assert code == 1 and "ligne « Rabat », colonne « Nombre » : 12 → 1300" in out and "--remplacer" in out, out
    assert folder.data() == data
    code, out, errors = folder.take("t.csv", "--remplacer")
    assert code == 0, out + errors
    assert folder.data() == data.replace("'12'", "'1300'").replace("2019: 7 }", "2019: 8 }").replace("n }, 3]", "n }, 4]")
    code, out, _ = folder.take("t.csv")
    assert code == 0 and "aucune différence" in out, out


@test
def another_shape_replaces_columns_and_rows_and_keeps_the_rest():
    folder = Folder(MINIMAL + "tableaux:\n  # premier\n  t:\n    titre: T   # titre\n    colonnes:\n      - { titre: Ville }\n"
                    "      - { titre: Nombre, type: nombre }\n    lignes:\n      - [Rabat, 12]\n    source: S # d’où\n  u:\n"
                    "    titre: U\n    colonnes: [{ titre: A }]\n    lignes: [[b]]\n    source: S\n")
    folder.write("t.csv", "Ville;Femmes;Hommes;Total\nRabat;1;2;3\nFès;4;5;9\nTotal;5;7;12\n")
    code, out, errors = folder.take("t.csv", "--remplacer")
    assert code == 0, out + errors
    assert folder.data() == (
        MINIMAL + "tableaux:\n  # premier\n  t:\n    titre: T   # titre\n    colonnes:\n      - { titre: Ville }\n"
        "      - { titre: Femmes, type: nombre }\n      - { titre: Hommes, type: nombre }\n"
        "      - { titre: Total, type: nombre, somme: oui }\n    fichier: donnees/t.csv\n    total: somme\n    source: S # d’où\n"
        "  u:\n    titre: U\n    colonnes: [{ titre: A }]\n    lignes: [[b]]\n    source: S\n"), folder.data()
    assert (folder.programme / "donnees/t.csv").read_bytes() == (
        "Ville;Femmes;Hommes;Total\r\nRabat;1;2;\r\nFès;4;5;\r\n".encode())
    folder.write("t.csv", "Ville;Femmes;Hommes;Total\nRabat;1;2;3\nFès;4;6;10\nTotal;5;8;13\n")
    data = folder.data()
    assert folder.take("t.csv", "--remplacer")[0] == 0 and folder.data() == data
    assert "Fès;4;6;" in (folder.programme / "donnees/t.csv").read_text()


@test
def separators_encodings_and_figures_as_excel_writes_them():
    text = "Ville;Élèves;Part;Montant (DH);Date\nFès;\"1 234\";12,5 %;1 090 000,50;31/12/2019\nOujda – centre;n.d.;8 %;–;01/02/2019\n"
    cases = [("UTF-8", text.encode()), ("UTF-8", b"\xef\xbb\xbf" + text.encode()), ("Windows-1252", text.encode("cp1252")),
             ("UTF-16", text.encode("utf-16")), ("tabulation", text.replace(";", "\t").encode())]
    cases.append(("« , »", "Ville,Élèves,Part,Montant (DH),Date\nFès,1 234,\"12,5 %\",\"1 090 000,50\",31/12/2019\n"
                           "Oujda – centre,n.d.,8 %,–,01/02/2019\n".encode()))
    for said, content in cases:
        folder = Folder(MINIMAL)
        folder.write("Élèves par ville.csv", content)
        code, out, errors = folder.take("Élèves par ville.csv")
        assert code == 0 and said in out and "![](tableau:eleves-par-ville)" in out, (said, out, errors)
        assert folder.data() == MINIMAL + (
            "\ntableaux:\n  eleves-par-ville:\n    titre: à remplir\n    colonnes:\n      - { titre: Ville }\n"
            "      - { titre: Élèves, type: nombre }\n      - { titre: Part, type: pourcentage }\n"
            "      - { titre: Montant, type: montant, devise: DH }\n      - { titre: Date, type: date }\n"
            "    fichier: donnees/eleves-par-ville.csv\n    source: à remplir\n"), folder.data()
        made = (folder.programme / "donnees/eleves-par-ville.csv").read_bytes().decode()
        assert made == ("Ville;Élèves;Part;Montant;Date\r\nFès;1234;12,5;1090000,50;2019-12-31\r\n"
                        "Oujda – centre;n.d.;8;–;2019-02-01\r\n"), made
        assert set(codes(folder.check())) <= {"B540", "B305", "B506"}, folder.check()


@test
def totals_are_recognised_and_checked():
    for last, wanted, said in (("Total;7", "total: somme", "calculée"), ("Total;8", "total: [Total, 8]", "à vérifier"),
                               ("Total général;7", "total: [Total général, 7]", "gardée"), ("Fès;7", "", "")):
        folder = Folder(MINIMAL)
        folder.write("t.csv", "Ville;Nombre\nRabat;3\nOujda;4\n" + last + "\n")
        code, out, errors = folder.take("t.csv")
        assert code == 0 and said in out, out + errors
        assert (wanted in folder.data()) if wanted else ("total:" not in folder.data()), folder.data()
        assert ("B201" in folder.check()) == (last == "Total;8")


@test
def two_rows_of_titles_make_groups_of_columns():
    """CSV has no merged cells: a title over several columns leaves holes, which the row below fills with words."""
    for second, groups in ((";Garçons;Filles", ["Élèves"]), (";12;14", [])):
        folder = Folder(MINIMAL)
        folder.write("t.csv", f"Ville;Élèves;\n{second}\nRabat;12;14\nOujda;7;9\n")
        code, _, errors = folder.take("t.csv")
        assert code == 0, errors
        assert re.findall(r"groupe: (.*)", folder.data()) == groups, folder.data()
        assert ("titre: Filles" in folder.data()) == bool(groups), folder.data()


@test
def markdown_in_a_spreadsheet_is_text():
    folder = Folder(MINIMAL)
    folder.write("t.csv", "Nom;Texte\n1. premier;2*3*4 [x](y) _a_ <b> {{ x }} ^[z]\n# titre;`c` \\d\n")
    assert folder.take("t.csv")[0] == 0
    shown = run("dump", folder.programme / "programme.yaml", "--phase", "doc")[1]
    for text in ("1. premier", "2*3*4 [x](y) _a_ <b> {{ x }} ^[z]", "# titre", "`c` \\d"):
        assert text in shown.replace("~", " "), (text, shown)


@test
def programmes_written_in_other_ways():
    entry = "\n  t:\n"
    for before, after in (("tableaux:\n", True), ("tableaux: {}\n", True), ("tableaux:\n    u: { titre: U }\n", True),
                          ("tableaux: { u: { titre: U } }\n", False), ("tableaux:   # rien\n", True), ("tableaux: {}   # rien\n", True), ("titre: [\n", False)):
        folder = Folder(MINIMAL + before + ("autre: x" if after else ""))
        data = folder.data()
        folder.write("t.csv", "Ville;Nombre\nRabat;3\n")
        code, out, errors = folder.take("t.csv")
        if after:
            assert ("# rien" in before) == ("# rien" in folder.data()), folder.data()
            assert code == 0 and "t:\n" in folder.data() and folder.data().startswith(MINIMAL + "tableaux:"), (before, errors)
            assert "B102" not in folder.check() and "B104" not in folder.check(), folder.check()
        else:
            assert code == 1 and folder.data() == data and not (folder.programme / "donnees").exists(), (before, out, errors)
    folder = Folder(MINIMAL.rstrip("\n"))
    folder.write("t.csv", "Ville;Nombre\nRabat;3\n")
    assert folder.take("t.csv")[0] == 0 and entry in folder.data()


# --- workbooks ---

PARTS = {
    "[Content_Types].xml": "<Types/>",
    "xl/workbook.xml": "<workbook xmlns:r='r'><sheets><sheet name='Vide' r:id='a'/><sheet name='Données' r:id='b'/></sheets>"
                       "</workbook>",
    "xl/_rels/workbook.xml.rels": "<Relationships><Relationship Id='a' Target='worksheets/sheet1.xml'/>"
                                  "<Relationship Id='b' Target='/xl/worksheets/sheet2.xml'/></Relationships>",
    "xl/styles.xml": "<styleSheet><numFmts><numFmt numFmtId='170' formatCode='#,##0.00\" DH\"'/></numFmts><cellXfs>"
                     "<xf numFmtId='0'/><xf numFmtId='10'/><xf numFmtId='14'/><xf numFmtId='170'/></cellXfs></styleSheet>",
    "xl/sharedStrings.xml": "<sst><si><t>Ville</t></si><si><r><t>Mon</t></r><r><t>tant</t></r></si></sst>",
    "xl/worksheets/sheet1.xml": "<worksheet><sheetData/></worksheet>",
}
ROWS = ("<row r='2'><c r='A2' t='s'><v>0</v></c><c r='B2' t='s'><v>1</v></c><c r='C2' t='inlineStr'><is><t>Part</t></is></c>"
        "<c r='D2' t='str'><v>Jour</v></c></row>"
        "<row r='3'><c r='A3' t='str'><v>Fès</v></c><c r='B3' s='3'><f>1+1</f><v>1090000.5</v></c><c r='C3' s='1'><v>0.125</v></c>"
        "<c r='D3' s='2'><v>43830</v></c></row>")


def workbook(folder, rows=ROWS, name="x.xlsx", **parts):
    content = {**PARTS, "xl/worksheets/sheet2.xml": f"<worksheet><sheetData>{rows}</sheetData></worksheet>", **parts}
    path = folder.path / name
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for part, text in content.items():
            if text is not None:
                package.writestr(part, text)
    return path


@test
def a_workbook_gives_its_values_formats_and_sheets():
    folder = Folder(MINIMAL)
    workbook(folder)
    code, out, errors = folder.take("x.xlsx")
    assert code == 0 and "feuille « Données »" in out, out + errors
    assert "{ titre: Montant, type: montant, devise: DH }" in folder.data(), folder.data()
    assert "{ titre: Part, type: pourcentage, decimales: 2 }" in folder.data(), folder.data()
    assert (folder.programme / "donnees/x.csv").read_text() == "Ville;Montant;Part;Jour\nFès;1090000,5;12,5;2019-12-31\n"
    code, _, errors = folder.take("x.xlsx", "--feuille", "Donnees")
    assert code == 1 and "B240" in errors and "Données" in errors, errors
    code, _, errors = folder.take("x.xlsx", "--feuille", "Vide")
    assert code == 1 and "B208" in errors, errors


@test
def formulas_without_result_and_faults_are_told():
    folder = Folder(MINIMAL)
    workbook(folder, ROWS + "<row r='4'><c r='A4' t='str'><v>Oujda</v></c><c r='B4'><f>SUM(B1:B3)</f></c>"
                            "<c r='C4' t='e'><v>#DIV/0!</v></c></row>")
    code, _, errors = folder.take("x.xlsx")
    assert code == 0 and codes(errors) == ["B241", "B241"] and "B4" in errors and "#DIV/0!" in errors, errors
    assert "Oujda;n.d.;n.d.;" in (folder.programme / "donnees/x.csv").read_text()


@test
def hostile_workbooks_are_refused_and_write_nothing():
    bomb = "<!DOCTYPE x [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;'>]><worksheet><sheetData><row><c t='str'><v>&b;</v></c></row>" \
           "</sheetData></worksheet>"
    million = "".join(f"<row r='{r}'><c r='A{r}'><v>1</v></c></row>" for r in range(1, 101000, 1))
    cases = {
        "doctype": {"xl/worksheets/sheet2.xml": bomb},
        "no sheet": {"xl/worksheets/sheet2.xml": None},
        "not xml": {"xl/workbook.xml": "<workbook"},
        "deep": {"xl/worksheets/sheet2.xml": "<a>" * 500 + "</a>" * 500},
        "rows": {"xl/worksheets/sheet2.xml": f"<worksheet><sheetData>{million}</sheetData></worksheet>"},
        "columns": {"xl/worksheets/sheet2.xml": "<worksheet><sheetData><row r='1'><c r='XFD1'><v>1</v></c></row></sheetData></worksheet>"},
        "far": {"xl/worksheets/sheet2.xml": "<worksheet><sheetData><row r='1048576'><c r='A1048576'><v>1</v></c></row></sheetData>"
                                            "</worksheet>"},
        "bomb": {"xl/worksheets/sheet2.xml": "<worksheet><sheetData>" + " " * (300 << 20) + "</sheetData></worksheet>"},
        "empty": {"xl/worksheets/sheet2.xml": "<worksheet/>"},
    }
    for name, parts in cases.items():
        folder = Folder(MINIMAL)
        workbook(folder, **parts)
        code, out, errors = folder.take("x.xlsx")
        assert code == 1 and set(codes(errors)) <= {"B240", "B210", "B208"} and errors, (name, code, out, errors)
        assert files(folder.programme) == {"programme.yaml": MINIMAL.encode()}, name


@test
def damaged_packages_never_crash():
    folder = Folder(MINIMAL)
    good = workbook(folder).read_bytes()
    for name, content in (("empty", b""), ("text", b"Ville;Nombre\n"), ("head", good[:100]), ("half", good[:len(good) // 2]),
                          ("zip", b"PK\x05\x06" + bytes(18)), ("tail", good[-60:])):
        folder.write("x.xlsx", content)
        code, _, errors = folder.take("x.xlsx")
        assert code == 1 and codes(errors) == ["B240"], (name, code, errors)
    for at in range(0, len(good), 37):   # a byte changed, all over the file
        folder.write("x.xlsx", good[:at] + bytes([good[at] ^ 0x55]) + good[at + 1:])
        code, out, errors = folder.take("x.xlsx", "--tableau", f"t{at}")
        assert code in (0, 1), (at, code, out, errors)


@test
def what_no_text_may_hold_is_left_out():
    folder = Folder(MINIMAL)
    folder.write("t.csv", "Tableau des \x17villes\nVille;Nom\0bre\nRa\x1bbat;3\n\"Fès\u2028Meknès\";4\n")
    code, _, errors = folder.take("t.csv")
    assert code == 0 and "B102" not in folder.check(), errors
    assert "Tableau des villes" in folder.data() and "Nombre" in folder.data(), folder.data()


@test
def files_that_are_none():
    folder = Folder(MINIMAL)
    folder.write("vide.csv", "")
    folder.write("tete.csv", "Ville;Nombre\n")
    folder.write("long.csv", "a;b\n" + "1;2\n" * 120000)
    folder.write("large.csv", ";".join(["a"] * 500) + "\n" + ";".join(["1"] * 500) + "\n")
    for name, code in (("vide.csv", "B112"), ("tete.csv", "B208"), ("absent.csv", "B115"), ("absent.xlsx", "B115"),
                       ("essai", "B901"), ("long.csv", "B210"), ("large.csv", "B210")):
        result, _, errors = folder.take(name)
        assert result in (1, 4) and code in codes(errors), (name, result, errors)
        if name not in ("long.csv", "large.csv"):
            assert folder.data() == MINIMAL, name
    folder.write("t.csv", "Ville;Nombre\nRabat;3\n")
    code, _, errors = run("import", folder.path / "t.csv", "--dans", folder.path / "absent")
    assert code == 1 and "B115" in errors, errors
    assert run("import")[0] == 2 and run("import", folder.path / "t.csv")[0] == 2


tap.run(TESTS)
