#!/usr/bin/env python3
"""Data filled in in the preview, as the server takes it: which bytes of the files change, what is refused, and by whom.

usage: forms.py                  the tests, as TAP
       forms.py --navigateur     tests/browser/forms.js in Chromium, on a copy of the edition
"""
import http.client
import json
import os
import pathlib
import re
import socket
import stat
import subprocess
import sys
import time

import npm
import tap
from preview import ROOT, Server

# Layouts that a file's own hand may have: what is filled in changes none of it.
TABLES = """
tableaux:
  essai:                              # un commentaire, gardé
    titre: Essai
    colonnes:
      - { titre: Domaine }
      - { titre: Projets,  type: nombre }
      - { titre: Part, type: pourcentage }
      - { titre: Montant, type: montant, devise: DH }
      - { titre: Le,   type: date }
    lignes:
      - [ "Langues" ,  36, 49.9, 1090000 , 2019-12-31 ]   # alignés
      - [ 'L''été',   "7^[provisoire]",   50.1 %, n.d., –      ]
      - - |-
          Deux lignes
          de texte
        - "1 234"
        -
        - ~
        - "31/12/2019"
      - - [Un, Deux]
        - ε
        - ""
        - "10,50"
        - { texte: 2019, note: environ }
    total: [Total, 1277, n.d., 1090010.5, ""]
  blocs:
    titre: Blocs
    colonnes: [ { titre: A }, { titre: B } ]
    lignes:
      - - |
          Un

          - deux
        - >
          plié
          encore
  somme:
    titre: Somme
    colonnes: [ { titre: A }, { titre: B, type: nombre }, { titre: C, type: nombre }, { titre: D, type: nombre, somme: oui } ]
    lignes: [ [a, 1, 2, ""], [b, 3, 4], [c, "{{ essai.1.2 }}", 5] ]
    total: somme
  reparti:
    titre: En fichier
    fichier: donnees/reparti.csv
    colonnes: [ { titre: Nom }, { titre: Part, type: pourcentage }, { titre: Nombre, type: nombre } ]
    total: [Total, "", 44]
"""
CSV = "Nom;Part;Nombre\r\n\"Un ; deux\"; 12,5 ;12\r\nTrois;;\"32\"\r\n"
INDICATORS = """
  compte:
    libelle: Compte
    unite: projet
    source: essai
    series:
      2018: 71        # seul
      2019: { total: 112, langues: 36,  autres: 76 }
"""
PROGRAMME = "programmes/03-sante/programme.yaml"


class Forms(Server):
    """A preview whose third programme has the tables above; `write` ends lines the other way when asked."""

    def __enter__(self):
        super().__enter__()
        self.path = self.content / PROGRAMME
        self.port = int(re.search(r":(\d+)/", self.address).group(1))
        self.token = re.search(r'name="bilan-jeton" content="([0-9a-f]{64})"', self.read("")).group(1)
        csv = self.path.parent / "donnees/reparti.csv"
        csv.parent.mkdir(exist_ok=True)
        csv.write_bytes(CSV.encode())
        text = self.path.read_text()
        assert "\ntableaux:" not in text and "\nindicateurs:\n" in text
        self.whole = text.replace("\nindicateurs:\n", "\nindicateurs:" + INDICATORS, 1) + TABLES
        self.write(self.whole)
        return self

    def write(self, text):
        self.path.write_bytes(text.encode())

    def ask(self, method, target, body=None, headers=None, timeout=20):
        link = http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        try:
            link.request(method, target, body, headers or {})
            answer = link.getresponse()
            return answer.status, answer.read().decode()
        finally:
            link.close()

    def own(self):
        return {"Origin": self.address.rstrip("/"), "Content-Type": "application/json", "X-Bilan-Jeton": self.token}

    def form(self, name):
        status, text = self.ask("GET", f"/_/formulaire?nom={name}")
        assert status == 200, (name, status, text)
        return json.loads(text)

    def send(self, form, cells, headers=None, **more):
        """`cells`: (row, column) to text."""
        places = [[form["lignes"][r]["cellules"][c]["p"], text] for (r, c), text in cells.items()]
        asked = {"nom": form["nom"], "empreinte": form["empreinte"], "cellules": places, **more}
        status, text = self.ask("POST", "/_/formulaire", json.dumps(asked, ensure_ascii=False).encode(), {**self.own(), **(headers or {})})
        return status, json.loads(text) if text.startswith("{") else text


