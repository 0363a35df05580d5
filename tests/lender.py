#!/usr/bin/env python3
"""The figures of another edition in one's own text, tables and charts (`comparaison: 2018`): tests/lender/ holds the two.

Prints TAP. `lender.py --update` rewrites tests/lender/modele.txt.
"""
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request

import preview
import tap

ROOT = pathlib.Path(__file__).resolve().parent.parent
BILAN = os.environ.get("BILAN", str(ROOT / "build/out/bilan"))
MADE = ROOT / "tests/lender"
DATA = "programmes/08-flux/programme.yaml"
TEXT = "programmes/08-flux/narratif.md"
TESTS = []


def test(function):
    TESTS.append(function)
    return function


def run(*args):
    done = subprocess.run([BILAN, *map(str, args)], cwd=ROOT, capture_output=True, text=True, timeout=120,
                          env={**os.environ, "NO_COLOR": "1"})
    return done.returncode, done.stdout, done.stderr


class Editions:
    """Copies of both, which a test may spoil."""

    def __enter__(self):
        self.folder = tempfile.TemporaryDirectory()
        self.top = pathlib.Path(self.folder.name).resolve()
        for year in ("2018", "2019"):
            shutil.copytree(MADE / year, self.top / year)
        return self

    def __exit__(self, *unused):
        self.folder.cleanup()

    def change(self, name, old, new):
        path = self.top / name
        text = path.read_text()
        assert old in text, (name, old)
        path.write_text(text.replace(old, new))

    def messages(self):
        """[(code, file, line, detail, remedy)] of the edition 2019."""
        run_ = run("check", self.top / "2019", "--format", "json")
        rows = [json.loads(line) for line in (run_[1] + run_[2]).splitlines() if line.startswith("{")]
        return [(r["code"], pathlib.Path(r["fichier"]).name, r["ligne"], r.get("detail", ""), r.get("remede", ""))
                for r in rows if "code" in r]

    def codes(self):
        return [row[0] for row in self.messages()]

    def dump(self, phase):
        code, out, errors = run("dump", self.top / "2019", "--phase", phase)
        assert code == 0, errors
        return out

    def build(self):
        code, out, errors = run("build", self.top / "2019", "-o", self.top / "public")
        assert code == 0, (out, errors)
        return self.top / "public"


@test
def the_model_holds_the_figures_of_both():
    code, out, errors = run("dump", "tests/lender/2019", "--phase", "model")
    assert code == 0 and errors == "", errors
    golden = MADE / "modele.txt"
    if "--update" in sys.argv:
        golden.write_text(out)
    assert out == golden.read_text(), "differs: tests/lender.py --update, and read the diff"


@test
def prose_finds_the_periods_that_the_edition_has_not():
    with Editions() as editions:
        text = editions.dump("doc")
        assert 'figure "+1,9~point" of part-femmes' in text, text
        assert 'figure "122" of reseaux' in text and 'figure "+70~%" of reseaux' in text, text
        editions.change("2019/rapport.yaml", "comparaison: 2018\n", "")
        editions.change("2019/" + DATA, "    comparaison: oui\n", "")
        editions.change("2019/" + DATA, "    comparaison: 2018\n", "")
        assert editions.codes().count("B302") == 3, editions.messages()


@test
def its_own_figures_win_and_a_difference_is_told_with_both_places():
    with Editions() as editions:
        editions.change("2019/" + DATA, "      2019: 208\n", "      2018: 123\n      2019: 208\n")
        assert 'figure "123" of reseaux' in editions.dump("doc")
        rows = [row for row in editions.messages() if row[0] == "B225"]
        assert len(rows) == 1 and rows[0][1:3] == ("programme.yaml", 9), rows
        assert "../2018/programmes/08-flux/programme.yaml:11" in rows[0][3] and "Rapport 2018" in rows[0][3], rows
        editions.change("2019/" + DATA, "      2018: 123\n", "      2018: 122\n")
        assert editions.codes() == [], editions.messages()


@test
def a_remark_answers_for_a_difference():
    with Editions() as editions:
        editions.change("2019/" + DATA, "    source: Sûreté nationale\n    series:\n      2019: 208\n",
                        "    source: Sûreté nationale\n    remarque: chiffre revu\n    series:\n      2018: 123\n      2019: 208\n")
        assert "B225" not in editions.codes()


@test
def the_faults_and_silences_of_the_other_edition_are_its_own():
    assert run("check", "tests/lender/2018")[0] == 1
    assert run("check", "tests/lender/2019")[0] == 0
    with Editions() as editions:
        editions.change("2019/" + DATA, "total: 1000,", "total: 1001,")
        assert editions.codes() == ["B201"], editions.messages()


