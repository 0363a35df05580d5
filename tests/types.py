#!/usr/bin/env python3
"""Types of documents: that one needs a folder of templates/ and no line of C. Prints TAP.

tests/doctypes/templates/memo is a type that the program does not know. Its templates stand, for these tests, beside
those of the project in a share of their own.

usage: types.py [--update]        rewrites the dumps beside tests/doctypes/memo
"""
import difflib
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

import tap

ROOT = pathlib.Path(__file__).resolve().parent.parent
HERE = ROOT / "tests/doctypes"
BILAN = os.environ.get("BILAN", str(ROOT / "build/out/bilan"))
THEME = (HERE / "templates/memo/theme.yaml").read_text()
TYPE = (HERE / "templates/memo/type.yaml").read_text()
MEMO = (HERE / "memo/memo.yaml").read_text()
TEXT = (HERE / "memo/texte.md").read_text()
ASKED = (HERE / "memo/questions.md").read_text()
TESTS = []


def test(function):
    TESTS.append(function)
    return function


SPARE = ["B418", "B417"]                 # what the memo itself has: a text before its questions, one unanswered


def codes(text, spare=SPARE):
    found = re.findall(r"\[(B\d+)\]", text)
    return [code for code in found if code not in spare]


class Share:
    """templates/ and fonts/ of the project, and the type of the tests, as it stands or as `type_yaml` has it."""
    def __init__(self, type_yaml=TYPE, memo=MEMO, text=TEXT, asked=ASKED, theme=THEME):
        self.home = tempfile.TemporaryDirectory()
        self.path = pathlib.Path(self.home.name)
        templates = self.path / "share/templates"
        templates.mkdir(parents=True)
        (self.path / "share/fonts").symlink_to(ROOT / "fonts")
        for folder in (ROOT / "templates").iterdir():
            (templates / folder.name).symlink_to(folder)
        self.add_type("memo", type_yaml, theme)
        self.folder = self.path / "memo"
        self.folder.mkdir()
        (self.folder / "memo.yaml").write_text(memo)
        (self.folder / "texte.md").write_text(text)
        (self.folder / "questions.md").write_text(asked)

    def add_type(self, name, type_yaml, theme):
        folder = self.path / "share/templates" / name
        folder.mkdir()
        (folder / "type.yaml").write_text(type_yaml)
        (folder / "theme.yaml").write_text(theme)

    def run(self, *args):
        done = subprocess.run([BILAN, *map(str, args)], cwd=self.path, capture_output=True, text=True, timeout=120,
                              env={**os.environ, "NO_COLOR": "1", "BILAN_SHARE": str(self.path / "share")})
        return done.returncode, done.stdout, done.stderr

    def errors(self):
        return self.run("check", "memo")[2]


def compare(phase):
    golden = HERE / f"memo.{phase}"
    _, got, errors = Share().run("dump", "memo", "--phase", phase)
    assert codes(errors, []) == SPARE, errors
    if "--update" in sys.argv:
        golden.write_text(got)
    wanted = golden.read_text() if golden.exists() else ""
    assert got == wanted, "\n".join(difflib.unified_diff(wanted.splitlines(), got.splitlines(), lineterm=""))


@test
def the_fields_of_a_new_type_are_read_into_the_model():
    compare("model")


@test
def its_trame_makes_the_document():
    compare("doc")


@test
def its_pages_have_nothing_around_the_chapters_where_the_theme_says_so():
    compare("pages")


@test
def all_outputs_are_built():
    share = Share()
    result, _, errors = share.run("build", "memo", "-o", "sortie", "--release")
    assert result == 0 and codes(errors, []) == SPARE, errors
    out = share.path / "sortie"
    for name in ("memo.pdf", "index.html", "decision-1.html", "donnees.json", "recherche-index.js"):
        assert (out / name).exists(), name
    assert "414 personnes" in (out / "le-suivi-des-retours.html").read_text().replace("\u00A0", " ")
    assert share.run("verify", out / "memo.pdf")[0] == 0


@test
def data_of_a_document_have_no_programme():
    share = Share()
    share.run("build", "memo", "-o", "sortie")
    page, rows = ((share.path / "sortie" / name).read_text() for name in ("donnees.html", "donnees/chiffres.csv"))
    assert "Programme 0" not in page and "le rapport" not in page and "Retours volontaires" in page
    assert rows.splitlines()[1].startswith(";Retours volontaires;2020"), rows


