#!/usr/bin/env python3
"""Checks that need a whole edition, silences, explanations, safe remedies and SARIF, as `bilan check` gives them. Prints TAP."""
import json
import os
import pathlib
import re
import subprocess
import tempfile
import urllib.parse

import tap

ROOT = pathlib.Path(__file__).resolve().parent.parent
BILAN = os.environ.get("BILAN", str(ROOT / "build/out/bilan"))
TESTS = []

REPORT = """nom: essai
titre: Essai
edition: Rapport 2019
annee: 2019
periode: 2019
annee-suivante: 2020
date: 2019-12-31
langue: fr
gabarit: rapport-2019
en-tete: [Royaume du Maroc]
organisme: Direction
resume: Un essai.
comites:
  CP1:
    titre: Éducation
    programmes: { 1: Éducation, 2: Culture }
parties:
  - { titre: Introduction, fichier: introduction.md }
  - titre: Bilan
    volets:
      - { volet: sectoriel, titre: Programmes, comites: [CP1] }
sigles:
  DENF: Direction de l’éducation non formelle
"""
FIRST = """programme: 1
titre: Éducation
volet: sectoriel
comite: CP1
objectifs: { 1: Intégrer }
actions: { 1.1: Accueillir }
indicateurs:
  eleves:
    libelle: Élèves inscrits
    unite: élève
    source: Département
    series: { 2018: 1200, 2019: { total: 3636, filles: 1820, garcons: 1816 } }
"""
SECOND = """programme: 2
titre: Culture
volet: sectoriel
comite: CP1
objectifs: { 2: Promouvoir }
actions: { 2.1: Former }
indicateurs:
  cours:
    libelle: Cours de langue
    unite: cours
    source: Direction
    series: { 2019: 23 }
"""


def test(function):
    TESTS.append(function)
    return function


class Edition:
    """A small edition without a message; `files` replace or add to it."""

    def __init__(self, **files):
        self.folder = tempfile.TemporaryDirectory()
        self.path = pathlib.Path(self.folder.name) / "essai"
        written = {"rapport.yaml": REPORT, "introduction.md": "Un texte d’introduction.\n",
                   "programmes/01-education/programme.yaml": FIRST,
                   "programmes/01-education/narratif.md": "Un texte.\n\n## Accueil (Action 1.1)\n\nUn autre texte.\n",
                   "programmes/02-culture/programme.yaml": SECOND,
                   "programmes/02-culture/narratif.md": "Un texte.\n\n## Cours (Action 2.1)\n\nUn autre texte.\n"}
        names = {"report": "rapport.yaml", "intro": "introduction.md", "first": "programmes/01-education/programme.yaml",
                 "text": "programmes/01-education/narratif.md", "second": "programmes/02-culture/programme.yaml",
                 "other": "programmes/02-culture/narratif.md"}
        for name, content in files.items():
            written[names[name]] = content
        for name, content in written.items():
            path = self.path / name
            if content is not None:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content if isinstance(content, bytes) else content.encode())

    def check(self, *options):
        return run("check", "essai", *options, cwd=self.path.parent)

    def messages(self, *options):
        return [json.loads(line) for line in self.check("--format", "json", *options)[1].splitlines()]

    def codes(self, *options):
        return sorted(m["code"] for m in self.messages(*options))

    def bytes(self):
        return {str(p.relative_to(self.path)): p.read_bytes() for p in sorted(self.path.rglob("*")) if p.is_file()}


def run(*args, cwd=ROOT):
    done = subprocess.run([BILAN, *map(str, args)], cwd=cwd, capture_output=True, text=True, timeout=300,
                          env={**os.environ, "NO_COLOR": "1"})
    return done.returncode, done.stdout, done.stderr


@test
def the_small_edition_has_no_message():
    assert Edition().codes("--strict") == [], Edition().messages("--strict")


@test
def an_edition_is_checked_alike_from_within():
    edition = Edition(intro="Un mot et et un autre, 3 636 élèves.\n")
    outside = [(m["code"], m["ligne"], m["colonne"]) for m in edition.messages()]
    inside = [json.loads(line) for line in run("check", ".", "--format", "json", cwd=edition.path)[1].splitlines()]
    assert [code for code, _, _ in outside] == ["B420", "B220"], outside
    assert [(m["code"], m["ligne"], m["colonne"]) for m in inside] == outside, inside


