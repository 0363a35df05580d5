#!/usr/bin/env python3
"""Several editions and documents as one site: what `bilan build` and `bilan check` make of a folder of them. Prints TAP."""
import hashlib
import html.parser
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
MADE = ROOT / "tests/compare"
FOLDER = tempfile.TemporaryDirectory()
CONTENT, PUBLIC = pathlib.Path(FOLDER.name) / "content", pathlib.Path(FOLDER.name) / "public"
TESTS = []


def test(function):
    TESTS.append(function)
    return function


def run(*args):
    done = subprocess.run([BILAN, *map(str, args)], cwd=FOLDER.name, capture_output=True, text=True, timeout=300,
                          env={**os.environ, "NO_COLOR": "1", "BILAN_SHARE": os.environ.get("BILAN_SHARE", str(ROOT))})
    return done.returncode, done.stdout, done.stderr


def files(folder):
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def built():
    """The three made ones, one of them a folder deeper; built anew."""
    shutil.rmtree(CONTENT, ignore_errors=True)
    shutil.rmtree(PUBLIC, ignore_errors=True)
    for name, place in (("2030", "2030"), ("2031", "2031"), ("examen", "examens/premier")):
        shutil.copytree(MADE / name, CONTENT / place)
    code, out, errors = run("build", CONTENT, "-o", PUBLIC)
    assert code == 0, errors
    return out


@test
def each_document_has_a_folder_below_the_first_page():
    out = built()
    assert f"site : {PUBLIC}/index.html" in out and out.count("PDF  :") == 3, out
    there = files(PUBLIC)
    for name in ("index.html", "comparaison.html", "comparaison.json", "recherche.html", "recherche-index.js", "style.css",
                 "2030/index.html", "2030/essai-2030.pdf", "2031/donnees.html", "examens/premier/index.html"):
        assert name in there, name
    page = there["index.html"].decode()
    for link in ("2030/index.html", "2031/essai-2031.pdf", "examens/premier/donnees.html", "comparaison.html"):
        assert f'href="{link}"' in page, link
    assert page.index("Rapport 2031") < page.rindex("Rapport 2030")    # the newest first


@test
def every_link_of_the_home_leads_to_a_place():
    there = files(PUBLIC)
    ids = {}
    for name in there:
        if name.endswith(".html"):
            ids[name] = set(re.findall(r'\sid="([^"]+)"', there[name].decode()))
    count = 0
    for name in ("index.html", "comparaison.html", "recherche.html", "2030/donnees.html", "examens/premier/donnees.html"):
        for href in re.findall(r'(?:href|src)="([^"]+)"', there[name].decode()):
            if re.match(r"[a-z]+:", href):
                continue
            path, _, place = href.partition("#")
            target = os.path.normpath(os.path.join(os.path.dirname(name), path)) if path else name
            assert target in there, (name, href)
            assert not place or place in ids[target], (name, href)
            count += 1
    assert count > 60, count


@test
def a_figure_leads_to_the_same_figure_in_other_editions():
    page = (PUBLIC / "2030/donnees.html").read_text()
    row = re.search(r'<tr id="chiffre_1_reseaux_2030".*?</tr>', page, re.S)[0]
    assert 'href="../2031/donnees.html#chiffre_1_reseaux_2031">2031<' in row, row
    assert 'href="../examens/premier/donnees.html#chiffre_1_reseaux_2031">premier<' in row, row
    note = re.search(r'<a class="chiffre" href="donnees.html#chiffre_1_reseaux_2030" title="([^"]*)"',
                     (PUBLIC / "2030/programme-01-flux.html").read_text())[1]
    assert note.endswith("Autres éditions\u00a0: 2031, 394\u00a0réseaux\u202f; premier, 111\u00a0réseaux"), note
    deep = (PUBLIC / "examens/premier/donnees.html").read_text()
    assert 'href="../../2030/donnees.html#chiffre_1_reseaux_2030"' in deep and 'href="../../index.html"' in deep
    assert "Autres éditions" not in re.search(r'<tr id="chiffre_1_ateliers_2030".*?</tr>', page, re.S)[0]


@test
def an_edition_alone_knows_of_no_home():
    with tempfile.TemporaryDirectory() as folder:
        assert run("build", CONTENT / "2030", "-o", folder + "/public")[0] == 0
        pages = "".join(p.read_text() for p in pathlib.Path(folder).rglob("*.html"))
        assert "Autres éditions" not in pages and "../index.html" not in pages