SERVER = None


def server():
    global SERVER
    if SERVER is None:
        SERVER = Forms()
        SERVER.__enter__()
    SERVER.write(SERVER.whole)
    return SERVER


def changed(before, after):
    """The bytes of `before` that gave way, and those in their place."""
    start = 0
    while start < min(len(before), len(after)) and before[start] == after[start]:
        start += 1
    end = 0
    while end < min(len(before), len(after)) - start and before[-1 - end] == after[-1 - end]:
        end += 1
    return before[start:len(before) - end].decode(), after[start:len(after) - end].decode()


def fills(name, place, typed, old, new, text=None, path=None):
    """Types in one cell; the file is the same but for `old` -> `new`, which stands there once."""
    s = server()
    s.write(text or s.whole)
    path = path or s.path
    before = path.read_bytes()
    status, told = s.send(s.form(name), {place: typed})
    assert status == 200, (name, place, typed, status, told)
    old, new = old.encode(), new.encode()
    assert before.count(old) == 1, (old, before.count(old))
    expected, after = before.replace(old, new), path.read_bytes()
    path.write_bytes(before)
    assert after == expected, (changed(before, after), (old, new))


def only_the_bytes_of_a_yaml_value_change():
    essai = "3/tableaux/essai"
    for place, typed, old, new in [
            ((0, 0), "Langues, cultures", '"Langues" ,', '"Langues, cultures" ,'),
            ((0, 1), "37", "36, 49.9", "37, 49.9"),
            ((0, 1), "1 234", "36, 49.9", "1234, 49.9"),
            ((0, 1), "1 234,5", "36, 49.9", "1234.5, 49.9"),
            ((0, 2), "51,25 %", "49.9,", "51.25,"),
            ((0, 3), "2 090 000,50 DH", "1090000 ,", "2090000.50 ,"),
            ((0, 4), "2020-01-15", "2019-12-31 ]", "2020-01-15 ]"),
            ((0, 4), "15/01/2020", "2019-12-31 ]", "15/01/2020 ]"),
            ((1, 0), "L'hiver", "'L''été'", "'L''hiver'"),
            ((1, 1), "8", "7^[provisoire]", "8^[provisoire]"),
            ((1, 2), "50,25", "50.1 %", "50.25 %"),
            ((1, 3), "ε", "n.d., –", "ε, –"),
            ((1, 3), "12,5", "n.d., –", "12.5, –"),
            ((2, 0), "Trois\nlignes\nde texte", "Deux lignes\n          de texte", "Trois\n          lignes\n          de texte"),
            ((2, 1), "2 345", '"1 234"', '"2 345"'),
            ((2, 2), "3", "        -\n", "        - 3\n"),
            ((2, 3), "45,5", "- ~\n", "- 45,5\n"),
            ((2, 4), "1er mars 2020", '"31/12/2019"', '"1er mars 2020"'),
            ((3, 0), "Un\nTrois", "[Un, Deux]", "[Un, Trois]"),
            ((3, 1), "-5", "- ε\n", "- -5\n"),
            ((3, 2), "12,5", '- ""\n', '- "12,5"\n'),
            ((3, 3), "11,25", '"10,50"', '"11,25"'),
            ((3, 4), "2020", "texte: 2019, note", "texte: 2020, note"),
            ((4, 1), "1278", "[Total, 1277,", "[Total, 1278,")]:
        fills(essai, place, typed, old, new)


def texts_in_blocks_stay_blocks():
    fills("3/tableaux/blocs", (0, 0), "Un\n\n- trois", "          - deux\n", "          - trois\n")
    fills("3/tableaux/blocs", (0, 1), "déplié", "          plié\n          encore\n", "          déplié\n")
    fills("3/tableaux/blocs", (0, 1), "", ">\n          plié\n          encore\n", '""\n')


def lines_that_end_with_cr_lf_stay_so():
    text = server().whole.replace("\n", "\r\n")
    fills("3/tableaux/essai", (0, 1), "37", "36, 49.9", "37, 49.9", text)
    fills("3/tableaux/essai", (2, 0), "Une\nautre", "Deux lignes\r\n          de texte", "Une\r\n          autre", text)


