#!/usr/bin/env python3
"""Editions and documents beside each other: what `bilan compare` finds in the real ones, and in made ones.

Prints TAP. `compare.py --update` rewrites the golden texts of the made ones (tests/compare/).
"""
import json
import os
import pathlib
import subprocess
import sys
import tempfile

import tap

ROOT = pathlib.Path(__file__).resolve().parent.parent
BILAN = os.environ.get("BILAN", str(ROOT / "build/out/bilan"))
MADE = ROOT / "tests/compare"
FOLDERS = ["tests/compare/2030", "tests/compare/2031", "tests/compare/examen"]
EDITIONS = ["content/2018", "content/2019", "content/2020"]
REVIEW = "content/examens/pacte-mondial-2020"
LEAFLET = "content/fiches/programme-regional-2019-2021"
TESTS = []


def test(function):
    TESTS.append(function)
    return function


def run(*args):
    done = subprocess.run([BILAN, *map(str, args)], cwd=ROOT, capture_output=True, text=True, timeout=300,
                          env={**os.environ, "NO_COLOR": "1"})
    return done.returncode, done.stdout, done.stderr


def compared(*folders):
    code, out, errors = run("compare", *folders, "--format", "json")
    assert code == 0, errors
    return json.loads(out)


def values(report, identifier, entry="total", kind="indicateur"):
    """{(document, period): number} of one measure."""
    rows = [row for row in report["indicateurs"]
            if row["id"] == identifier and row["sorte"] == kind and row["entree"] == entry]
    assert len(rows) == 1, (identifier, rows)
    return {(v["document"], v["periode"]): v["valeur"] for v in rows[0]["valeurs"]}


def golden(name, got):
    path = MADE / name
    if "--update" in sys.argv:
        path.write_text(got)
    assert got == path.read_text(), f"{name} differs: tests/compare.py --update, and read the diff"


@test
def the_figures_of_the_three_editions_stand_side_by_side():
    report = compared(*EDITIONS)
    networks = values(report, "reseaux-demanteles")
    assert networks == {("2018", "2018"): 122, ("2019", "2019"): 208, ("2020", "2020"): 394}, networks
    refugees = values(report, "statut-de-refugie")
    assert refugees == {("2019", "2019"): 843, ("2020", "2020"): 847}, refugees
    attempts = values(report, "tentatives-avortees")
    assert attempts == {("2019", "2019"): 73973, ("2020", "2020"): 40288}, attempts
    students = values(report, "etudiants-etrangers")
    assert students == {("2018", "2017-2018"): 20410, ("2019", "2018-2019"): 22096}, students
    totals = values(report, "retours-par-annee", "Migrants bénéficiaires, Total", "tableau")
    assert totals == {("2019", "2005-2019"): 12858, ("2020", "2005-2020"): 13654}, totals
    assert values(report, "retours-volontaires")["2020", "2020"] == 796
    awards = values(report, "bourses")
    assert awards["2018", "2017-2018"] == 8225 and awards["2019", "2018-2019"] == 7000, awards


@test
def both_dates_of_the_refugees_are_said():
    _, out, _ = run("compare", *EDITIONS)
    assert "2019 : situation au 2 décembre 2019" in out and "2020 : situation au 12 mars 2020" in out, out


@test
def evolutions_are_no_contradictions():
    report = compared(*EDITIONS)
    kinds = [notice["sorte"] for notice in report["constats"]]
    assert "contradiction" not in kinds, report["constats"]
    assert run("compare", *EDITIONS, "--strict")[0] == 0


@test
def the_review_contradicts_the_edition_of_its_year():
    report = compared(*EDITIONS, REVIEW)
    found = {n["id"]: [(v["document"], v["periode"], v["valeur"]) for v in n["valeurs"]]
             for n in report["constats"] if n["sorte"] == "contradiction"}
    assert found["reseaux-demanteles"] == [("2020", "2020", 394), ("pacte-mondial-2020", "2020", 111)], found
    assert found["retours-volontaires"] == [("2020", "2020", 796), ("pacte-mondial-2020", "2020", 414)], found
    assert run("compare", *EDITIONS, REVIEW, "--strict")[0] == 3
    networks = next(m for m in report["indicateurs"] if m["id"] == "reseaux-demanteles")
    assert networks["evolution"] == "+89\u00a0%", networks       # not against the 3,804 of eighteen years


@test
def the_leaflet_announces_twenty_countries_and_names_nineteen():
    names = [n for n in compared(*EDITIONS, LEAFLET)["constats"] if n["sorte"] == "noms"]
    assert [n["texte"] for n in names] == ["annonce 20, nomme 19\u202f; «\u00a0Tunisie\u00a0» 2 fois"], names
    assert names[0]["contradiction"] and names[0]["fichier"].endswith("fiche.yaml") and names[0]["ligne"] > 1, names
    assert run("compare", *EDITIONS, LEAFLET, "--strict")[0] == 3


