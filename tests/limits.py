#!/usr/bin/env python3
"""Content that asks for too much: each input is made here, and gets so many seconds of processor and so many bytes.

An edition, however large or wicked, is built or answered by a message with its place. Nothing crashes, nothing hangs,
and a folder that was written is whole. Prints TAP.
"""
import os
import pathlib
import re
import resource
import socket
import subprocess
import tempfile

import tap
from faults import check_whole

ROOT = pathlib.Path(__file__).resolve().parent.parent
BILAN = os.environ.get("BILAN", str(ROOT / "build/out/bilan"))
IS_SANITIZED, IS_COUNTED = (sign in pathlib.Path(BILAN).read_bytes() for sign in (b"__asan_init", b"__gcov_"))
# Of the processor: what is bounded takes a few on any machine, and ten times as many where each step is looked at.
SECONDS, MEBIBYTES = (120 if IS_SANITIZED or IS_COUNTED else 15), 1536
TESTS = []

RAPPORT = """nom: essai
titre: Rapport d’essai
edition: Essai 2019
annee: 2019
periode: 2019
date: 2019-12-31
langue: fr
gabarit: rapport-2019
organisme: Direction des essais
comites:
  CP1:
    titre: Éducation
    programmes:
      1: École
parties:
  - {{ titre: Introduction, fichier: introduction.md }}
  - titre: Bilan
    volets:
      - {{ volet: sectoriel, titre: Programmes sectoriels, comites: [CP1] }}
{more}"""

PROGRAMME = """programme: 1
titre: École
volet: sectoriel
comite: CP1
objectifs:
  1: Accueillir les élèves
{more}"""


def test(function):
    TESTS.append(function)
    return function


def edition(top, introduction="Une phrase.\n", narrative="## Résultats\n\nUne phrase.\n", programme="", rapport="", files=()):
    folder = pathlib.Path(top) / "edition"
    programmes = folder / "programmes/01-ecole"
    programmes.mkdir(parents=True)
    (folder / "rapport.yaml").write_text(RAPPORT.format(more=rapport))
    (folder / "introduction.md").write_text(introduction)
    (programmes / "narratif.md").write_text(narrative)
    (programmes / "programme.yaml").write_text(PROGRAMME.format(more=programme))
    for name, text in files:
        (programmes / name).write_text(text)
    return folder


def bound():
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 1))
    if not IS_SANITIZED:
        resource.setrlimit(resource.RLIMIT_AS, (MEBIBYTES << 20, MEBIBYTES << 20))


def check(*codes, **content):
    """Builds the edition as a draft; `codes` are those that must be told, each with its place, and there is no crash."""
    with tempfile.TemporaryDirectory() as top:
        folder, output = edition(top, **content), pathlib.Path(top) / "public"
        done = subprocess.run([BILAN, "build", str(folder), "-o", str(output), "--brouillon"], capture_output=True, text=True,
                              timeout=120, preexec_fn=bound, env={**os.environ, "NO_COLOR": "1"})
        assert done.returncode in (0, 1), (done.returncode, done.stderr[-500:])
        for code in codes:
            place, file = rf"\.(md|yaml|csv):\d+:\d+: .*\[{code}\]", rf"\[{code}\]: \S+\.(md|yaml|csv) :"   # of a whole file
            assert re.search(place, done.stderr) or re.search(file, done.stderr), (code, done.stderr[:1000])
        assert done.returncode == (1 if codes else 0), done.stderr[:1000]
        check_whole(output)


@test
def a_programme_of_four_digits_is_called_from_elsewhere():
    """With its number before the figure: the figure leads to its indicator, as within the programme."""
    with tempfile.TemporaryDirectory() as top:
        folder, output = edition(top, introduction="Il y a {{ 9999:ecoles.2019 }} écoles.\n",
                                 programme="indicateurs: { ecoles: { libelle: Écoles, series: { 2019: 6 } } }\n"), pathlib.Path(top) / "public"
        for file, before, after in (("rapport.yaml", "      1: École", "      9999: École"),
                                    ("programmes/01-ecole/programme.yaml", "programme: 1\n", "programme: 9999\n")):
            text = (folder / file).read_text()
            assert before in text, text
            (folder / file).write_text(text.replace(before, after))
        subprocess.run([BILAN, "build", str(folder), "-o", str(output), "--brouillon"], capture_output=True, check=True)
        pages = [path.read_text() for path in output.glob("*.html") if path.name != "donnees.html"]
        assert any("donnees.html#chiffre_9999_ecoles_2019" in page for page in pages)