@test
def only_what_is_asked_for_is_read():
    with Editions() as editions:
        out = editions.dump("yaml")
        assert out.count("# rapport.yaml") == 2 and out.count("# programme.yaml") == 2, out[:200]
        shutil.copytree(editions.top / "2018/programmes/08-flux", editions.top / "2018/programmes/09-autre")
        assert editions.dump("yaml") == out
        editions.change("2019/rapport.yaml", "comparaison: 2018\n", "")
        editions.change("2019/" + DATA, "    comparaison: oui\n", "")
        editions.change("2019/" + DATA, "    comparaison: 2018\n", "")
        editions.change("2019/" + DATA, "      - { comparaison: 2018 }\n", "")
        editions.change("2019/" + DATA, '      - { titre: "2018", comparaison: oui }\n', "")
        (editions.top / "2019" / TEXT).write_text("## Bilan\n\nRien.\n")
        assert editions.dump("yaml").count("# rapport.yaml") == 1


@test
def an_edition_that_is_not_there_is_said_once_with_its_neighbours():
    with Editions() as editions:
        editions.change("2019/rapport.yaml", "comparaison: 2018", "comparaison: 2017")
        editions.change("2019/" + DATA, "    comparaison: 2018\n", "    comparaison: 2017\n")
        rows = [row for row in editions.messages() if row[0] == "B230"]
        assert [row[1:3] for row in rows] == [("rapport.yaml", 8)] and "2018" in rows[0][4], rows


@test
def an_edition_that_cannot_be_read_is_one_error():
    with Editions() as editions:
        (editions.top / "2018/rapport.yaml").write_text("a: [\n")
        rows = editions.messages()
        assert [row[0] for row in rows] == ["B230"], rows
    with Editions() as editions:
        editions.change("2018/" + DATA, "indicateurs:", "indicateurs")
        rows = editions.messages()
        assert "B230" in [row[0] for row in rows] and "B231" not in [row[0] for row in rows], rows
        assert [row[0] for row in rows].count("B230") == 1, rows
        assert any("bilan check" in row[4] for row in rows), rows


@test
def no_path_and_no_link_leads_out():
    for name in ("../2018", "/etc", ".", "..", "a/b", ".cache"):
        with Editions() as editions:
            editions.change("2019/rapport.yaml", "comparaison: 2018", f"comparaison: {name}")
            assert "B114" in editions.codes(), (name, editions.messages())
    with Editions() as editions, tempfile.TemporaryDirectory() as elsewhere:
        shutil.move(editions.top / "2018", pathlib.Path(elsewhere) / "2018")
        (editions.top / "2018").symlink_to(pathlib.Path(elsewhere) / "2018")
        assert "B114" in editions.codes() and "B225" not in editions.codes()
    with Editions() as editions:
        shutil.move(editions.top / "2018" / DATA, editions.top / "secret.yaml")
        (editions.top / "2018" / DATA).symlink_to(editions.top / "secret.yaml")
        assert "B231" in editions.codes(), editions.messages()


@test
def an_indicator_that_the_other_has_not_is_told_with_the_nearest():
    with Editions() as editions:
        editions.change("2018/" + DATA, "  reseaux:\n", "  reseau:\n")
        rows = [row for row in editions.messages() if row[0] == "B231"]
        assert [row[2] for row in rows] == [34, 53] and "`reseau`" in rows[0][4], rows
    with Editions() as editions:
        editions.change("2018/" + DATA, "unite: réseau", "unite: filière")
        rows = [row for row in editions.messages() if row[0] == "B231"]
        assert len(rows) == 2 and "unité" in rows[0][3], rows


@test
def what_compares_nothing_is_told():
    with Editions() as editions:
        editions.change("2019/rapport.yaml", "comparaison: 2018", "comparaison: 2019")
        assert "B232" in editions.codes()
    with Editions() as editions:
        editions.change("2019/rapport.yaml", "comparaison: 2018\n", "")
        rows = [row for row in editions.messages() if row[0] == "B232"]
        assert [row[2] for row in rows] == [44, 53] and "oui" in rows[0][3], rows


@test
def a_table_has_the_other_year_and_the_change():
    with Editions() as editions:
        editions.change("2019/" + DATA, "      - { comparaison: 2018 }\n", "      - { comparaison: oui }\n")
        editions.change("2019/" + DATA, '"{{ retours.2019.femmes }}"]\n', '"{{ retours.2019.femmes }}", 290]\n    total: somme\n')
        assert editions.codes() == [], editions.messages()
        page = re.sub("[\u00a0\u202f]", " ", re.sub(r"<[^>]*>", "|", (editions.build() / "programme-08-gestion-des-flux.html").read_text()))
        text = re.sub(r"[|\s]+", " ", page)
        pages = editions.dump("pages")
        assert "208 122 +70,5" in pages and "25,0 23,1 +1,9" in pages, [line for line in pages.splitlines() if "70,5" in line]
        for said in ("2018 Évolution (%)", "208 122 +70,5", "1 000 1 300 –23,1", "250 290 –13,8", "1 458 1 712 –14,8",
                     "Évolution (points)", "25,0 23,1 +1,9"):
            assert said in text, (said, text[text.find("Les flux"):][:900])