def only_the_bytes_of_a_csv_cell_change():
    s = server()
    csv = s.path.parent / "donnees/reparti.csv"
    for place, typed, old, new in [
            ((0, 0), "Deux ; un", '"Un ; deux"', '"Deux ; un"'),
            ((0, 1), "13,75", " 12,5 ", " 13,75 "),
            ((0, 2), "13,5", ";12\r", ";13,5\r"),
            ((1, 0), "Quatre", "Trois", "Quatre"),
            ((1, 0), "a;b", "Trois", '"a;b"'),
            ((1, 1), "8 %", "Trois;;", "Trois;8;"),
            ((1, 2), "33", '"32"', '"33"')]:
        fills("3/tableaux/reparti", place, typed, old, new, path=csv)
    fills("3/tableaux/reparti", (2, 2), "45", '"", 44]', '"", 45]')


def only_the_bytes_of_an_indicator_change():
    fills("3/indicateurs/compte", (0, 0), "72", "2018: 71  ", "2018: 72  ")
    fills("3/indicateurs/compte", (1, 1), "35", "langues: 36,", "langues: 35,")
    fills("3/indicateurs/compte", (2, 1), "n.d.", "autres: 76 ", "autres: n.d. ")


def a_cell_that_names_a_figure_changes_it_where_it_stands():
    s = server()
    cell = s.form("3/tableaux/somme")["lignes"][2]["cellules"][1]
    assert cell["vient"] == "essai.1.2" and cell["formulaire"] == "3/tableaux/essai" and cell["v"] == "36", cell
    fills("3/tableaux/somme", (2, 1), "40", "36, 49.9", "40, 49.9")


def git_shows_one_word():
    s = server()
    folder = s.content.parent
    run = lambda *words: subprocess.run(["git", "-c", "user.name=a", "-c", "user.email=a@b", *words], cwd=folder, check=True, capture_output=True, text=True).stdout
    run("init", "-q")
    run("add", ".")
    run("commit", "-qm", "avant")
    assert s.send(s.form("3/tableaux/essai"), {(0, 3): "1 090 001"})[0] == 200
    shown = run("diff", "--word-diff=porcelain", "--unified=0")
    assert re.findall(r"^[-+](?![-+]).*$", shown, re.M) == ["-1090000", "+1090001"], shown


def sums_are_the_models_own_before_anything_is_written():
    s = server()
    before = s.path.read_bytes()
    form = s.form("3/tableaux/somme")
    states = [[cell["e"] for cell in row["cellules"]] for row in form["lignes"]]
    assert states == [["saisie"] * 3 + ["calcul"]] * 3 + [["calcul"] * 4], states
    status, told = s.send(form, {(0, 1): "1 001,5"}, essai=True)
    shown = [row["cellules"][3].get("v") for row in told["lignes"]]
    assert status == 200 and shown == ["1\u202f003,5", "7", "41", "1\u202f051,5"], shown
    status, told = s.send(form, {(0, 1): "douze"}, essai=True)
    cell = told["lignes"][0]["cellules"][1]
    assert status == 200 and cell["refus"] and "nombre" in cell["message"] and "n.d." in cell["remede"], cell
    form = s.form("3/tableaux/essai")
    status, told = s.send(form, {(0, 1): "37"}, essai=True)
    total = told["lignes"][4]["cellules"][1]
    assert status == 200 and total["code"] == "B201" and "refus" not in total and "1\u202f278" in total["message"], total
    status, told = s.send(s.form("11/tableaux/partenariat-2019"), {(0, 1): "40"}, essai=True)
    assert status == 200 and told["ailleurs"]["code"] == "B201" and told["ailleurs"]["formulaire"] == "11/indicateurs/projets", told.get("ailleurs")
    assert told["lignes"][4]["cellules"][1]["v"] == "116"
    status, told = s.send(s.form("11/tableaux/partenariat-2019"), {(0, 1): "37", (1, 1): "31"}, essai=True)
    assert status == 200 and "ailleurs" not in told
    assert s.path.read_bytes() == before


def what_the_model_refuses_is_not_saved():
    s = server()
    before = s.path.read_bytes()
    essai = s.form("3/tableaux/essai")
    for place, typed in [((0, 1), "douze"), ((0, 1), "1,2,3"), ((0, 4), "31 février 2019"), ((0, 2), "{{ rien.2019 }}"),
                         ((3, 0), "Un\nDeux\nTrois"), ((3, 0), "Un"), ((0, 1), "36\n- [x]")]:
        status, told = s.send(essai, {place: typed})
        assert status == 422 and told["raison"], (place, typed, status, told)
        assert s.path.read_bytes() == before, (place, typed)
    status, told = s.send(essai, {(0, 1): "37", (1, 1): "x"})
    assert status == 422 and s.path.read_bytes() == before
    asked = {"nom": essai["nom"], "empreinte": essai["empreinte"], "cellules": [["0:1-2", "x"]]}
    status, told = s.ask("POST", "/_/formulaire", json.dumps(asked), s.own())
    assert status == 422 and s.path.read_bytes() == before, told