@test
def what_is_not_the_same_thing_is_read_together():
    report = compared(*EDITIONS)
    rescues = values(report, "migrants-secourus", "operations-de-secours", "rapprochement")
    assert set(rescues.values()) == {19554, 10316}, rescues
    returns = values(report, "foras-sensibilises", "foras-information", "rapprochement")
    assert returns == {("2019", "2018-2019"): 1500, ("2020", "2017-2020"): 1227}, returns
    notices = {(n["sorte"], n.get("id")) for n in report["constats"]}
    assert ("periodes", "foras-sensibilises") in notices and ("unites", "bourses") in notices, notices


@test
def every_value_says_where_it_is_written():
    for row in compared(*EDITIONS)["indicateurs"]:
        for value in row["valeurs"]:
            path = ROOT / value["fichier"]
            line = path.read_text().splitlines()[value["ligne"] - 1]
            if row["sorte"] != "tableau":
                assert str(value["valeur"]) in line.replace(" ", ""), (value, line)


@test
def the_prose_is_paired():
    texts = {(t["avant"], t["apres"], t["programme"]): t for t in compared(*EDITIONS)["textes"]}
    eight = texts["2019", "2020", 8]
    assert eight["inchanges"] > 0 and eight["modifies"] > 10, eight
    pairs = [p for p in eight["paragraphes"] if p["etat"] == "modifie"]
    assert any("73\u202f973" in p["avant"] and "40\u202f288" in p["apres"] for p in pairs), pairs


@test
def the_made_ones_are_told_as_ever():
    for name, args in (("attendu.txt", []), ("attendu.json", ["--format", "json"])):
        code, out, errors = run("compare", *FOLDERS, *args)
        assert code == 0, errors
        golden(name, out)


@test
def contradictions_fail_only_when_asked():
    code, out, _ = run("compare", *FOLDERS, "--strict")
    assert code == 3 and "Contradictions" in out, (code, out)
    notices = [n for n in compared(*FOLDERS)["constats"] if n["contradiction"]]
    networks = next(n for n in notices if n.get("id") == "reseaux")
    assert [v["valeur"] for v in networks["valeurs"]] == [394, 111], networks
    assert [v["ligne"] for v in networks["valeurs"]] == [12, 12], networks
    names = next(n for n in notices if n["sorte"] == "noms")
    assert names["texte"] == "annonce 4, nomme 3\u202f; «\u00a0Tunisie\u00a0» 2 fois", names


@test
def the_page_shows_both_values_and_every_word_that_changed():
    with tempfile.TemporaryDirectory() as folder:
        code, _, errors = run("compare", *FOLDERS, "-o", folder + "/public")
        assert code == 0, errors
        public = pathlib.Path(folder) / "public"
        page = (public / "index.html").read_text()
        assert "<strong>394\u00a0réseaux</strong>" in page and "<strong>111\u00a0réseaux</strong>" in page
        assert "examen/programmes/01-flux/programme.yaml:12" in page
        assert '<del><span class="cache">ôté : </span>208</del>' in page
        assert '<ins><span class="cache">ajouté : </span>394</ins>' in page
        assert page.count("<svg") >= 2 and "2030 : 208, 2031 : 394" in page
        assert json.loads((public / "comparaison.json").read_text()) == compared(*FOLDERS)
        listed = {f["chemin"] for f in json.loads((public / "manifeste.json").read_text())["fichiers"]}
        there = {str(p.relative_to(public)) for p in public.rglob("*") if p.is_file()} - {"manifeste.json"}
        assert listed == there, listed ^ there
        before = {p: p.read_bytes() for p in public.rglob("*") if p.is_file()}
        assert run("compare", *FOLDERS, "-o", public)[0] == 0           # the same bytes again
        assert before == {p: p.read_bytes() for p in public.rglob("*") if p.is_file()}
        (public / "à-moi.txt").write_text("rien")
        assert run("compare", *FOLDERS, "-o", public)[0] == 4 and (public / "à-moi.txt").exists()


@test
def order_on_the_command_line_does_not_matter():
    assert run("compare", *FOLDERS)[1] == run("compare", FOLDERS[1], FOLDERS[0] + "/", FOLDERS[2])[1]


@test
def a_folder_of_documents_stands_for_all_of_them():
    names = {d["nom"] for d in compared("content")["documents"]}
    assert {"2018", "2019", "2020", "pacte-mondial-2020"} <= names, names
    assert run("compare", "content")[1] == run("compare", "content/", "content/2019")[1]
    assert run("compare", "content/2019", "content/2019/")[0] == 2         # one and the same


@test
def wrong_usage_and_broken_editions():
    assert run("compare", "content/2019")[0] == 2
    assert run("compare", *EDITIONS, "--format", "sarif")[0] == 2
    with tempfile.TemporaryDirectory() as folder:
        code, out, errors = run("compare", "content/2019", folder)
        assert code == 1 and errors, (code, out, errors)


if __name__ == "__main__":
    tap.run(TESTS)
