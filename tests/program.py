#!/usr/bin/env python3
"""The program as its users run it: exit codes, outputs, the same bytes twice, the PDF read back by other tools.

Prints TAP. The edition is content/2019 as it stands in the tree.
"""
import hashlib
import json
import os
import pathlib
import re
import shutil
import subprocess
import tempfile

import tap

ROOT = pathlib.Path(__file__).resolve().parent.parent
BILAN = os.environ.get("BILAN", str(ROOT / "build/out/bilan"))
TESTS = []


def test(function):
    TESTS.append(function)
    return function


def run(*args, cwd=ROOT, **environment):
    done = subprocess.run([BILAN, *map(str, args)], cwd=cwd, capture_output=True, text=True, timeout=300,
                          env={**os.environ, "NO_COLOR": "1", **environment})
    return done.returncode, done.stdout, done.stderr


def tool(*args):
    return subprocess.run(list(map(str, args)), check=True, capture_output=True, text=True).stdout


def digests(folder):
    return {str(p.relative_to(folder)): hashlib.sha256(p.read_bytes()).hexdigest()
            for p in sorted(pathlib.Path(folder).rglob("*")) if p.is_file()}


class Built:
    """The edition, built once for all tests that look at its outputs."""
    folder = None

    @classmethod
    def path(cls):
        if cls.folder is None:
            cls.folder = tempfile.TemporaryDirectory()
            code, _, errors = run("build", "content/2019", "-o", cls.folder.name + "/public")
            assert code == 0, errors
        return pathlib.Path(cls.folder.name) / "public"

    @classmethod
    def pdf(cls):
        return cls.path() / "rapport-2019.pdf"


@test
def the_report_on_typography_ends_with_its_counts():
    with tempfile.TemporaryDirectory() as folder:
        code, out, _ = run("build", "content/2019", "-o", folder + "/public", "--rapport-typo")
        last = out.splitlines()[-1]
        assert code == 0 and last.startswith("typographie : "), last
        assert ", lignes trop longues : 0, traits d’union de suite : 0, " in last, last
    assert run("build", "content/2019", "--rapport-typo", "--format", "json")[0] == 2


@test
def the_time_of_each_step_is_told():
    with tempfile.TemporaryDirectory() as folder:
        code, out, errors = run("build", ROOT / "tests/compare/2030", "-o", folder + "/public", "--temps")
        assert code == 0, errors
        steps = re.findall(r"^ *(\d+\.\d\d) ms  (.+)$", out, re.M)
        assert len(steps) >= 5 and len({name for _, name in steps}) == len(steps), out
        assert sum(float(ms) for ms, _ in steps) > 0, out


@test
def help_and_usage():
    assert run("--help")[0] == 0 and "Emploi" in run("--help")[1]
    assert run("--version")[1].startswith("bilan ")
    for wrong in ([], ["tisser"], ["build"], ["check", "a", "b"], ["check", "a", "--couleur"], ["dump", "a"],
                  ["check", "a", "--format", "xml"], ["build", "a", "-o"]):
        assert run(*wrong)[0] == 2, wrong


@test
def a_missing_template_is_said():
    for command in (["check", "content/2019"], ["dump", "content/2019", "--phase", "doc"],
                    ["dump", "content/2019", "--phase", "tags"]):
        code, _, errors = run(*command, BILAN_SHARE="/nonexistent")
        assert code == 1 and "B702" in errors and "BILAN_SHARE" in errors, errors


@test
def the_edition_has_no_error():
    code, _, errors = run("check", "content/2019")
    assert code == 0, errors


@test
def strict_fails_on_warnings():
    code, _, errors = run("check", "content/2019", "--strict")
    assert code == (3 if "avertissement" in errors else 0), errors


@test
def messages_as_json():
    with tempfile.TemporaryDirectory() as folder:
        (pathlib.Path(folder) / "x.yaml").write_text("programme: 1\ntitre: A\ntirte: B\n")
        code, out, _ = run("check", "x.yaml", "--format", "json", cwd=folder)
    found = [json.loads(line) for line in out.splitlines()]
    assert code == 1
    unknown = next(m for m in found if m["code"] == "B105")
    assert (unknown["fichier"], unknown["ligne"], unknown["colonne"]) == ("x.yaml", 3, 1), unknown