@test
def the_file_itself_can_be_named():
    share = Share()
    by_folder, by_file = (share.run("dump", name, "--phase", "doc")[1] for name in ("memo", "memo/memo.yaml"))
    assert by_folder == by_file != ""


@test
def the_schema_is_printed_as_json():
    result, text, _ = Share().run("schema", "memo")
    schema = json.loads(text)
    memo, decision = (schema["$defs"][name] for name in ("memo", "memo-decisions"))
    assert result == 0 and schema["$ref"] == "#/$defs/memo"
    assert set(memo["required"]) == {"nom", "titre", "date", "objet", "decisions"}, memo["required"]
    assert memo["properties"]["ton"]["enum"] == ["neutre", "ferme"]
    assert decision["required"] == ["quoi"] and not decision["additionalProperties"]
    result, _, errors = Share().run("schema", "memos")
    assert result == 2 and "memo" in errors, errors


@test
def authors_are_read_as_strictly_as_in_reports():
    errors = Share(memo=MEMO.replace("objet:", "objets:").replace("ton: ferme", "ton: fermes")
                   .replace("quand:", "quan:").replace("urgent: oui", "urgent: [oui]")).errors()
    assert sorted(codes(errors)) == ["B105", "B105", "B107", "B108"], errors
    assert "vouliez-vous dire `objet` ?" in errors and "vouliez-vous dire `quand` ?" in errors, errors
    assert "memo.yaml:4:1" in errors, errors


@test
def figures_that_fields_name_are_those_of_the_data():
    errors = Share(memo=MEMO.replace("retours.2020", "retour.2020")).errors()
    assert codes(errors) == ["B302"] and "memo.yaml:9:11" in errors and "`retours.2020.total`" in errors, errors


@test
def files_that_fields_name_are_those_of_the_folder():
    assert "B115" in codes(Share(memo=MEMO.replace("texte.md", "absent.md")).errors())
    assert "B114" in codes(Share(memo=MEMO.replace("texte.md", "../../etc/passwd")).errors())


@test
def a_trame_that_names_what_is_not_there():
    errors = Share(TYPE.replace("champ: presents", "champ: present")).errors()
    assert codes(errors) == ["B705"] and "vouliez-vous dire `presents` ?" in errors, errors
    assert "B705" in codes(Share(TYPE.replace("pour: decisions", "pour: objet", 1)).errors())
    assert "B705" in codes(Share(TYPE.replace("{quoi}", "{qui}", 1)).errors())
    assert "B705" in codes(Share(TYPE.replace("pour: decisions", "pour: sigles", 1)).errors())


@test
def chapters_and_other_blocks_have_their_places():
    assert "B706" in codes(Share(TYPE + "  - { genre: prose, champ: texte }\n").errors())
    inside = TYPE.replace("      - { genre: prose, champ: texte }", "      - { genre: chapitre, titre: x }")
    assert "B706" in codes(Share(inside).errors())


@test
def options_of_another_kind_are_unknown_keys():
    errors = Share(TYPE.replace("{ genre: prose, champ: texte }", "{ genre: prose, champ: texte, pour: decisions }")).errors()
    assert "B105" in codes(errors) and "clés admises" in errors, errors


@test
def fields_that_are_no_fields():
    assert "B104" in codes(Share(TYPE.replace("  objet:", "  titre: { genre: texte, description: x }\n  objet:")).errors())
    assert "B106" in codes(Share(TYPE.replace("choix: [neutre, ferme], ", "")).errors())
    assert "B108" in codes(Share(TYPE.replace("genre: oui-non", "genre: oui")).errors())
    assert "B107" in codes(Share(re.sub(r"trame:.*", "trame: non", TYPE, flags=re.S)).errors())


@test
def questions_and_answers_are_rows_of_one_table():
    share = Share()
    tags = share.run("dump", "memo", "--phase", "tags")[1]
    table = tags[tags.index("Question"):]
    assert table.count("TH ") >= 5, table[:2000]
    share.run("build", "memo", "-o", "sortie", "--brouillon")
    rows = (share.path / "sortie/donnees/tableau-demandes.csv").read_text()
    assert "Qui compte les retours" in rows and "Depuis 2005" in rows, rows