def a_file_changed_meanwhile_is_told_and_kept():
    s = server()
    form = s.form("3/tableaux/essai")
    s.write(s.whole.replace("36, 49.9", "99, 49.9"))
    other = s.path.read_bytes()
    for essai in (False, True):
        status, told = s.send(form, {(0, 1): "37"}, essai=essai)
        assert status == 409 and s.path.read_bytes() == other
        assert told["lignes"][0]["cellules"][1]["t"] == "99" and told["empreinte"] != form["empreinte"]
    assert s.send(told, {(0, 1): "37"})[0] == 200 and b"37, 49.9" in s.path.read_bytes()
    s.write(s.whole)
    form = s.form("3/tableaux/reparti")
    csv = s.path.parent / "donnees/reparti.csv"
    csv.write_bytes(CSV.replace("Trois", "Quatre").encode())
    assert s.send(form, {(0, 2): "5"})[0] == 409
    assert csv.read_bytes() == CSV.replace("Trois", "Quatre").encode()
    csv.write_bytes(CSV.encode())
    form = s.form("3/tableaux/essai")
    s.write(s.whole.replace("  essai:  ", "  autre:  "))
    assert s.send(form, {(0, 1): "37"})[0] == 404
    s.write(s.whole + "\n\tcasse: [\n")
    assert s.send(form, {(0, 1): "37"})[0] in (404, 409)


def the_mode_and_a_link_stay():
    s = server()
    os.chmod(s.path, 0o640)
    assert s.send(s.form("3/tableaux/essai"), {(0, 1): "37"})[0] == 200
    assert stat.S_IMODE(s.path.stat().st_mode) == 0o640
    s.write(s.whole)
    kept = s.path.with_name("vrai.yaml")
    s.path.rename(kept)
    s.path.symlink_to("vrai.yaml")
    try:
        assert s.send(s.form("3/tableaux/essai"), {(0, 1): "38"})[0] == 200
        assert s.path.is_symlink() and b"38, 49.9" in kept.read_bytes()
    finally:
        s.path.unlink()
        kept.rename(s.path)
    assert sorted(p.name for p in s.path.parent.iterdir()) == ["donnees", "narratif.md", "programme.yaml"]


def nothing_outside_the_edition_is_shown_or_written():
    s = server()
    outside = s.content.parent / "dehors.csv"
    outside.write_bytes(CSV.encode())
    csv = s.path.parent / "donnees/reparti.csv"
    csv.unlink()
    csv.symlink_to(outside)
    try:
        assert s.ask("GET", "/_/formulaire?nom=3/tableaux/reparti")[0] == 404
        for name in ["../x", "3/tableaux/../../x", "/etc/passwd", "3/tableaux/", "3//essai", "3/tableaux/essai/", "03/tableaux/essai",
                     "3%2F..%2F..", "99/tableaux/essai", "3/indicateurs/essai", "x" * 5000]:
            assert s.ask("GET", f"/_/formulaire?nom={name}")[0] in (404, 414, 431, 400), name
        s.write(s.whole.replace("donnees/reparti.csv", "../../../dehors.csv"))
        assert s.ask("GET", "/_/formulaire?nom=3/tableaux/reparti")[0] == 404
        assert outside.read_bytes() == CSV.encode()
    finally:
        csv.unlink()
        csv.write_bytes(CSV.encode())


