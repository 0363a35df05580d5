#!/usr/bin/env python3
"""Blocks that are drawn rather than told (bands, columns, cards, figures, tiles, boxes, maps), and the leaflet that
is made of them. Prints TAP.

usage: panels.py [--update]        rewrites the dumps beside tests/doctypes/panneaux
"""
import difflib
import html
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

import tap

ROOT = pathlib.Path(__file__).resolve().parent.parent
HERE = ROOT / "tests/doctypes"
LEAFLET = ROOT / "content/fiches/programme-regional-2019-2021"
BILAN = os.environ.get("BILAN", str(ROOT / "build/out/bilan"))
PANELS = (HERE / "panneaux/panneaux.yaml").read_text()
TESTS = []


def test(function):
    TESTS.append(function)
    return function


def run(*args, cwd=ROOT, share=ROOT):
    done = subprocess.run([BILAN, *map(str, args)], cwd=cwd, capture_output=True, text=True, timeout=120,
                          env={**os.environ, "NO_COLOR": "1", "BILAN_SHARE": str(share)})
    return done.returncode, done.stdout, done.stderr


class Share:
    """The project's templates and the type of these tests, with one document of it."""
    def __init__(self, data=PANELS):
        self.home = tempfile.TemporaryDirectory()
        self.path = pathlib.Path(self.home.name)
        templates = self.path / "templates"
        templates.mkdir()
        (self.path / "fonts").symlink_to(ROOT / "fonts")
        for folder in (ROOT / "templates").iterdir():
            (templates / folder.name).symlink_to(folder)
        (templates / "panneaux").symlink_to(HERE / "templates/panneaux")
        (self.path / "panneaux").mkdir()
        (self.path / "panneaux/panneaux.yaml").write_text(data)

    def run(self, *args):
        return run(*args, cwd=self.path, share=self.path)


def codes(errors):
    return re.findall(r"\[(B\d+)\]", errors)


def compare(phase):
    golden = HERE / f"panneaux.{phase}"
    _, got, errors = Share().run("dump", "panneaux", "--phase", phase)
    assert codes(errors) == [], errors
    if "--update" in sys.argv:
        golden.write_text(got)
    wanted = golden.read_text() if golden.exists() else ""
    assert got == wanted, "\n".join(difflib.unified_diff(wanted.splitlines(), got.splitlines(), lineterm=""))


@test
def each_block_is_in_the_document():
    compare("doc")


@test
def each_block_is_on_the_page():
    compare("pages")


@test
def each_block_has_its_elements():
    compare("tags")


@test
def a_row_of_the_map_that_is_no_number_is_reported_and_left_out():
    share = Share(PANELS.replace('rangees: ["2", "3"]', 'rangees: ["2", "trois"]'))
    _, text, errors = share.run("dump", "panneaux", "--phase", "doc")
    assert set(codes(errors)) == {"B707"} and "« trois »" in errors, errors
    assert "map 2: 1 4" in text, text


@test
def a_title_that_says_nothing_is_reported_and_has_a_substitute():
    for title, code in (('titre: ""', "B426"), ('titre: "<!-- à écrire -->"', "B426"), ("", "B106")):
        share = Share(PANELS.replace("titre: Tous les panneaux", title, 1))
        _, _, errors = share.run("build", "panneaux", "-o", "public", "--brouillon")
        assert code in codes(errors), (title, errors)
        result, said, _ = share.run("verify", "public/panneaux.pdf")
        assert result == 0, said


@test
def what_lies_beside_can_be_led_to_and_nothing_else_that_is_relative():
    for uri, is_led_to in (("../rapport-2019/programme-08.html", True), ("../rapport-2019/index.html#osp-15", True),
                           ("../../2019/programme-08.html", True), ("../../../../a/x.html", False), ("../x.html", False), ("x.html", False),
                           ("../a/b/c.html", False), ("../javascript:x/y.html", False), ("../a/b.pdf", False)):
        text = Share(PANELS.replace("mot: Un mot", f'mot: "[Un mot]({uri})"')).run("dump", "panneaux", "--phase", "doc")
        assert (f"<{uri}>" in text[1], "B307" in text[2]) == (is_led_to, not is_led_to), (uri, text[2])


# ---- the leaflet ----

@test
def what_the_twin_leaves_untold_says_that_it_is_french():
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(LEAFLET, folder + "/fiche")
        whole = (LEAFLET / "fiche.ar.yaml").read_text()
        kept = "".join(line + "\n" for line in whole.splitlines() if re.match(r"(nom|titre|langue|gabarit): ", line))
        pathlib.Path(folder, "fiche/fiche.ar.yaml").write_text(kept)
        errors = run("build", folder + "/fiche/fiche.ar.yaml", "-o", folder + "/public", "--brouillon")[2]
        assert "B708" in codes(errors), errors
        result, said, _ = run("verify", next(pathlib.Path(folder, "public").glob("*.pdf")))
        assert result == 0, said