@test
def a_programme_alone_is_checked_as_its_edition_has_it():                         # B121, B505
    edition = Edition(text="Un texte de la DENF et de l’OIM.\n\n## Accueil (Action 1.1)\n\nUn autre texte.\n")
    assert edition.codes() == ["B505"], edition.messages()
    for name in ("", "/programme.yaml", "/narratif.md"):
        code, out, errors = run("check", "essai/programmes/01-education" + name, "--format", "json", cwd=edition.path.parent)
        found = [json.loads(line) for line in out.splitlines()]
        assert code == 0 and [(m["code"], m["detail"]) for m in found] == [("B505", "« OIM »")], (name, found, errors)
    code, out, errors = run("check", ".", cwd=edition.path / "programmes/01-education")
    assert code == 0 and "1 avertissement" in errors, errors
    (edition.path / "rapport.yaml").write_text("titre: [\n")
    code, out, errors = run("check", "essai/programmes/01-education", cwd=edition.path.parent)
    assert code == 0 and "rapport.yaml:" not in errors and "DENF" in errors, errors
    bilan_2018 = ROOT / "content/2018/programmes/09-cooperation-et-partenariats-internationaux"     # another template
    assert run("check", bilan_2018)[0] == 0 and "B505" not in run("check", bilan_2018)[2]
    code, out, errors = run("build", "essai/programmes/02-culture", "-o", "public", cwd=edition.path.parent)
    assert code == 0 and (edition.path.parent / "public/essai.pdf").exists(), errors


@test
def codes_can_be_left_out_of_the_list():
    edition = Edition(intro="À remplir : un texte.\n\nEt et puis.\n")
    both = edition.codes()
    assert both == ["B420", "B540"], both
    code, _, errors = edition.check("--sauf", "B540")
    assert code == 0 and "B420" in errors and "B540" not in errors and "1 avertissement ; 1 message laissé de côté (--sauf)" in errors, errors
    assert edition.codes("--sauf", "B540, B420") == [] and edition.check("--sauf", "B540,B420", "--strict")[0] == 3
    assert edition.check("--sauf", "B540,B42")[0] == 2 and edition.check("--sauf", "remplir")[0] == 2


@test
def one_indicator_has_one_value():
    second = SECOND + "  inscrits: { libelle: Élèves inscrits, unite: élève, source: D, series: { 2018: 1201, 2019: 3636 } }\n"
    found = Edition(second=second).messages()
    assert [m["code"] for m in found] == ["B225"], found
    assert "1 201" in found[0]["detail"].replace("\u202f", " ") and "programme 1" in found[0]["detail"], found
    assert Edition(second=second.replace("source: D,", "source: D, remarque: les deux sont publiés,")).codes() == ["B504"]


@test
def a_name_in_two_programmes_is_ambiguous():
    second = SECOND + "  eleves: { libelle: Élèves de l’école, unite: élève, source: D, series: { 2019: 12 } }\n"
    found = Edition(second=second).messages()
    assert [m["code"] for m in found] == ["B322"] and found[0]["ligne"] == 13, found
    assert "2:eleves" in found[0]["remede"]


@test
def what_the_text_names_exists():
    found = Edition(intro="Voir le programme 12, l’OSP 7, le programme 1 et l’OSP 2.\n").messages()
    assert [(m["code"], m["detail"]) for m in found] == [("B321", "« programme 12 »"), ("B321", "« OSP 7 »")], found


@test
def a_sigle_keeps_its_meaning():
    text = "La Division de l’éducation non formelle (DENF) et la Direction de l’Éducation Non Formelle (DENF).\n"
    found = Edition(intro=text + "\nLa DENF.\n").messages()
    assert [m["code"] for m in found] == ["B520"] and "Division" in found[0]["detail"], found


@test
def figures_have_a_period():
    first = FIRST + ("tableaux:\n  villes:\n    titre: Villes\n    colonnes: [{ titre: V }, { titre: N, type: nombre }]\n"
                     "    lignes: [[Rabat, 1]]\n    source: D\n")
    text = "Un texte.\n\n## Accueil (Action 1.1)\n\n![](tableau:villes)\n"
    found = Edition(first=first.replace("2018: 1200", "avant: 1200"), text=text).messages()
    assert [m["code"] for m in found] == ["B521", "B521"], found
    assert Edition(first=first.replace("titre: Villes", "titre: Villes en 2019"), text=text).codes() == []


@test
def objectives_are_reported_on():
    assert Edition(text="Un texte.\n").codes() == ["B502", "B522"]
    assert Edition(text="L’OSP 1 est atteint.\n", first=FIRST.replace("actions: { 1.1: Accueillir }\n", "")).codes() == []