def many(top, parts):
    """An edition of so many parts, each with a committee and three programmes, built; the folder of its site."""
    folder, output = pathlib.Path(top) / f"edition-{parts}", pathlib.Path(top) / f"public-{parts}"
    committees = "".join(f"  CP{i}:\n    titre: Comité {i}\n    programmes:\n"
                         + "".join(f"      {n}: École\n" for n in range(3 * i - 2, 3 * i + 1)) for i in range(1, parts + 1))
    volets = "".join(f"  - titre: Partie {i}\n    volets:\n      - {{ volet: sectoriel, titre: Volet, comites: [CP{i}] }}\n"
                     for i in range(1, parts + 1))
    folder.mkdir()
    (folder / "rapport.yaml").write_text(RAPPORT[:RAPPORT.index("comites:")] + "comites:\n" + committees + "parties:\n" + volets)
    for number in range(1, 3 * parts + 1):
        programme = folder / f"programmes/{number:04}-ecole"
        programme.mkdir(parents=True)
        (programme / "programme.yaml").write_text(f"programme: {number}\ntitre: École\nvolet: sectoriel\ncomite: CP{-(-number // 3)}\n")
        (programme / "narratif.md").write_text("Une phrase.\n")
    subprocess.run([BILAN, "build", str(folder), "-o", str(output), "--brouillon"], capture_output=True, check=True)
    return output


@test
def pages_do_not_grow_with_the_report():
    with tempfile.TemporaryDirectory() as top:
        sizes = {}
        for parts in (80, 240):
            site = many(top, parts)
            for name in ("programme-120-ecole.html", "comite-40.html"):
                page = (site / name).read_text()
                sizes.setdefault(name, []).append(len(page))
                for near in ("programme-119-ecole.html", "programme-120-ecole.html", "comite-39.html", "comite-41.html"):
                    assert near in page, (name, near)
                assert "comite-80.html" not in page, name
            home = (site / "index.html").read_text()
            assert all(f'href="programme-{number:02}-ecole.html"' in home for number in range(1, 3 * parts + 1))
        assert all(most < 1.02 * least for least, most in sizes.values()), sizes


TABLE = """tableaux:
  t:
    titre: Villes
    source: Essai
    colonnes:
      - { titre: Ville }
      - { titre: Nombre, type: nombre }
"""
WORDS = "Un mot puis un autre, et encore un. "
MEGABYTE = 1_000_000