@test
def one_index_searches_all_and_each_keeps_its_own():
    whole, own = (PUBLIC / "recherche-index.js").read_text(), (PUBLIC / "2030/recherche-index.js").read_text()
    pages = [json.loads(line.rstrip(",")) for line in re.search(r'"pages":\[(.*?)\],\n"entrees"', whole, re.S)[1].split("\n")]
    assert {href.split("/")[0] for href, _ in pages} == {"2030", "2031", "examens"}, pages
    assert all((PUBLIC / href).is_file() for href, _ in pages), pages
    assert any(title.startswith("Rapport 2030 · ") for _, title in pages), pages
    assert "../" not in own and '"2031/' not in own and len(own) < len(whole)


@test
def the_manifest_holds_all():
    listed = {f["chemin"]: f["sha256"] for f in json.loads((PUBLIC / "manifeste.json").read_text())["fichiers"]}
    there = {name: hashlib.sha256(data).hexdigest() for name, data in files(PUBLIC).items() if name != "manifeste.json"}
    assert listed == there, set(listed) ^ set(there)
    before = files(PUBLIC)
    assert run("build", CONTENT, "-o", PUBLIC)[0] == 0 and files(PUBLIC) == before      # the same bytes again
    assert run("verify", PUBLIC / "2030/essai-2030.pdf")[0] == 0
    assert run("verify", "--rebuild", PUBLIC / "2030/essai-2030.pdf", CONTENT / "2030")[0] == 0


@test
def what_is_broken_keeps_its_last_state_and_the_others_go_on():
    built()
    before = files(PUBLIC)
    data = CONTENT / "2030/programmes/01-flux/programme.yaml"
    data.write_text(data.read_text().replace("2030: 208", "2030: beaucoup"))
    text = CONTENT / "2031/programmes/01-flux/narratif.md"
    text.write_text(text.read_text().replace("Un nouveau venu", "Un tout nouveau venu"))
    code, _, errors = run("build", CONTENT, "-o", PUBLIC)
    assert code == 1 and "2030 : la dernière version publiée reste en place" in errors, (code, errors)
    after = files(PUBLIC)
    assert all(after[name] == before[name] for name in before if name.startswith("2030/"))
    assert any("tout nouveau venu" in after[n].decode() for n in after if n.startswith("2031/") and n.endswith(".html"))
    page = after["index.html"].decode()
    assert "Dernière version publiée" in page and page.count("Dernière version publiée") == 1
    assert '"2030/' not in after["recherche-index.js"].decode() and "2030" not in json.dumps(
        json.loads(after["comparaison.json"])["documents"])


@test
def what_was_never_good_is_left_out():
    shutil.rmtree(PUBLIC)
    code, _, errors = run("build", CONTENT, "-o", PUBLIC)
    assert code == 1 and "2030 : laissé de côté" in errors, errors
    assert not (PUBLIC / "2030").exists() and (PUBLIC / "2031/index.html").exists()
    assert 'href="2030/' not in (PUBLIC / "index.html").read_text()
    assert run("build", CONTENT, "-o", PUBLIC, "--brouillon")[0] == 1 and (PUBLIC / "2030/index.html").exists()


@test
def foreign_files_are_left_alone():
    built()
    (PUBLIC / "2031/à-moi.txt").write_text("rien")
    before = files(PUBLIC)
    code, _, errors = run("build", CONTENT, "-o", PUBLIC)
    assert code == 4 and "à-moi.txt" in errors and files(PUBLIC) == before, (code, errors)


@test
def nothing_is_written_when_nothing_can_be_read():
    built()
    before = files(PUBLIC)
    for path in CONTENT.rglob("rapport.yaml"):
        path.write_text("{")
    code, _, errors = run("build", CONTENT, "-o", PUBLIC)
    assert code == 1 and all(files(PUBLIC)[n] == before[n] for n in before if n.split("/")[0] in ("2030", "2031")), errors


@test
def check_goes_through_all():
    built()
    data = CONTENT / "2031/programmes/01-flux/programme.yaml"
    data.write_text(data.read_text().replace("2031: 394", "2031: beaucoup"))
    code, out, errors = run("check", CONTENT)
    assert code == 1 and f"{CONTENT}/2030\n" in errors and "« beaucoup »" in errors, errors
    assert out == f"{CONTENT}/2030 : rien à redire\n", out
    code, out, _ = run("check", CONTENT, "--format", "json")
    lines = [json.loads(line) for line in out.splitlines()]
    assert code == 1 and any(line["code"] == "B107" or "beaucoup" in line["detail"] for line in lines), out
    assert run("check", CONTENT, "--format", "sarif")[0] == 2


@test
def an_empty_folder_is_no_home():
    with tempfile.TemporaryDirectory() as folder:
        code, _, errors = run("build", folder, "-o", folder + "/public")
        assert code == 1 and "rapport.yaml" in errors, errors


LEAFLET = ROOT / "content/fiches/programme-regional-2019-2021"