@test
def a_programme_that_is_announced_is_there():
    found = Edition(report=REPORT.replace("2: Culture", "2: Culture, 3: Santé")).messages()
    assert [m["code"] for m in found] == ["B523"] and found[0]["ligne"] == 16, found


@test
def strict_tells_what_print_mends():
    text = "L'école, \"Tayssir\"... est ouverte; vraiment! Voici: «oui».\n"
    assert Edition(intro=text).codes() == []
    found = Edition(intro=text).messages("--strict")
    assert {m["code"] for m in found} == {"B422"} and len(found) == 8, found
    assert Edition(intro=text).check("--strict")[0] == 3


@test
def a_silence_holds_where_it_stands():
    text = "<!-- bilan: B420 ainsi dans la source -->\nUn mot mot.\n\nUn mot mot.\n"
    found = Edition(intro=text).messages()
    assert [(m["code"], m["ligne"]) for m in found] == [("B420", 4)], found
    first = FIRST.replace("    source: Département\n", "").replace("  eleves:", "  # bilan: B503 chiffres de la maison\n  eleves:")
    assert Edition(first=first).codes() == []


@test
def a_silence_without_object_is_told():
    found = Edition(intro="<!-- bilan: B420 ainsi dans la source -->\nUn mot.\n").messages()
    assert [(m["code"], m["ligne"]) for m in found] == [("B133", 1)], found
    assert Edition(intro="<!-- bilan: B422 ainsi dans la source -->\nUn mot.\n").codes() == []
    assert Edition(intro="<!-- bilan: B601 ainsi dans la source -->\nUn mot.\n").codes() == []
    edition = Edition(intro="<!-- bilan: B601 ainsi dans la source -->\nUn mot.\n")
    assert "[B133]" in run("build", "essai", "-o", "public", cwd=edition.path.parent)[2]
    # What an error leaves unread may be what the silence is for.
    second = SECOND.replace("titre: Culture", "titre: Culture\ntitree: x", 1)
    assert [m["code"] for m in Edition(intro="<!-- bilan: B420 ainsi dans la source -->\nUn mot.\n", second=second).messages()] == ["B105"]


@test
def a_silence_leaves_no_trace():
    pages = []
    for mark in ("", "<!-- bilan: B420 ainsi -->"):
        edition = Edition(intro=f"{mark}\nUn mot mot, {mark}vraiment.{mark and ' ' + mark}\n")
        assert run("build", "essai", "-o", "public", cwd=edition.path.parent)[0] == 0
        pages.append((edition.path.parent / "public/introduction.html").read_text())
    texts = [re.sub(r"<[^>]+>", " ", page) for page in pages]
    strip = lambda text: [word for word in text.split() if not re.fullmatch(r"[0-9a-f]{8,}…?", word)]
    assert "bilan:" not in pages[1] and strip(texts[0]) == strip(texts[1])


@test
def every_code_is_explained():
    rows = run("check", "--explique")[1].splitlines()
    listed = [row.split()[0] for row in rows]
    catalogue = re.findall(r"X\(DIAG_\w+,\s*(B\d+),", (ROOT / "gen/diag/catalogue.h").read_text())
    assert listed == catalogue and len(listed) > 100
    for code in listed:
        status, text, _ = run("check", "--explique", code)
        cause, example, cure = re.fullmatch(r".*\n\n(.+)\n\nExemple de ce qui le cause :\n\n((?: {4}.*\n)+)\nRemède : (.+)\n", text).groups()
        assert status == 0 and text.startswith(code) and len(cause) > 20 and example.strip() and cure.endswith("."), code
    assert run("check", "--explique", "B999")[0] == 2


TYPED = ("Au total, 3 636 élèves ont été inscrits en 2019, et vingt-trois cours de langue donnés.\n\n"
         "La 1ère édition de de l'accueil, le 02 décembre 2019; \"Tayssir\"...\r\n\n"
         "## Accueil (Action 1.1)\n\nUn   texte  à  garder\ttel quel. **Le** `1ère`.\n")
MENDED = ("Au total, {{ eleves.2019.total }} élèves ont été inscrits en 2019, et {{ 2:cours.2019 | lettres }} cours de langue donnés.\n\n"
          "La 1re édition de l’accueil, le 2 décembre 2019\u202f; «\u00a0Tayssir\u00a0»…\r\n\n"
          "## Accueil (Action 1.1)\n\nUn   texte  à  garder\ttel quel. **Le** `1ère`.\n")