def words(text):
    """Letters and figures only: how they are spaced and cut is the typesetter's."""
    return re.sub(r"[\W_]+", "", text).lower()


def leaflet(source, folder):
    result, _, errors = run("build", source, "-o", folder)
    assert result == 0, errors
    pdf = next(pathlib.Path(folder).glob("*.pdf"))
    text = subprocess.run(["pdftotext", "-raw", pdf, "-"], capture_output=True, text=True, check=True).stdout
    page = html.unescape(re.sub(r"<[^>]+>", " ", (pathlib.Path(folder) / "index.html").read_text()))
    return pdf, text.replace("\u00A0", " "), re.sub(r"\s+", " ", page)


ANNOUNCED = {
    "activités": ["formations sur la traite des personnes", "suivi de la SNIA", "centre pour enfants",
                  "conseils régionaux de Tanger-Tétouan-Al Hoceïma", "gestion des données",
                  "comité national de lutte contre la traite", "associations de migrants et pour migrants"],
    "résultats": ["22 membres d’OSC", "24 agents de l’ONDE", "26 assistants sociaux", "47 étudiants",
                  "150 migrants vulnérables", "3 jours", "Fondation Orient-Occident"],
    "contexte": ["80 % des migrations", "20 pays dont le Maroc", "cite dix-neuf, la Tunisie deux fois"],
    "engagements": ["10 Inégalités réduites", "16 Paix, justice et institutions efficaces",
                    "17 Partenariats pour la réalisation des objectifs", "Pacte mondial pour les migrations",
                    "OSP 15 Maîtriser les flux", "OSP 16 Lutter contre la traite", "OSP 17 Développer la coopération",
                    "OSP 26 Renforcer les capacités", "OSP 27 Informer et sensibiliser"],
}


def missing(text):
    text = words(re.sub(r"-\n", "", text)) + words(text)
    return [what for group in ANNOUNCED.values() for what in group if words(what) not in text]


@test
def the_leaflet_says_in_both_outputs_what_its_source_announces():
    with tempfile.TemporaryDirectory() as folder:
        pdf, text, page = leaflet(LEAFLET, folder)
        assert missing(text) == [] and missing(page) == [], (missing(text), missing(page))
        assert missing(text.replace("OSP 26", "")) == ["OSP 26 Renforcer les capacités"]
        assert text.count("\f") == 2, "two pages"
        assert run("verify", pdf)[0] == 0


@test
def the_leaflet_keeps_in_sight_that_it_counts_twenty_and_names_nineteen():
    result, _, errors = run("check", LEAFLET)
    assert result == 0 and sorted(codes(errors)) == ["B504", "B524"], errors
    assert "annonce 20, nomme 19" in errors and "« Tunisie » 2 fois" in errors, errors


# ---- its twin in Arabic ----

TWIN = LEAFLET / "fiche.ar.yaml"

def baselines(source):
    """(baseline, words) of each line of the last page."""
    page = run("dump", source, "--phase", "pages")[1].split("\n\n")[-1]
    return [(float(line.split()[0]), line.strip()) for line in page.splitlines()[1:] if re.match(r" *[\d.]+ +[\d.]+  ", line)]


@test
def a_narrow_column_cuts_no_word():
    with tempfile.TemporaryDirectory() as folder:
        pdf, _, _ = leaflet(LEAFLET, folder)
        text = subprocess.run(["pdftotext", "-raw", "-f", "2", pdf, "-"], capture_output=True, text=True, check=True).stdout
        assert set(re.findall(r"(\w+)-\n", text)) == {"Tanger", "Orient"}, text      # hyphens of their own


@test
def headings_stand_clear_and_the_programmes_in_one_list():
    for source, names in ((LEAFLET, "Activités Résultats Contribution"), (TWIN, "أنشطة نتائج المساهمة")):
        lines = baselines(source)
        for name in names.split():
            at = next(baseline for baseline, text in lines if name in text)
            assert min(baseline - at for baseline, _ in lines if baseline > at) > 20, (name, lines)
        rows = sorted(baseline for baseline, text in lines if re.search(r"OSP|(Programme|البرنامج)\s(8|9|11)", text))
        assert len(rows) == 8 and max(b - a for a, b in zip(rows, rows[1:])) < 30, rows



def lefts(text):
    """Left ends of the lines of pages, by page."""
    return [[float(line.split()[1]) for line in page.splitlines()[1:] if line.strip()] for page in text.split("\n\n")]