def with_leaflet(folder):
    shutil.copytree(MADE / "2030", folder / "content/2030")
    shutil.copytree(LEAFLET, folder / "content/fiches/projet")
    return run("build", folder / "content", "-o", folder / "public", "--brouillon")[2]


@test
def a_twin_is_built_beside_its_first_and_each_leads_to_the_other():
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        with_leaflet(folder)
        public = folder / "public"
        home, french, arabic = ((public / path).read_text() for path in
                                ("index.html", "fiches/projet/index.html", "fiches/projet-ar/index.html"))
        assert 'href="fiches/projet-ar/index.html" hreflang="ar" lang="ar">العربية<' in home
        assert home.count('aria-label="Lire en ligne,') == 2, "one card for both"
        for page, to, language, label in ((french, "../projet-ar/", "ar", "العربية"), (arabic, "../projet/", "fr", "Français")):
            assert f'<link rel="alternate" hreflang="{language}" href="{to}index.html">' in page
            assert page.count(f'<a href="{to}index.html" hreflang="{language}" lang="{language}">{label}</a>') == 2
        assert list((public / "fiches/projet-ar").glob("*-ar.pdf"))
        errors = run("check", folder / "content")[2]
        assert "fiche.ar.yaml" in errors, errors


@test
def alone_or_with_a_twin_that_cannot_be_built_a_leaflet_leads_to_none():
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        run("build", LEAFLET, "-o", folder / "alone")
        assert "hreflang" not in (folder / "alone/index.html").read_text()
        shutil.copytree(MADE / "2030", folder / "content/2030")
        shutil.copytree(LEAFLET, folder / "content/fiches/projet")
        twin = folder / "content/fiches/projet/fiche.ar.yaml"
        twin.write_text(twin.read_text().replace("gabarit: fiche-ar", "gabarit: inconnu"))
        run("build", folder / "content", "-o", folder / "public")
        assert not (folder / "public/fiches/projet-ar").exists()
        for page in ("index.html", "fiches/projet/index.html"):
            assert "hreflang" not in (folder / "public" / page).read_text(), page


# Names of formats, of keys and of a language are alike in Arabic; capitals alone are a sigle or a code.
ALIKE = {"JavaScript", "Ctrl"}
READ_ALOUD = ("title", "aria-label", "placeholder", "alt", "content")
NOT_WORDS = ("viewport", "referrer", "color-scheme", "og:type", "og:locale", "og:url")
WITHOUT_END = ("meta", "link", "input", "img", "col", "br", "use", "path", "rect")


class Words(html.parser.HTMLParser):
    """What a page says, and in what: (language, whether in the document's own part, text)."""
    def __init__(self, page):
        super().__init__()
        self.open, self.said = [], []
        self.feed(page)

    def say(self, language, text):
        tags = [tag for tag, _, _ in self.open]
        if text.strip() and not {"script", "style"} & set(tags):
            self.said.append((language, "article" in tags or "dl" in tags, text))

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        language = attributes.get("lang") or (self.open[-1][1] if self.open else "")
        is_word = attributes.get("name", attributes.get("property")) not in NOT_WORDS and "http-equiv" not in attributes
        for name in READ_ALOUD:
            if is_word and attributes.get(name):
                self.say(language, attributes[name])
        if tag not in WITHOUT_END:
            self.open.append((tag, language, "hreflang" in attributes))

    def handle_endtag(self, tag):
        if tag not in WITHOUT_END:
            self.open.pop()

    def handle_data(self, text):
        if not any(leads_out for _, _, leads_out in self.open):    # « Français » leads to the French
            self.say(self.open[-1][1] if self.open else "", text)


def foreign(text):
    """Latin words that are neither a code nor alike in Arabic."""
    return [word for word in re.findall(r"[A-Za-zÀ-ÿœŒ’]{2,}", text) if word not in ALIKE and not word.isupper()]


def arabic_leaflet(folder, theme=None):
    """The pages, scripts and stylesheet of the leaflet's twin, by name, with `theme` in the place of its own."""
    share = folder / "share"
    (share / "templates").mkdir(parents=True)
    (share / "fonts").symlink_to(ROOT / "fonts")
    for template in (ROOT / "templates").iterdir():
        if template.name != "fiche-ar":
            (share / "templates" / template.name).symlink_to(template)
    (share / "templates/fiche-ar").mkdir()
    (share / "templates/fiche-ar/theme.yaml").write_text(theme or (ROOT / "templates/fiche-ar/theme.yaml").read_text())
    done = subprocess.run([BILAN, "build", LEAFLET / "fiche.ar.yaml", "-o", folder / "public"], capture_output=True, text=True,
                          timeout=120, env={**os.environ, "NO_COLOR": "1", "BILAN_SHARE": str(share)})
    assert done.returncode == 0, done.stderr
    return {p.name: p.read_text() for p in (folder / "public").iterdir() if p.suffix in (".html", ".js", ".css")}