@test
def outputs_and_manifest():
    folder = Built.path()
    manifest = json.loads((folder / "manifeste.json").read_text())
    listed = {f["chemin"]: f["sha256"] for f in manifest["fichiers"]}
    present = digests(folder)
    del present["manifeste.json"]
    assert listed == present, set(listed) ^ set(present)
    for name in ("index.html", "rapport-2019.pdf", "donnees.json"):
        assert name in present, name
    assert any(name.startswith("donnees/") and name.endswith(".csv") for name in present)
    json.loads((folder / "donnees.json").read_text())


@test
def the_same_bytes_anywhere_and_anytime():
    with tempfile.TemporaryDirectory() as other:
        copy = pathlib.Path(other) / "ailleurs"
        shutil.copytree(ROOT / "content/2019", copy)
        old_mask = os.umask(0o077)
        try:
            code, _, errors = run("build", copy, "-o", other + "/public", TZ="Asia/Tokyo", LANG="ar_MA.UTF-8",
                                  LC_ALL="C", HOME="/nonexistent")
        finally:
            os.umask(old_mask)
        assert code == 0, errors
        assert digests(other + "/public") == digests(Built.path())
        code, _, errors = run("build", ".", "-o", other + "/dedans", cwd=copy)
        assert code == 0, errors
        assert digests(other + "/dedans") == digests(Built.path())


@test
def source_date_epoch_dates_the_pdf():
    with tempfile.TemporaryDirectory() as folder:
        run("build", "content/2019", "-o", folder + "/public", SOURCE_DATE_EPOCH="1600000000")
        info = tool("pdfinfo", "-isodates", folder + "/public/rapport-2019.pdf")
    assert "2020-09-13" in info, info


@test
def a_failed_build_leaves_the_last_state():
    with tempfile.TemporaryDirectory() as folder:
        copy, out = pathlib.Path(folder) / "e", pathlib.Path(folder) / "public"
        shutil.copytree(ROOT / "content/2019", copy)
        assert run("build", copy, "-o", out)[0] == 0
        before = digests(out)
        report = copy / "rapport.yaml"
        report.write_text(report.read_text() + "inconnu: 1\n")
        assert run("build", copy, "-o", out)[0] == 1
        assert digests(out) == before
        assert run("build", copy, "-o", out, "--brouillon")[0] == 1
        assert digests(out).keys() == before.keys()
        assert sorted(p.name for p in pathlib.Path(folder).iterdir()) == ["e", "public"]


@test
def one_broken_programme_leaves_the_others():
    with tempfile.TemporaryDirectory() as folder:
        copy, out = pathlib.Path(folder) / "e", pathlib.Path(folder) / "public"
        shutil.copytree(ROOT / "content/2019", copy)
        first = sorted((copy / "programmes").iterdir())[0] / "programme.yaml"
        first.write_text(first.read_text() + "\n\ttitre: « sans fin\n")
        assert run("build", copy, "-o", out, "--brouillon")[0] == 1
        pages = [p.name for p in out.glob("programme-11*.html")]
        assert pages, list(out.iterdir())
        assert "Bilan du partenariat" in (out / pages[0]).read_text()


@test
def a_foreign_folder_is_refused():
    with tempfile.TemporaryDirectory() as folder:
        kept = pathlib.Path(folder) / "lettre.txt"
        kept.write_text("à garder")
        code, _, errors = run("build", "content/2019", "-o", folder)
        assert code == 4 and "B903" in errors and "lettre.txt" in errors, errors
        assert kept.read_text() == "à garder" and len(list(pathlib.Path(folder).iterdir())) == 1


@test
def a_file_in_the_way_is_kept():
    with tempfile.TemporaryDirectory() as folder:
        taken = pathlib.Path(folder) / "public"
        taken.write_text("à garder")
        for output in (taken, taken / "dessous"):
            code, _, errors = run("build", "content/2019", "-o", output)
            assert code == 4 and "B902" in errors, errors
        assert taken.read_text() == "à garder" and len(list(pathlib.Path(folder).iterdir())) == 1


@test
def the_pdf_is_sound():
    assert "No syntax or stream encoding errors" in tool("qpdf", "--check", Built.pdf())


@test
def fonts_are_embedded_subset_unicode():
    rows = tool("pdffonts", Built.pdf()).splitlines()[2:]
    assert len(rows) >= 6, rows
    for row in rows:
        assert re.search(r"\byes yes yes\b", row) and re.match(r"[A-Z]{6}\+", row), row