def only_the_page_that_was_served_may_save():
    s = server()
    before = s.path.read_bytes()
    form = s.form("3/tableaux/essai")
    other = "0" * 64
    for headers, wanted in [
            ({"Origin": "https://example.org"}, 403), ({"Origin": "null"}, 403), ({"Origin": ""}, 403),
            ({"Origin": f"https://127.0.0.1:{s.port}"}, 403), ({"Origin": "http://127.0.0.1:1"}, 403),
            ({"Origin": f"http://localhost:{s.port}"}, 403), ({"Host": "example.org"}, 403), ({"Host": "127.0.0.1"}, 403),
            ({"Host": f"example.org:{s.port}", "Origin": f"http://example.org:{s.port}"}, 403),
            ({"Sec-Fetch-Site": "cross-site"}, 403), ({"Sec-Fetch-Site": "same-site"}, 403), ({"Sec-Fetch-Site": "none"}, 403),
            ({"X-Bilan-Jeton": ""}, 403), ({"X-Bilan-Jeton": other}, 403), ({"X-Bilan-Jeton": s.token[:-1]}, 403),
            ({"X-Bilan-Jeton": s.token + "0"}, 403), ({"X-Bilan-Jeton": s.token.upper()}, 403 if s.token.upper() != s.token else 200),
            ({"Content-Type": "text/plain"}, 415), ({"Content-Type": "application/x-www-form-urlencoded"}, 415),
            ({"Content-Type": ""}, 415)]:
        status, _ = s.send(form, {(0, 1): "666"}, headers)
        assert status == wanted, (headers, status)
    for missing in ("Origin", "Content-Type", "X-Bilan-Jeton"):
        headers = s.own()
        del headers[missing]
        assert s.ask("POST", "/_/formulaire", "{}", headers)[0] in (403, 415), missing
    for method, target in [("PUT", "/_/formulaire"), ("DELETE", "/_/formulaire"), ("OPTIONS", "/_/formulaire"), ("PATCH", "/_/formulaire"),
                           ("POST", "/"), ("POST", "/_/source"), ("POST", "/site/index.html"), ("POST", "/_/formulaire/")]:
        assert s.ask(method, target, None, s.own())[0] == 405, (method, target)
    cells = json.dumps([[form["lignes"][0]["cellules"][1]["p"], "666"]])
    assert s.ask("GET", f"/_/formulaire?nom=3/tableaux/essai&empreinte={form['empreinte']}&cellules={cells.replace(' ', '')}", None, s.own())[0] == 200
    assert s.path.read_bytes() == before
    for target in ("/site/index.html", "/_/apercu.js", "/_/grille.js", "/_/formulaire", "/_/apercu.css"):
        assert s.token not in s.ask("GET", target)[1], target
    with Server() as another:
        assert s.token not in another.read(""), "a token is used twice"
    assert s.send(form, {(0, 1): "37"}, {"Sec-Fetch-Site": "same-origin"})[0] == 200


def bad_and_deep_bodies_are_refused():
    s = server()
    before = s.path.read_bytes()
    form = s.form("3/tableaux/essai")
    good = {"nom": form["nom"], "empreinte": form["empreinte"], "cellules": [[form["lignes"][0]["cellules"][1]["p"], "5"]]}
    place = good["cellules"][0][0]
    bad = ["", "{", "[]", "null", "\"x\"", "{}", "{\"nom\": 1}", json.dumps(good)[:-1], json.dumps(good) + "}", "[" * 100000, "{\"a\":" * 100000,
           "nom: x\nempreinte: y\ncellules: []\n", "\x00" * 10, json.dumps({**good, "cellules": {}}), "{\"nom\":\"3/tableaux/essai\",\"nom\":\"x\"}"]
    for cells in [[[place]], [[place, "5", "6"]], [place], [[place, 5]], [[place, None]], [[["x"], "5"]], [["0:-1-2", "5"]], [["0:1-2x", "5"]],
                  [["99999999999:1-2", "5"]], [["1391-1393", "5"]], [["", "5"]], "x", 5]:
        bad.append(json.dumps({**good, "cellules": cells}))
    for body in bad:
        begin = time.monotonic()
        status, text = s.ask("POST", "/_/formulaire", body.encode(), s.own())
        assert status == 400, (body[:80], status, text[:200])
        assert time.monotonic() - begin < 5, body[:80]
    assert s.ask("POST", "/_/formulaire", b"\xff\xfe{}", s.own())[0] == 400
    for place in ("7:1-2", "0:4294967295-4294967295", "0:0-0"):
        assert s.ask("POST", "/_/formulaire", json.dumps({**good, "cellules": [[place, "5"]]}), s.own())[0] == 422, place
    twice = json.dumps({**good, "cellules": good["cellules"] * 2})
    assert s.ask("POST", "/_/formulaire", twice, s.own())[0] == 422
    assert s.path.read_bytes() == before