@test
def a_line_of_ten_megabytes_is_no_text():
    check("B113", introduction=WORDS * (10 * MEGABYTE // len(WORDS)))


@test
def a_remark_of_ten_megabytes_is_only_a_remark():
    check(programme="remarque: " + WORDS.replace(",", "") * (10 * MEGABYTE // len(WORDS)) + "\n")


@test
def a_paragraph_of_a_megabyte_is_read_up_to_a_bound():
    for piece in ("0123456789", "a", "12 345,6 % ", "[", "(", "a-", "abcdefg-", "ABC "):
        check("B425", introduction=piece * (MEGABYTE // len(piece)) + "\n")


@test
def marks_that_open_and_never_close_are_text():
    check("B425", introduction="« " * 100_000 + "\n")
    check("B402", introduction="{{" * 100_000 + "\n")


@test
def a_hundred_thousand_headings_are_too_many():
    check("B425", introduction="## Titre\n" * 100_000)
    check("B113", introduction="".join(f"## Titre {i}\n\nMot.\n\n" for i in range(100_000)))


@test
def a_hundred_thousand_points_of_a_list_are_too_many():
    check("B425", introduction="- a\n" * 100_000)


@test
def nesting_has_its_bound():
    check("B111", introduction=">" * 100_000 + " a\n")
    check("B111", introduction="- " * 100_000 + " a\n")
    check("B111", programme="remarque: " + "[" * 100_000 + "\n")


@test
def ten_thousand_notes_stand_on_their_pages():
    check(introduction="Mot" + "".join(f"^[Note {i}.]" for i in range(10_000)) + ".\n")


@test
def a_million_rows_of_csv_are_cut():
    rows = "Ville;Nombre\n" + "".join(f"V;{i}\n" for i in range(MEGABYTE))
    check("B210", programme=TABLE + "    fichier: t.csv\n", files=[("t.csv", rows)])


@test
def a_million_rows_of_yaml_are_no_file():
    check("B113", programme=TABLE + "    lignes:\n" + "".join(f"      - [V, {i}]\n" for i in range(MEGABYTE)))


@test
def a_table_of_ten_thousand_columns_is_cut():
    columns = "".join(f"      - {{ titre: C{i} }}\n" for i in range(10_000))
    check("B210", programme=TABLE + columns + "    lignes:\n      - [" + "x, " * 9_999 + "x]\n")


@test
def lists_of_the_data_have_a_bound():
    check("B122", introduction="OIM.\n", rapport="sigles:\n" + "".join(f"  A{i}B: Agence {i}\n" for i in range(100_000)))
    check("B122", programme="".join(f"  {i}: Objectif\n" for i in range(2, 100_000)))
    check("B122", programme="indicateurs:\n" + "".join(
        f"  i{i}:\n    libelle: Indicateur {i}\n    unite: élève\n    source: S\n    series: {{ 2019: {i} }}\n" for i in range(100_000)))


@test
def figures_of_indicators_have_a_bound():
    indicator = "  i{}:\n    libelle: Indicateur {}\n    unite: élève\n    source: S\n"
    years = "    series: { " + ", ".join(f"{year}: {year}" for year in range(1, 100_001)) + " }\n"
    check("B122", programme="indicateurs:\n" + indicator.format(1, 1) + years)
    kinds = ", ".join(f"k{i}: {i}" for i in range(2_000))
    half = f"    series: {{ 2018: {{ {kinds} }}, 2019: {{ {kinds} }} }}\n"
    check("B122", programme="indicateurs:\n" + "".join(indicator.format(i, i) + half for i in range(200)))


@test
def names_of_an_indicator_are_counted_in_one_walk():
    indicator = "  i{}:\n    libelle: Indicateur {}\n    unite: élève\n    source: S\n    series: {{ 2019: 5000 }}\n    noms: ["
    names = ", ".join(f"n{i}" for i in range(5_000)) + "]\n"
    check(programme="indicateurs:\n" + "".join(indicator.format(i, i) + names for i in range(200)))
    check("B122", programme="indicateurs:\n" + indicator.format(1, 1) + "x, " * 100_000 + "x]\n")


@test
def messages_of_one_line_are_each_found_at_once():
    keys = ", ".join(f"k{i}: é" for i in range(200_000))
    check("B105", files=[("programme.yaml", "{programme: 1, titre: École, volet: sectoriel, comite: CP1, objectifs: {1: A}, " + keys + "}\n")])


@test
def messages_of_one_code_are_counted_beyond_a_thousand():
    keys = "".join(f"k{i}: é\n" for i in range(200_000))
    with tempfile.TemporaryDirectory() as top:
        folder = edition(top, programme=keys)
        for form, sign in (("texte", "[B105]"), ("json", '"code":"B105"'), ("sarif", '"ruleId":"B105"')):
            with subprocess.Popen([BILAN, "check", str(folder), "--format", form], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                  text=True, preexec_fn=bound, env={**os.environ, "NO_COLOR": "1"}) as child:
                out, errors = child.communicate(timeout=120)
            told = out + errors
            assert child.returncode == 1, (form, child.returncode)
            assert told.count(sign) == 1000 and told.count("B105, 199000 de plus") == 1, (form, told.count(sign), told[-500:])
            assert len(told) < MEGABYTE, (form, len(told))
            assert form != "texte" or "\n200000 erreurs\n" in errors, errors[-200:]


@test
def a_letter_bears_as_many_accents_as_one_likes():
    for letter, accent in (("a", "\u0301"), ("ب", "\u064b")):
        check(introduction=letter + accent * 120_000 + "\n")
    check(introduction="e\u0301\u0302\u0323 " * 32_000 + "\n")


@test
def a_long_word_with_many_places_to_break_is_cut_once():
    check(introduction=("![" * 120_000 + "\n\n") * 3)


@test
def signs_that_no_face_has_are_each_told_once():
    check(introduction=("".join(chr(i) for i in range(0x3400, 0xD7A4)) + "\n\n") * 8)


@test
def unknown_sigles_of_one_paragraph_are_found_in_one_walk():
    check(introduction=("a " + "<![CDATA[" * 25_000 + "\n\n") * 4)


@test
def what_was_meant_is_asked_of_the_first_messages():
    indicators = "indicateurs:\n" + "".join(
        f"  indicateur-{i}:\n    libelle: Indicateur {i}\n    unite: élève\n    source: S\n    series: {{ 2019: {i} }}\n" for i in range(4_900))
    check("B302", programme=indicators, narrative="## Résultats\n\n" + "".join(f"Un {{{{ indicateurs-{i}.2019 }}}}.\n\n" for i in range(18_000)))


@test
def passages_in_two_directions_alternate():
    check(introduction=("mot كلمة " * 16_000 + "\n\n") * 3)


@test
def aliases_are_refused_once():
    check("B110", programme="remarque: &a x\n" + "".join(f"k{i}: *a\n" for i in range(100_000)))


@test
def links_and_references_by_the_thousand_are_read():
    check(introduction="".join(f"[Site {i}](https://exemple.ma/{i}) et\n\n" for i in range(5_000)))
    check("B113", introduction="".join(f"[Site {i}](https://exemple.ma/{i}) et " for i in range(100_000)))


def status_of(address, request, more=()):
    """The status that the server answers; what it no longer wants to read is not a failure of the sender's."""
    with socket.create_connection(address, timeout=60) as link:
        try:
            for piece in (request, *more):
                link.sendall(piece)
        except (BrokenPipeError, ConnectionResetError):
            pass
        return int(link.recv(64).split()[1])


@test
def requests_that_never_end_are_refused_at_once():
    with tempfile.TemporaryDirectory() as top, subprocess.Popen(
            [BILAN, "serve", str(edition(top)), "--sans-navigateur"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as child:
        try:
            address = ("127.0.0.1", int(re.search(r":(\d+)/", child.stdout.readline()).group(1)))
            host = f"Host: 127.0.0.1:{address[1]}\r\n".encode()
            get, post = b"GET / HTTP/1.1\r\n" + host, b"POST / HTTP/1.1\r\n" + host
            assert status_of(address, get + b"X: " + b"a" * 100_000 + b"\r\n\r\n") == 431
            assert status_of(address, get + b"".join(b"X%d: a\r\n" % i for i in range(20_000)) + b"\r\n") == 431
            assert status_of(address, b"GET /" + b"a" * 100_000 + b" HTTP/1.1\r\n" + host + b"\r\n") == 414
            assert status_of(address, post + b"Content-Length: 99999999999\r\n\r\n") == 405
            chunk = b"400\r\n" + b"x" * 1024 + b"\r\n"
            assert status_of(address, post + b"Transfer-Encoding: chunked\r\n\r\n", (chunk for _ in range(20_000))) == 405
            assert status_of(address, get + b"\r\n") == 200
            peak = re.search(r"VmHWM:\s+(\d+)", pathlib.Path(f"/proc/{child.pid}/status").read_text())
            assert IS_SANITIZED or int(peak.group(1)) < 128 * 1024, peak.group()
        finally:
            child.terminate()


if __name__ == "__main__":
    tap.run(TESTS)