@test
def letters_are_expanded_by_a_fiftieth_at_most():
    streams = subprocess.run(["qpdf", "--qdf", Built.pdf(), "-"], check=True, capture_output=True).stdout
    scales = [float(scale) for scale in re.findall(rb"^([0-9.]+) Tz$", streams, re.M)]
    assert len(set(scales)) > 20 and min(scales) >= 98 and max(scales) <= 102, sorted(set(scales))


@test
def text_reads_in_order():
    text = " ".join(tool("pdftotext", Built.pdf(), "-").split())
    places = [text.find(p) for p in ("Programme 1 :", "Programme 11 :")]
    assert -1 not in places and places == sorted(places), places
    assert "القانون الدولي الخاص والهجرة" in text
    for name in ("3 636", "4 175 500,00"):           # split() took the narrow blanks
        assert name in text, name


@test
def the_structure_is_whole():
    tags = run("dump", "content/2019", "--phase", "tags")[1]
    for role in ("H1", "H2", "H3", "H4", "H5", "P", "L", "LI", "Lbl", "LBody", "Table", "Caption", "THead", "TBody", "TR", "TH", "TD",
                 "Figure", "Note", "Link", "TOC", "TOCI"):
        assert re.search(rf"^\s*{role}\b", tags, re.M), role


@test
def pages_outline_and_labels():
    info = tool("pdfinfo", Built.pdf())
    assert "Tagged:          yes" in info and "481.89 x 680.31" in info, info
    json_text = json.loads(tool("qpdf", "--json", "--json-key=outlines", "--json-key=pagelabels", Built.pdf()))
    assert len(json_text["outlines"]) >= 3
    assert len(json_text["pagelabels"]) >= 2


@test
def the_report_passes_its_verifier():
    code, out, _ = run("verify", Built.pdf())
    assert code == 0 and out.splitlines()[-1].endswith("règles, 0 faute"), out
    code, out, errors = run("verify", "--rebuild", Built.pdf(), "content/2019")
    assert re.fullmatch(r"\d+ avertissements dans content/2019 : « bilan check » les dit\n", errors), errors
    assert code == 0 and "identique" in out, out


SMALL = ROOT / "tests/verify/edition"


@test
def what_cannot_be_verified_is_said():
    with tempfile.TemporaryDirectory() as folder:
        other = pathlib.Path(folder) / "lettre.pdf"
        other.write_text("Monsieur le Directeur,")
        for wrong in (folder + "/absent.pdf", other):
            code, _, errors = run("verify", wrong)
            assert code == 4 and "B901" in errors, errors
    assert run("verify")[0] == 2 and run("verify", "--rebuild", "un.pdf")[0] == 2


@test
def a_changed_figure_is_named():
    with tempfile.TemporaryDirectory() as folder:
        copy, public = pathlib.Path(folder) / "e", folder + "/public"
        shutil.copytree(SMALL, copy)
        assert run("build", copy, "-o", public)[0] == 0
        data = copy / "programmes/01-ecole/programme.yaml"
        data.write_text(data.read_text().replace("[Rabat, 12, 14]", "[Rabat, 13, 14]"))
        code, out, _ = run("verify", "--rebuild", public + "/essai.pdf", copy)
        assert code == 1 and "rangée 1 (Rabat), colonne 2" in out and "« 12 » dans le PDF, « 13 »" in out, out
        shutil.rmtree(copy)
        shutil.copytree(SMALL, copy)
        text = copy / "introduction.md"
        text.write_text(text.read_text().replace("un premier article", "un tout premier article"))
        code, out, _ = run("verify", "--rebuild", public + "/essai.pdf", copy)
        assert code == 1 and "page 7 (folio 1), P : " in out and "un tout premier" in out, out


@test
def a_finding_names_its_source():
    with tempfile.TemporaryDirectory() as folder:
        assert run("build", SMALL, "-o", folder + "/public")[0] == 0
        pdf = pathlib.Path(folder + "/public/essai.pdf")
        pdf.write_bytes(pdf.read_bytes().replace(b"/S /H3 ", b"/S /H4 ", 1))
        code, out, _ = run("verify", pdf)
        assert code == 1 and "introduction.md:7:1: faute: niveau de titre sauté [V511]: H4 après H2" in out, out
        assert "page 7 (folio 1), Document > Part > H4 « Une liste »" in out, out
        said = [json.loads(line) for line in run("verify", pdf, "--format", "json")[1].splitlines()]
        assert (said[0]["code"], said[0]["source"], said[0]["ligne"]) == ("V511", "introduction.md", 7), said
        assert said[-1]["fautes"] == 1 and said[-1]["pages"] == 13, said