@test
def a_row_without_an_indicator_is_told_and_one_typed_is_kept():
    with Editions() as editions:
        editions.change("2019/" + DATA, '[Réseaux démantelés, "{{ reseaux.2019 }}"]', "[Réseaux démantelés, 208]")
        rows = [row for row in editions.messages() if row[0] == "B232"]
        assert [row[2] for row in rows] == [34], rows
        editions.change("2019/" + DATA, "[Réseaux démantelés, 208]", "[Réseaux démantelés, 208, 122]")
        assert editions.codes() == []
        assert "= 70,5 part calculé" in editions.dump("model")
    with Editions() as editions:
        editions.change("2019/" + DATA, "      - { comparaison: 2018 }\n", "")
        assert "B232" in editions.codes()


@test
def provenance_names_the_other_file():
    with Editions() as editions:
        pdf = editions.build() / "rapport-2019.pdf"
        listed = subprocess.run(["pdfdetach", "-list", pdf], capture_output=True, text=True).stdout
        number = re.search(r"(\d+): provenance\.csv", listed).group(1)
        subprocess.run(["pdfdetach", "-save", number, "-o", editions.top / "p.csv", pdf], check=True)
        assert f"../2018/{DATA};11;13" in (editions.top / "p.csv").read_text()


@test
def the_site_says_where_a_figure_comes_from():
    with Editions() as editions:
        page = (editions.build() / "programme-08-gestion-des-flux.html").read_text()
        assert 'title="Réseaux démantelés, 2018. Source : Sûreté nationale, Rapport 2018"' in re.sub("[\u00a0\u202f]", " ", page)
        assert not re.search(r'<a class="chiffre"[^>]*>\s*<data value="122"', page), "its data are not on this site"
        assert "Chiffres de 2017 et 2018" in page


@test
def the_pdf_is_that_of_what_was_read():
    with Editions() as editions:
        pdf = editions.build() / "rapport-2019.pdf"
        before = pdf.read_bytes()
        assert run("verify", "--rebuild", pdf, editions.top / "2019")[0] == 0
        shutil.copytree(editions.top, editions.top / "ailleurs", ignore=shutil.ignore_patterns("ailleurs", "public"))
        code, out, _ = run("verify", "--rebuild", pdf, editions.top / "ailleurs/2019")
        assert code == 0, out
        editions.change("2018/" + DATA, "source: Office des retours\n    series:\n      2018: 23.1",
                        "source: Office\n    series:\n      2018: 23.1")
        assert run("verify", "--rebuild", pdf, editions.top / "2019")[0] == 1, "the checksum covers what was read"
        assert pdf.read_bytes() == before


@test
def bilan_correct_leaves_the_other_edition_alone():
    with Editions() as editions:
        before = {p: p.read_bytes() for p in (editions.top / "2018").rglob("*") if p.is_file()}
        run("check", "--corriger", editions.top / "2019")
        assert before == {p: p.read_bytes() for p in before}


class Beside(preview.Server):
    """A preview of the edition 2019, with the other beside it."""

    def __enter__(self):
        self.editions = Editions().__enter__()
        self.content = self.editions.top / "2019"
        self.folder = self.editions.folder
        self.child = subprocess.Popen([BILAN, "serve", self.content, "--sans-navigateur"], cwd=ROOT,
                                      stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        self.address = re.search(r"http://127\.0\.0\.1:\d+/", self.child.stdout.readline()).group()
        return self


    def page(self, name):
        """Its text and version."""
        with urllib.request.urlopen(self.address + "site/" + name, timeout=30) as answer:
            return answer.read().decode(), urllib.parse.parse_qs(urllib.parse.urlparse(answer.url).query)["v"][0]

    def until(self, what):
        """The preview goes on building after it has answered: an address may be gone a moment later."""
        for _ in range(500):
            try:
                found = what()
                if found:
                    return found
            except urllib.error.HTTPError:
                pass
            time.sleep(0.01)
        raise AssertionError("is not shown")


@test
def the_preview_opens_the_other_file_and_follows_it():
    name = "programme-08-gestion-des-flux.html"

    def told():
        page, version = server.page(name)
        at = [m.end() for m in re.finditer("data-source", page)]
        place = next(i for i, end in enumerate(at) if re.match(r"[^>]*>122<", page[end:]))
        return json.loads(server.read("_/source?" + urllib.parse.urlencode({"page": name, "e": place, "v": version})))

    with Beside() as server:
        said = server.until(told)
        assert said["fichier"] == "../2018/" + DATA and said["ligne"] == 11, said
        assert urllib.parse.unquote(said["editeur"]).startswith(f"vscode://file{server.editions.top}/2018/{DATA}:11"), said
        assert said["chiffre"]["periode"] == "2018", said
        server.editions.change("2018/" + DATA, "2018: 122", "2018: 124")
        server.until(lambda: ">124<" in server.page(name)[0])


if __name__ == "__main__":
    sys.exit(tap.run(TESTS))