@test
def a_picture_has_no_place_in_an_answer():
    assert codes(Share(asked="## Où ?\n\n- Ici.\n\n![une carte](carte.png)\n").errors()) == ["B413"]


@test
def markers_are_those_of_the_theme_in_print_and_on_screens():
    share = Share(theme=THEME + "markers: { levels: [arrowhead], cells: [tick, small-square], partners: [3, 1] }\n")
    share.run("build", "memo", "-o", "sortie", "--brouillon")
    css = (share.path / "sortie/style.css").read_text()
    for rule in ("--marker-1-shape:polygon(0% 0%,100% 50%,0% 100%,30% 50%)", "--marker-cell-2-width:0.313rem",
                 "--partners-1:3;", '--marker-cell-1-sign:""'):
        assert rule in css, rule
    boxes = [Share(theme=THEME + f"markers: {{ cells: [{name}] }}\n").run("dump", "memo", "--phase", "tags")[1]
             for name in ("en-dash", "tick")]
    assert "Lbl « – »" in boxes[0] and "Lbl « – »" not in boxes[1] and "✓" in boxes[1], boxes[1][-3000:]
    assert "B703" in codes(Share(theme=THEME + "markers: { levels: [carre] }\n").errors())
    assert "B703" in codes(Share(theme=THEME + "markers: { partners: [99, 1] }\n").errors())
    assert "B703" in codes(Share(theme=THEME.replace("book: []", "book: [couverture]")).errors())


@test
def a_site_of_one_page_and_chapters_on_the_next():
    one = TYPE[:TYPE.index("  - genre: chapitre\n    pour: decisions")]
    share = Share(one, theme=THEME + "site: single\nchapters: next\n")
    result, _, errors = share.run("build", "memo", "-o", "sortie")
    assert result == 0, errors
    pages = {p.name for p in (share.path / "sortie").glob("*.html")}
    assert "index.html" in pages and "le-suivi-des-retours.html" not in pages, pages
    assert "Présents" in (share.path / "sortie/index.html").read_text()
    blank = [Share(theme=THEME + f"chapters: {where}\n").run("dump", "memo", "--phase", "pages")[1].count("\npage ")
             for where in ("right", "next")]
    assert blank[0] > blank[1], blank


@test
def shares_of_columns_are_kept():
    share = Share(TYPE.replace("tetes: [Question, Réponse]", "tetes: [Question, Réponse], largeurs: [25, 75]"))
    share.run("build", "memo", "-o", "sortie")
    page = (share.path / "sortie/le-suivi-des-retours.html").read_text()
    assert '<col class="c25"><col class="c75">' in page
    assert 'class="tableau empile' in page and "cadre" in page


@test
def the_review_has_all_its_answers_and_only_remarks():
    share, review = Share(), ROOT / "content/examens/pacte-mondial-2020"
    _, _, errors = share.run("check", review)
    assert set(codes(errors, [])) == {"B504"} and len(codes(errors, [])) == 3, errors
    tags = share.run("dump", review, "--phase", "tags")[1]
    asked = [len(re.findall("^## ", (review / name).read_text(), re.M))
             for name in ("methodologie.md", "politique-publique.md", "progres.md", "moyens.md", "suite.md")]
    tables = re.split(r"^ *Table T=", tags, flags=re.M)[1:]
    assert [table.count('TH Scope="Row"') for table in tables] == asked == [8, 7, 4, 3, 2], asked
    assert all(table.count("THead") == 1 and "Caption" in table for table in tables)


@test
def a_type_that_no_template_has():
    share = Share()
    (share.folder / "memo.yaml").rename(share.folder / "memos.yaml")
    errors = share.errors()
    assert "B121" in codes(errors) and "vouliez-vous dire `memo.yaml` ?" in errors, errors
    (share.folder / "memos.yaml").rename(share.folder / "xyz-abc.yaml")
    assert "les types sont" in share.errors()


if "--update" in sys.argv:
    for phase in ("model", "doc", "pages"):
        compare(phase)
tap.run(TESTS)