@test
def a_release_is_without_fault_or_not_at_all():
    assert run("build", "content/2019", "--release", "--brouillon")[0] == 2
    with tempfile.TemporaryDirectory() as folder:
        copy, public = pathlib.Path(folder) / "e", pathlib.Path(folder) / "public"
        shutil.copytree(SMALL, copy)
        assert run("build", copy, "-o", public, "--release")[0] == 0
        before = digests(public)
        report, text = copy / "rapport.yaml", copy / "introduction.md"
        whole = text.read_text()
        text.write_text(whole + "\n## " + "Un titre plus haut qu’une page. " * 200 + "[Le guide](https://exemple.ma/guide)\n\nUn mot.\n")
        code, _, errors = run("build", copy, "-o", public, "--release")
        assert code == 1 and "B905" in errors and "V614" in errors, errors
        assert digests(public) == before
        text.write_text(whole)
        report.write_text(re.sub("^titre: .*$", "titre: à remplir", report.read_text(), count=1, flags=re.M))
        code, _, errors = run("build", copy, "-o", public, "--release")
        assert code == 1 and "B906" in errors and "1 endroit à remplir" in errors and digests(public) == before, errors
        assert run("build", copy, "-o", public)[0] == 0


@test
def schemas_are_json():
    for name in ("rapport", "programme"):
        schema = json.loads(run("schema", name)[1])
        assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
        root = schema["$defs"][schema["$ref"].split("/")[-1]]
        assert root["properties"]["titre"]["description"]
        assert root["additionalProperties"] is False


def copy_of(folder, **changes):
    """The edition copied into `folder`, with words of rapport.yaml replaced."""
    copy = pathlib.Path(folder) / "edition"
    shutil.copytree(ROOT / "content/2019", copy)
    report = copy / "rapport.yaml"
    text = report.read_text()
    for old, new in changes.items():
        text = re.sub(rf"^{old}:.*$", new, text, count=1, flags=re.M)
    report.write_text(text)
    return copy


@test
def without_an_address_the_site_names_none():
    assert not (Built.path() / "sitemap.xml").exists()
    assert "rel=\"canonical\"" not in (Built.path() / "index.html").read_text()


@test
def a_published_site_has_canonical_addresses_and_a_sitemap():
    with tempfile.TemporaryDirectory() as folder:
        copy = copy_of(folder, langue="langue: fr\nsite: https://exemple.ma/r/")
        code, _, errors = run("build", copy, "-o", folder + "/public")
        assert code == 0, errors
        public = pathlib.Path(folder) / "public"
        listed = re.findall(r"<loc>(.*?)</loc>", (public / "sitemap.xml").read_text())
        pages = sorted(p.name for p in public.glob("*.html") if p.name != "recherche.html")
        assert sorted(listed) == sorted("https://exemple.ma/r/" + name.replace("index.html", "") for name in pages), listed
        for name in pages:
            text = (public / name).read_text()
            address = "https://exemple.ma/r/" + name.replace("index.html", "")
            assert f'<link rel="canonical" href="{address}">' in text, name
            assert f'<meta property="og:url" content="{address}">' in text, name


@test
def linked_data_tell_what_the_pages_are():
    found = {}
    for name in ("index.html", "donnees.html"):
        block = re.findall(r'<script type="application/ld\+json">(.*?)</script>', (Built.path() / name).read_text())
        assert len(block) == 1, name
        found[name] = json.loads(block[0])
    assert found["index.html"]["@type"] == "Report" and found["index.html"]["datePublished"] == "2019-12-31"
    assert found["donnees.html"]["@type"] == "Dataset"
    files = [entry["contentUrl"] for entry in found["donnees.html"]["distribution"]]
    assert all((Built.path() / name).exists() for name in files + [found["index.html"]["encoding"]["contentUrl"]])


@test
def a_site_address_that_is_none_is_said():                                        # B120
    with tempfile.TemporaryDirectory() as folder:
        copy = copy_of(folder, langue="langue: fr\nsite: www.exemple.ma")
        code, _, errors = run("check", copy)
        assert code == 1 and "[B120]" in errors, errors