@test
def an_arabic_page_says_nothing_in_french():
    with tempfile.TemporaryDirectory() as name:
        files = arabic_leaflet(pathlib.Path(name))
        pages = {path: text for path, text in files.items() if path.endswith(".html")}
        assert set(pages) == {"index.html", "donnees.html", "recherche.html", "sigles.html"}, set(pages)
        for path, page in pages.items():
            words = Words(page)
            assert not words.open and '<html lang="ar" dir="rtl">' in page, (path, words.open)
            assert len(words.said) > 20 and sum(bool(re.search("[ء-ي]{3}", said[2])) for said in words.said) > 15, path
            for language, is_content, text in words.said:
                assert not foreign(text) or (language == "fr" and is_content), (path, language, text)
                assert language == "ar" or is_content, (path, language, text)      # no furniture is marked as French


@test
def a_french_word_that_the_theme_leaves_is_found():
    theme = (ROOT / "templates/fiche-ar/theme.yaml").read_text()
    for key, value in re.findall(r"^  (evitement|lien-vers|rechercher|document-en-pdf): (.*)$", theme, re.M):
        with tempfile.TemporaryDirectory() as name:
            files = arabic_leaflet(pathlib.Path(name), theme.replace(f"  {key}: {value}\n", ""))
            left = [text for language, is_content, text in Words(files["index.html"]).said if foreign(text)]
            assert left, key


@test
def each_word_of_the_site_is_given_in_arabic_and_each_tag_names_one():
    given = {}
    for name in ("rapport-2019", "fiche-ar"):
        theme = (ROOT / "templates" / name / "theme.yaml").read_text()
        given[name] = dict(re.findall(r"^  ([a-z-]+): (.*)$", theme[theme.index("\nmots:\n"):], re.M))
    french, arabic = given["rapport-2019"], given["fiche-ar"]
    assert list(french) == list(arabic) and len(french) > 90, set(french) ^ set(arabic)
    for key, words in arabic.items():
        spoken = re.sub(r"\{[a-z]+\}|\\\\u[0-9a-f]{4}", "", words)
        assert words.count("{") == french[key].count("{"), key
        assert not foreign(re.sub(r"\\u00a0", " ", spoken)) or key == "langue", (key, words)
        assert words != french[key] and (re.search("[ء-ي]", words) or key in ("langue", "virgule", "deux-points", "point-virgule"))
    others = {"sommaire", "liste-des-tableaux", "liste-des-figures", "sigles", "programme", "source", "autre-langue"}
    for path in [*(ROOT / "templates/rapport-2019").glob("html/*"), *(ROOT / "templates/rapport-2019").glob("*.[jc]*s")]:
        for key, piece in re.findall(r"\{\{[{#/]?mots\.([a-z-]+)(?:\.(\d))?\}\}", path.read_text()):
            pieces = french.get(key, "").count("{") + 1
            assert key in others or (key in french and (int(piece) <= pieces if piece else pieces == 1)), (path.name, key, piece)


@test
def scripts_and_stylesheet_speak_the_language_of_the_page():
    with tempfile.TemporaryDirectory() as name:
        files = arabic_leaflet(pathlib.Path(name))
        count = 0
        for path in (ROOT / "templates/rapport-2019").glob("*.[jc]*s"):
            source = path.read_text()
            tags = re.findall(r"\{\{\{mots\.[a-z.0-9-]+\}\}\}", source)
            kept = [re.escape(piece) for piece in re.split(r"\{\{\{mots\.[a-z.0-9-]+\}\}\}", source)]
            found = re.search("(.*)".join(kept) + r"\Z", files[path.name])        # the theme's rules stand before the stylesheet
            assert found and not any(foreign(word) for word in found.groups()), (path.name, found and found.groups())
            sentences = [text for text in re.findall(r'"([^"\\n]*)"', source) if re.search(r"[à-ÿ]{1}[a-z]|[a-zé] [a-zé]{2,} [a-z]", text)
                         and not text.startswith("{{{")]
            assert not sentences, (path.name, sentences)
            count += len(tags)
        assert count > 20, count


@test
def words_in_another_language_than_the_page_are_marked():
    theme = (ROOT / "templates/fiche-ar/theme.yaml").read_text()
    with tempfile.TemporaryDirectory() as name:
        page = arabic_leaflet(pathlib.Path(name), theme[:theme.index("\nmots:\n")])["index.html"]
        assert '<a class="evitement" href="#page_contenu" lang="fr">Aller au contenu</a>' in page
        assert '<form class="chercher" action="recherche.html" role="search" lang="fr" hidden>' in page
        assert '<ul lang="fr">\n<li><a href="index.html">Accueil' in page


if __name__ == "__main__":
    tap.run(TESTS)