def raw(s, head, body=b"", wait=5):
    """Sends bytes as they are; what comes back until the server ends it."""
    link = socket.create_connection(("127.0.0.1", s.port), timeout=wait)
    got = b""
    try:
        link.sendall(head.encode() + body)
        while part := link.recv(65536):
            got += part
            if b"\r\n\r\n" in got:
                break
    except OSError:
        pass
    finally:
        link.close()
    return got.decode(errors="replace")


def head(s, *more):
    own = {"Host": f"127.0.0.1:{s.port}", **s.own()}
    return "POST /_/formulaire HTTP/1.1\r\n" + "".join(f"{k}: {v}\r\n" for k, v in own.items()) + "".join(line + "\r\n" for line in more) + "\r\n"


def large_bodies_are_refused_before_they_are_read():
    s = server()
    before = s.kib()
    for length in (1 << 20) + 1, 10 << 20, 1 << 40:
        assert raw(s, head(s, f"Content-Length: {length}")).startswith("HTTP/1.1 413"), length
    told = raw(s, head(s, f"Content-Length: {10 << 20}"), b"x" * (10 << 20))
    assert told == "" or told.startswith("HTTP/1.1 413"), told        # ended while it still sends: no answer may arrive
    for length in ("-1", "x", "99999999999999999999"):
        assert not raw(s, head(s, f"Content-Length: {length}"), b"{}").startswith("HTTP/1.1 2"), length
    assert raw(s, head(s, "Transfer-Encoding: chunked"), b"5\r\nabcde\r\n").startswith("HTTP/1.1 411")
    padded = json.dumps({"nom": "3/tableaux/essai", "empreinte": "", "cellules": []}) + " " * (1 << 20)
    assert s.ask("POST", "/_/formulaire", padded[:1 << 20], s.own())[0] == 409
    assert s.kib() < before + 32768, (before, s.kib())


def slow_bodies_and_a_thousand_connections_hurt_nothing():
    s = server()
    links = []
    for i in range(1000):
        link = socket.socket()
        link.connect(("127.0.0.1", s.port))
        link.sendall([b"", b"POST /_/formulaire HTTP/1.1\r\nHost:", head(s, "Content-Length: 1000000").encode() + b"{",
                      b"GET / HTTP/1.1\r\n"][i % 4])
        links.append(link)
    form = s.form("3/tableaux/essai")
    assert s.send(form, {(0, 1): "38"})[0] in (200, 503)
    for link in links:
        link.close()
    for _ in range(100):
        status, _ = s.send(s.form("3/tableaux/essai"), {(0, 1): "39"})
        if status == 200:
            break
        time.sleep(0.1)
    assert status == 200 and b"39, 49.9" in s.path.read_bytes()
    assert s.child.poll() is None


def a_saved_figure_is_shown_by_the_page():
    s = server()
    form = s.form("11/tableaux/partenariat-2019")
    assert s.send(form, {(0, 1): "7013"})[0] == 200
    for _ in range(300):
        if re.search("7\u202f013", s.read("site/programme-11-gouvernance-et-communication.html")):
            return
        time.sleep(0.02)
    raise AssertionError("the new figure is not shown")


def in_chromium():
    npm.install()
    with Forms() as s:
        return subprocess.run(["node", ROOT / "tests/browser/forms.js", s.address, s.content]).returncode


def main():
    if "--navigateur" in sys.argv:
        return in_chromium()
    try:
        return tap.run([only_the_bytes_of_a_yaml_value_change, texts_in_blocks_stay_blocks, lines_that_end_with_cr_lf_stay_so, only_the_bytes_of_a_csv_cell_change,
                        only_the_bytes_of_an_indicator_change, a_cell_that_names_a_figure_changes_it_where_it_stands, git_shows_one_word,
                        sums_are_the_models_own_before_anything_is_written, what_the_model_refuses_is_not_saved,
                        a_file_changed_meanwhile_is_told_and_kept, the_mode_and_a_link_stay,
                        nothing_outside_the_edition_is_shown_or_written, only_the_page_that_was_served_may_save,
                        bad_and_deep_bodies_are_refused, large_bodies_are_refused_before_they_are_read,
                        slow_bodies_and_a_thousand_connections_hurt_nothing, a_saved_figure_is_shown_by_the_page])
    finally:
        if SERVER is not None:
            SERVER.__exit__()


if __name__ == "__main__":
    sys.exit(main())