@test
def a_language_without_words_is_said_and_the_pdf_is_french():                       # B108
    with tempfile.TemporaryDirectory() as folder:
        copy = copy_of(folder, langue="langue: troisième ;")
        code, _, errors = run("build", copy, "-o", folder + "/public", "--brouillon")
        assert code == 1 and "« troisième ; »" in errors and "[B108]" in errors, errors
        assert b"/Lang (fr)" in next(pathlib.Path(folder).glob("public/*.pdf")).read_bytes()


@test
def every_address_kept_is_there():
    for address in (Built.path() / "adresses.txt").read_text().splitlines():
        name, _, place = address.partition("#")
        assert (Built.path() / name).exists(), address
        assert not place or f'id="{place}"' in (Built.path() / name).read_text(), address


@test
def sigles_without_other_lists_have_a_title_as_the_sommaire():
    pages = run("dump", "content/2018", "--phase", "pages")[1]
    tops = [line.split()[0] for line in pages.splitlines() if re.fullmatch(r" *[\d.]+ +[\d.]+ +(Sommaire|Sigles et abréviations)", line)]
    assert len(tops) == 2 and tops[0] == tops[1], tops


@test
def what_lacks_its_title_is_listed_by_its_name():
    with tempfile.TemporaryDirectory() as folder:
        copy = pathlib.Path(shutil.copytree(SMALL, folder + "/edition"))
        (data,) = copy.glob("programmes/*/programme.yaml")
        data.write_text(re.sub("    titre: Élèves (inscrits|par ville)\n", "", data.read_text()))
        code, pages, errors = run("dump", copy, "--phase", "pages")
        assert errors.count("[B106]") == 2, errors
        listed = re.findall(r"^ *[\d.]+ +[\d.]+ +(?:1 +)?(eleves|par-ville)\b", pages, flags=re.M)
        assert listed == ["eleves", "par-ville"], (listed, pages)


@test
def an_address_that_is_lost_is_said():                                            # B309
    with tempfile.TemporaryDirectory() as folder:
        copy, public = copy_of(folder), folder + "/public"
        assert run("build", copy, "-o", public)[0] == 0
        assert "B309" not in run("check", copy, "-o", public)[2]
        for source in [*copy.rglob("*.yaml"), *copy.rglob("*.md")]:
            source.write_text(source.read_text().replace("retours-par-annee", "retours-annuels"))
        for command in ("check", "build"):
            code, _, errors = run(command, copy, "-o", public)
            lost = [line.split(": ")[-1] for line in errors.splitlines() if "[B309]" in line]
            assert code == 0 and "donnees/08-tableau-retours-par-annee.csv" in lost, (code, lost)
            assert any(address.endswith("#tableau-retours-par-annee") for address in lost), lost
        assert "B309" not in run("check", copy, "-o", public)[2]


@test
def another_edition_in_the_same_folder_loses_nothing():
    with tempfile.TemporaryDirectory() as folder:
        copy, public = copy_of(folder), folder + "/public"
        assert run("build", copy, "-o", public)[0] == 0
        for source in [*copy.rglob("*.yaml"), *copy.rglob("*.md")]:
            source.write_text(re.sub("^nom: .*", "nom: une-autre", source.read_text().replace("retours-par-annee", "retours-annuels"),
                                     flags=re.M))
        for command in ("check", "build"):
            code, _, errors = run(command, copy, "-o", public)
            assert code == 0 and "B309" not in errors, errors
        assert json.loads((pathlib.Path(public) / "manifeste.json").read_text())["nom"] == "une-autre"


@test
def photographs_are_embedded_as_they_are():
    with tempfile.TemporaryDirectory() as folder:
        edition, public = pathlib.Path(folder) / "edition", pathlib.Path(folder) / "public"
        shutil.copytree(ROOT / "tests/compare/2030", edition)
        text = edition / "programmes/01-flux/narratif.md"
        images = text.parent / "images"
        shutil.copytree(ROOT / "tests/images", images)
        text.write_text(text.read_text() + "\n![En couleurs](images/rvb.jpg)\n\n![En gris](images/gris.jpg)\n")
        code, _, errors = run("build", edition, "-o", public)
        assert code == 0, errors
        pdf = public / "essai-2030.pdf"
        listed = [line.split()[3:9] for line in tool("pdfimages", "-list", pdf).splitlines()[2:]]
        assert listed == [["24", "16", "rgb", "3", "8", "jpeg"], ["24", "16", "gray", "1", "8", "jpeg"]], listed
        tool("pdfimages", "-all", pdf, folder + "/embedded")
        for i, name in enumerate(("rvb.jpg", "gris.jpg")):
            original = (images / name).read_bytes()
            assert pathlib.Path(f"{folder}/embedded-00{i}.jpg").read_bytes() == original, name
            assert (public / "images" / name).read_bytes() == original, name
        page = "".join(p.read_text() for p in public.glob("*.html"))
        for name in ("rvb.jpg", "gris.jpg"):
            assert re.search(rf'<img[^>]*images/{name}"[^>]* width="24" height="16"', page), name
        code, _, errors = run("verify", pdf)
        assert code == 0, errors