@test
def safe_remedies_change_their_bytes_only():
    edition = Edition(text=TYPED)
    before = edition.bytes()
    code, out, errors = edition.check("--corrige")
    after = edition.bytes()
    assert code == 0 and after.pop("programmes/01-education/narratif.md").decode() == MENDED, after
    assert before.pop("programmes/01-education/narratif.md").decode() == TYPED and before == after
    assert out.count("corrigé") == 9 and "« 3 636 » → « {{ eleves.2019.total }} » [B220]" in out, out
    assert not list(edition.path.rglob("*~*")), "a file beside"


@test
def mending_twice_changes_nothing_more():
    edition = Edition(text=TYPED)
    edition.check("--corrige")
    once = edition.bytes()
    code, out, errors = edition.check("--corrige")
    assert (code, out, errors) == (0, "", "") and edition.bytes() == once


@test
def remedies_that_overlap_are_all_carried_out():
    edition = Edition(intro="Un mot de de de l'autre: \"l'un\".\n")
    edition.check("--corrige")
    once = edition.bytes()["introduction.md"].decode()
    assert edition.check("--corrige")[1] == "" and once == "Un mot de l’autre\u00a0: «\u00a0l’un\u00a0».\n", once


@test
def what_is_mended_prints_as_before():
    edition = Edition(text=TYPED.replace("1ère", "1re").replace("de de", "de").replace("02 ", "2 "))
    lines = lambda: [line for line in run("dump", "essai", "--phase", "lines", cwd=edition.path.parent)[1].splitlines()
                     if not re.search(r"[0-9a-f]{64}", line)]      # the checksum of the content is another
    shown = lines()
    assert "corrigé" in edition.check("--corrige")[1]
    assert shown == lines() != []


@test
def a_file_with_faults_of_form_is_left_alone():
    edition = Edition(text=TYPED.encode() + b"\n\xff\n")
    before = edition.bytes()
    assert edition.check("--corrige")[0] == 1 and edition.bytes() == before
    edition = Edition(text=b"\xef\xbb\xbfUn mot mot.\n\n## Accueil (Action 1.1)\n\nUn texte.\n")
    edition.check("--corrige")
    assert edition.bytes()["programmes/01-education/narratif.md"].startswith(b"\xef\xbb\xbfUn mot.\n")


@test
def silences_hold_for_remedies_too():
    text = TYPED.replace("La 1ère", "<!-- bilan: B421 ainsi dans la source -->\nLa 1ère")
    edition = Edition(text=text)
    edition.check("--corrige")
    assert "La 1ère édition de l’accueil" in edition.bytes()["programmes/01-education/narratif.md"].decode()


@test
def sarif_says_the_same():
    edition = Edition(text=TYPED, intro="Un mot mot et [^1].\n\n[^1]: note\n")
    code, out, errors = edition.check("--format", "sarif")
    log, plain = json.loads(out), edition.messages()
    assert code == 1 and errors == "" and log["version"] == "2.1.0" and log["$schema"].endswith("sarif-2.1.0.json")
    (one,) = log["runs"]
    driver = one["tool"]["driver"]
    assert driver["name"] == "bilan" and driver["version"] and one["columnKind"] == "unicodeCodePoints"
    ids = [rule["id"] for rule in driver["rules"]]
    assert len(ids) == len(set(ids)) and all(r["shortDescription"]["text"] and r["fullDescription"]["text"] and r["help"]["text"]
                                             and r["defaultConfiguration"]["level"] in ("error", "warning") for r in driver["rules"])
    assert len(one["results"]) == len(plain) > 3
    for result, message in zip(one["results"], plain):
        place = result["locations"][0]["physicalLocation"]
        region = place["region"]
        assert result["ruleId"] == message["code"] == ids[result["ruleIndex"]] and message["message"] in result["message"]["text"]
        assert urllib.parse.unquote(place["artifactLocation"]["uri"]) == message["fichier"]
        assert (region["startLine"], region["startColumn"]) == (message["ligne"], message["colonne"])
        assert (region["endLine"], region["endColumn"]) == tuple(message["fin"].values())
        assert result["level"] == {"erreur": "error", "avertissement": "warning"}[message["severite"]]
    fixes = [change for result in one["results"] for fix in result.get("fixes", []) for change in fix["artifactChanges"]]
    assert any(c["replacements"][0]["insertedContent"]["text"] == "{{ eleves.2019.total }}" for c in fixes), fixes


@test
def sarif_of_nothing_is_whole():
    log = json.loads(Edition().check("--format", "sarif")[1])
    assert log["runs"][0]["results"] == []


tap.run(TESTS)