@test
def the_twin_shares_the_figures_and_runs_from_right_to_left():
    with tempfile.TemporaryDirectory() as folder:
        pdf, text, page = leaflet(TWIN, folder)
        for figure in ("22", "24", "26", "47", "150", "80", "20", "10", "16", "17", "OSP 15", "OSP 16", "OSP 17", "OSP 26",
                       "OSP 27", "2019-2021"):
            assert figure in text and figure in page, figure
        markup = (pathlib.Path(folder) / "index.html").read_text()
        assert '<html lang="ar" dir="rtl">' in markup
        article = re.sub(r"<[^>]+>", " ", markup[markup.index("<article"):markup.index("</article>")])
        latin = set(re.findall(r"[A-Za-zÀ-ÿ]{2,}", article))
        assert latin <= {"ARMP", "OSP", "Lien", "vers"}, latin
        assert text.count("\f") == 2, "two pages"
        assert run("verify", pdf)[0] == 0


@test
def the_twin_is_mirrored():
    french, arabic = (run("dump", source, "--phase", "pages")[1] for source in (LEAFLET, TWIN))
    measure, margin = 481.89, 56.69
    for page, mirror in zip(lefts(french), lefts(arabic)):
        begins_left = sum(x < margin + 1 for x in page)
        ends_left = sum(x > margin + 1 for x in mirror)
        assert begins_left >= 5 and ends_left >= 5, (page, mirror)
    stars = [[float(x) for x in re.findall(r"^ +[\d.]+ +([\d.]+)  [12] $", text, re.M)] for text in (french, arabic)]
    assert len(stars[0]) == len(stars[1]) == 2, stars
    assert stars[0][0] < stars[0][1] and stars[1][0] > stars[1][1], stars
    assert abs((stars[0][0] - margin) - (margin + measure - stars[1][0])) < 10, stars


@test
def the_twin_has_the_elements_of_the_first_in_their_order():
    roles = [re.findall(r"^ *(L|Sect|Figure|LI|Lbl|H\d)\b", run("dump", source, "--phase", "tags")[1], re.M)
             for source in (LEAFLET, TWIN)]
    assert roles[0] == roles[1] and len(roles[0]) > 60, roles


@test
def words_that_the_twin_does_not_give_are_reported_and_shown_as_they_are():
    with tempfile.TemporaryDirectory() as folder:
        copy = pathlib.Path(folder) / "fiche"
        subprocess.run(["cp", "-r", LEAFLET, copy], check=True)
        twin = (copy / "fiche.ar.yaml").read_text()
        kept = [line for line in twin.splitlines() if not line.startswith("surtitre:") and "- titre: الحد" not in line]
        (copy / "fiche.ar.yaml").write_text("\n".join(kept) + "\n")
        _, text, errors = run("dump", copy / "fiche.ar.yaml", "--phase", "doc")
        assert codes(errors).count("B708") == 2, errors        # an item less: the last of the list is left untold
        assert "`surtitre`" in errors and "sous la même clé dans fiche.ar.yaml" in errors, errors
        assert "Fiche de projet" in text, text


SOURCE = ["B504", "B524"]                # the leaflet names a country twice: said, and so printed


def twin_with(change):
    with tempfile.TemporaryDirectory() as folder:
        copy = pathlib.Path(folder) / "fiche"
        subprocess.run(["cp", "-r", LEAFLET, copy], check=True)
        lines = (copy / "fiche.ar.yaml").read_text().splitlines()
        change(lines)
        (copy / "fiche.ar.yaml").write_text("\n".join(lines) + "\n")
        errors = run("check", copy / "fiche.ar.yaml")[2]
        return lines, errors, sorted(code for code in codes(errors) if code not in SOURCE)


def rank(lines, text):
    return next(i for i, line in enumerate(lines) if text in line)


@test
def a_list_of_the_twin_with_more_or_fewer_items_is_reported_where_it_is():
    lines, errors, found = twin_with(lambda lines: lines.insert(rank(lines, "المهاجرون في وضعية هشاشة") + 1, "  - الأطفال"))
    line = rank(lines, "  - الأطفال") + 1
    assert f"fiche.ar.yaml:{line}:5" in errors and found == ["B710"], errors
    assert "`publics` : 5 au lieu de 4" in errors and "le retirer, ou l’ajouter aussi à fiche.yaml" in errors, errors
    lines, errors, found = twin_with(lambda lines: lines.pop(rank(lines, "دعم المغرب في تدبير المعطيات")))
    line = [i for i, text in enumerate(lines) if "actions:" in text][1] + 1
    assert f"fiche.ar.yaml:{line}:5" in errors and found == ["B708", "B710"], errors
    assert "`actions` : 2 au lieu de 3" in errors and "donner chaque rang de fiche.yaml, dans le même ordre" in errors, errors
    assert twin_with(lambda lines: None)[2] == []


if "--update" in sys.argv:
    for phase in ("doc", "pages", "tags"):
        compare(phase)
tap.run(TESTS)