SERIES = """programme: 1
titre: École
volet: sectoriel
comite: CP1
tableaux:
  eleves:
    titre: Élèves
    source: Essai
    periode: 2017-2019
    colonnes:
      - { titre: Année }
      - { titre: Rabat, type: nombre }
      - { titre: Oujda, type: nombre }
      - { titre: Tanger, type: nombre }
      - { titre: Agadir, type: nombre }
      - { titre: Nador, type: nombre }
    lignes:
      - ["2017", 12, 14, 16, 9, 8]
      - ["2018", 15, 17, 19, 12, 11]
      - ["2019", 18, 20, n.d., 15, 14]
graphiques:
  aires: { type: aire, titre: En aires, donnees: "tableau eleves, colonnes 1, 2 et 3" }
  barres: { type: barres-empilees, titre: En barres, donnees: "tableau eleves, colonnes 1, 2, 3, 4, 5 et 6" }
"""


@test
def series_are_told_apart_in_print_and_named_on_screens():
    """Five series have five motifs, each drawn; an area is one shape with all its values; a letter no face has is shown so."""
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(ROOT / "tests/verify/edition", folder + "/edition")
        home = pathlib.Path(folder) / "edition/programmes/01-ecole"
        (home / "programme.yaml").write_text(SERIES)
        (home / "narratif.md").write_text("Un signe : \U00013000.\n\n![](graphique:aires)\n\n![](graphique:barres)\n")
        code, _, errors = run("build", folder + "/edition", "-o", folder + "/public", "--brouillon")
        assert code == 0 and "[B603]" in errors and "erreur" not in errors, errors
        page = (pathlib.Path(folder) / "public/programme-01-ecole.html").read_text()
        assert re.search(r"Rabat\s: 12 \(2017\), 15 \(2018\), 18 \(2019\)", page), "no name of the area"
        motifs = set(re.findall(r'<pattern id="image_\d+_(m[^"]+)"', page))
        assert len(motifs) == 3, motifs   # rising, falling, dotted; two series are plain
        code, said, _ = run("verify", folder + "/public/essai.pdf")
        assert code == 0, said


@test
def a_part_that_names_an_action_in_a_title_keeps_its_words():
    """Only a programme's sections report on actions: elsewhere the words in brackets stay where they are."""
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(ROOT / "tests/verify/edition", folder + "/edition")
        (pathlib.Path(folder) / "edition/introduction.md").write_text("## Une visite (action 1.1)\n\nMot.\n")
        assert run("build", folder + "/edition", "-o", folder + "/public")[0] == 0
        page = (pathlib.Path(folder) / "public/introduction.html").read_text()
        assert re.search(r"<h2[^>]*>Une visite \(action\s1\.1\)", page), re.findall("<h2.*", page)


@test
def chapters_without_a_title_have_one_to_be_found_by():
    for old, new, codes in (("    titre: Éducation\n", "", ["B106"]), ("titre: Introduction", 'titre: ""', ["B426"])):
        with tempfile.TemporaryDirectory() as folder:
            shutil.copytree(ROOT / "tests/verify/edition", folder + "/edition")
            report = pathlib.Path(folder) / "edition/rapport.yaml"
            assert old in report.read_text()
            report.write_text(report.read_text().replace(old, new))
            errors = run("build", folder + "/edition", "-o", folder + "/public", "--brouillon")[2]
            assert re.findall(r"erreur: .*\[(B\d+)\]", errors) == codes, errors
            code, said, _ = run("verify", folder + "/public/essai.pdf")
            assert code == 0 and "Sans titre" in tool("pdftotext", folder + "/public/essai.pdf", "-"), (new, said)


@test
def what_is_arabic_on_the_covers_and_lists_of_a_french_report_says_so():
    """Titles, names, the lines of the masthead, the meaning of a sigle: whole or in part Arabic (ISO 14289-1, 7.2)."""
    arabic = {
        "titre: Rapport d’essai": "titre: Rapport الهجرة d’essai\nsous-titre: « الهجرة واللجوء »\nadresse: شارع محمد الخامس، الرباط\n"
                                  "en-tete: [المملكة المغربية, Royaume (المملكة المغربية)]",
        "    titre: Éducation": "    titre: التربية",
        "1: École": "1: المدرسة",
        "titre: Introduction": "titre: مقدمة",
        "titre: Bilan": "titre: الحصيلة",
        "titre: Programmes sectoriels": "titre: البرامج القطاعية",
        "OIM: Organisation": "ONU: منظمة الأمم المتحدة\n  OIM: « الهجرة » Organisation",
    }
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(ROOT / "tests/verify/edition", folder + "/edition")
        report, prose = (pathlib.Path(folder, "edition", name) for name in ("rapport.yaml", "introduction.md"))
        text = report.read_text()
        for french, instead in arabic.items():
            assert french in text, french
            text = text.replace(french, instead, 1)
        report.write_text(text)
        prose.write_text("L’OIM et l’ONU.\n")
        run("build", folder + "/edition", "-o", folder + "/public", "--brouillon")
        code, said, _ = run("verify", folder + "/public/essai.pdf")
        assert code == 0, said
        home, sigles = ((pathlib.Path(folder) / "public" / name).read_text() for name in ("index.html", "sigles.html"))
        said = '<span lang="ar" dir="rtl">{}</span>'
        assert f"<h1>Rapport {said.format('الهجرة')} d’essai</h1>" in home, re.findall("<h1.*", home)
        assert f"<dd>{said.format('منظمة الأمم المتحدة')}</dd>" in sigles, re.findall("<dd>.*", sigles)


@test
def a_photograph_is_followed_to_where_it_lies_but_not_out_of_the_edition():
    with tempfile.TemporaryDirectory() as folder:
        edition, public = pathlib.Path(folder) / "edition", pathlib.Path(folder) / "public"
        shutil.copytree(ROOT / "tests/compare/2030", edition)
        text = edition / "programmes/01-flux/narratif.md"
        shutil.copy(ROOT / "tests/images/gris.jpg", edition / "commune.jpg")
        (text.parent / "dedans.jpg").symlink_to("../../commune.jpg")
        (text.parent / "dehors.jpg").symlink_to(ROOT / "tests/images/rvb.jpg")
        text.write_text(text.read_text() + "\n![Dedans](dedans.jpg)\n\n![Dehors](dehors.jpg)\n")
        code, _, errors = run("build", edition, "-o", public, "--brouillon")
        assert code == 1 and re.findall(r"\[(B\d+)\]", errors) == ["B114"] and "« dehors.jpg »" in errors, errors
        assert [path.name for path in public.rglob("*.jpg")] == ["dedans.jpg"]


@test
def a_photograph_that_cannot_be_shown_is_replaced_by_its_text():
    colours = (ROOT / "tests/images/rvb.jpg").read_bytes()
    frame = colours.index(b"\xff\xc0")
    broken = {"cut": colours[:-2], "headless": colours[:frame], "flat": colours[:frame + 5] + bytes(4) + colours[frame + 9:],
              "lossless": colours[:frame] + b"\xff\xc3" + colours[frame + 2:],
              "cmjn": (ROOT / "tests/images/cmjn.jpg").read_bytes()}
    for name, image in broken.items():
        with tempfile.TemporaryDirectory() as folder:
            edition, public = pathlib.Path(folder) / "edition", pathlib.Path(folder) / "public"
            shutil.copytree(ROOT / "tests/compare/2030", edition)
            text = edition / "programmes/01-flux/narratif.md"
            (text.parent / "photo.jpg").write_bytes(image)
            text.write_text(text.read_text() + "\n![Une photographie](photo.jpg)\n")
            code, _, errors = run("build", edition, "-o", public, "--brouillon")
            assert code == 1 and f"{text}:11:1: erreur:" in errors and "[B409]" in errors, (name, code, errors)
            pdf = next(public.glob("*.pdf"))
            assert "Une photographie" in tool("pdftotext", pdf, "-"), name
            assert not tool("pdfimages", "-list", pdf).splitlines()[2:], name
            assert run("verify", pdf)[0] == 0, name


tap.run(TESTS)
