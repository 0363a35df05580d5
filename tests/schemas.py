#!/usr/bin/env python3
"""What an editor's program knows of our files: the schemas beside each edition, and what VS Code's YAML server makes of them.

Two strangers judge: ajv, and yaml-language-server (the server of the VS Code extension), spoken to over its standard input as
VS Code does. Prints TAP. What cannot be installed is a failure, never a silent skip.
"""
import json
import os
import pathlib
import re
import shutil
import subprocess
import tempfile

import npm
import tap

ROOT = pathlib.Path(__file__).resolve().parent.parent
BILAN = os.environ.get("BILAN", str(ROOT / "build/out/bilan"))
EDITIONS = sorted(path.parent for path in ROOT.glob("content/*/rapport.yaml"))
SERVER = npm.MODULES / "yaml-language-server/bin/yaml-language-server"
MODELINE = re.compile(r"^# yaml-language-server: \$schema=(\S+)$", re.M)
TESTS = []


def test(function):
    TESTS.append(function)
    return function


def run(*args, text_in=""):
    done = subprocess.run([BILAN, *map(str, args)], cwd=ROOT, capture_output=True, text=True, timeout=300, input=text_in)
    return done.returncode, done.stdout, done.stderr


def all_names():
    """Of the schemas: what the message about an unknown one lists."""
    return re.split(", | ou ", re.search(r"\((.*)\)", run("schema", "?")[2])[1])


def names():
    """Those of editions; the others are of documents of a type, which templates define."""
    return [name for name in all_names() if not (ROOT / "templates" / name / "type.yaml").exists()]


def schema(name):
    return run("schema", name)[1]


def data_files(edition):
    """The YAML files that a schema is for, hidden folders apart."""
    return sorted(p for name in names() for p in edition.rglob(name + ".yaml"))


def named_schema(path):
    found = MODELINE.findall(path.read_text())
    assert len(found) == 1, f"{path}: {len(found)} modelines"
    return (path.parent / found[0]).resolve()


def problems(pairs):
    """Of each (schema, text): what ajv finds."""
    done = subprocess.run(["node", str(npm.TESTS / "validate.js")], cwd=npm.TESTS, capture_output=True, text=True,
                          input=json.dumps([{"schema": s, "text": t} for s, t in pairs]))
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


class Editor:
    """A program that completes YAML: yaml-language-server, asked as VS Code asks it (Language Server Protocol 3.17)."""

    def __init__(self):
        self.process = subprocess.Popen(["node", str(SERVER), "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                        stderr=subprocess.DEVNULL)
        self.last = self.version = 0
        self.told = {}
        text = {"hover": {"contentFormat": ["markdown"]}, "publishDiagnostics": {},
                "completion": {"completionItem": {"documentationFormat": ["markdown"], "snippetSupport": True}}}
        self.ask("initialize", {"processId": None, "rootUri": None,
                                "capabilities": {"textDocument": text, "workspace": {"configuration": True}}})
        self.send({"method": "initialized", "params": {}})

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()
        self.process.stdin.close()
        self.process.stdout.close()

    def send(self, message):
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self.process.stdin.flush()

    def receive(self):
        length = 0
        while (line := self.process.stdout.readline().strip()):
            if line.lower().startswith(b"content-length:"):
                length = int(line.split(b":")[1])
        assert length > 0, "the server ended"
        message = json.loads(self.process.stdout.read(length))
        if message.get("method") == "workspace/configuration":
            settings = {"yaml": {"schemaStore": {"enable": False}, "validate": True, "hover": True, "completion": True}}
            self.send({"id": message["id"], "result": [settings.get(item.get("section"), {})
                                                       for item in message["params"]["items"]]})
        elif "method" in message and "id" in message:
            self.send({"id": message["id"], "result": None})
        elif message.get("method") == "textDocument/publishDiagnostics":
            self.told[message["params"]["uri"]] = message["params"]["diagnostics"]
        return message

    def ask(self, method, params):
        self.last += 1
        self.send({"id": self.last, "method": method, "params": params})
        while (message := self.receive()).get("id") != self.last or "method" in message:
            pass
        assert "error" not in message, message
        return message["result"]

    def open(self, path, text=None):
        """What the editor underlines in the file, once it is open; `text`: as typed, not saved yet."""
        uri, self.version = path.as_uri(), self.version + 1
        text = path.read_text() if text is None else text
        if uri in self.told:
            self.send({"method": "textDocument/didChange", "params": {
                "textDocument": {"uri": uri, "version": self.version}, "contentChanges": [{"text": text}]}})
        else:
            self.send({"method": "textDocument/didOpen", "params": {"textDocument": {
                "uri": uri, "languageId": "yaml", "version": self.version, "text": text}}})
        self.told.pop(uri, None)
        while uri not in self.told:
            self.receive()
        return self.told[uri]

    def at(self, method, path, line, column):
        return self.ask("textDocument/" + method, {"textDocument": {"uri": path.as_uri()},
                                                   "position": {"line": line, "character": column}})


# --- the files ---

@test
def each_edition_carries_the_schemas_of_this_version():
    assert len(EDITIONS) >= 3 and {"rapport", "programme"} <= set(names())
    for edition in EDITIONS:
        assert {p.stem for p in (edition / ".schemas").iterdir()} == set(names()), edition
        for name in names():
            assert (edition / f".schemas/{name}.json").read_text() == schema(name), \
                f"{edition.name}: bilan schema --dans content/{edition.name}"


@test
def each_document_of_a_type_carries_its_schema():
    documents = sorted(p for name in set(all_names()) - set(names()) for p in ROOT.glob(f"content/*/*/{name}.yaml"))
    assert documents
    for path in documents:
        assert named_schema(path) == path.parent / f".schemas/{path.stem}.json", path
        assert named_schema(path).read_text() == schema(path.stem), f"bilan schema --dans {path.parent}"
    assert problems([(schema(path.stem), path.read_text()) for path in documents]) == [[]] * len(documents)


@test
def each_data_file_names_its_schema():
    for edition in EDITIONS:
        assert len(data_files(edition)) >= 3
        for path in data_files(edition):
            assert named_schema(path) == edition / f".schemas/{path.stem}.json", path


@test
def each_data_file_is_right_for_a_stranger():
    pairs = [(path, named_schema(path).read_text()) for edition in EDITIONS for path in data_files(edition)]
    found = problems([(text, path.read_text()) for path, text in pairs])
    assert [(str(path), wrong) for (path, _), wrong in zip(pairs, found) if wrong] == []


WRONG = {
    "programme": [("titre:", "titer:"), ("volet: transverse", "volet: transversal"), ("type: nombre", "type: nombres"),
                  ("type: barres", "type: batons"), ("large: oui", "large: vrai"), ("    libelle:", "    libele:"),
                  ("indicateurs:\n", "indicateurs: 3\nx:\n"), ("    colonnes:\n", "    colonnes: deux\n    x:\n")],
    "rapport": [("titre:", "titer:"), ("annee:", "anee:"), ("parties:\n", "partie:\n"), ("sigles:\n", "sigles: un\nx:\n")],
}


@test
def a_wrong_file_is_wrong_for_a_stranger():
    edition = ROOT / "content/2019"
    files = {"programme": edition / "programmes/08-gestion-des-flux/programme.yaml", "rapport": edition / "rapport.yaml"}
    cases = [(name, change) for name in WRONG for change in WRONG[name]]
    for name, (right, _) in cases:
        assert right in files[name].read_text(), right
    found = problems([(schema(name), files[name].read_text().replace(right, wrong, 1)) for name, (right, wrong) in cases])
    assert [change for (_, change), wrong in zip(cases, found) if not wrong] == []


def keys_of(node, path=""):
    """(path, what is said of it) of each key that a schema knows."""
    if isinstance(node, dict):
        for key, value in node.items():
            if key == "properties":
                yield from ((f"{path}/{name}", property) for name, property in value.items())
            yield from keys_of(value, f"{path}/{key}")
    elif isinstance(node, list):
        for item in node:
            yield from keys_of(item, path)


@test
def each_key_is_described():
    for name in all_names():
        keys = list(keys_of(json.loads(schema(name))))
        mute = [path for path, key in keys if len(key.get("description", "").split()) < 2]
        assert len(keys) > 20 and mute == [], (name, len(keys), mute)


# --- what bilan writes ---

def check_edition(folder):
    for name in names():
        assert (folder / f".schemas/{name}.json").read_text() == schema(name)
    for path in data_files(folder):
        assert named_schema(path) == (folder / f".schemas/{path.stem}.json").resolve(), path
    found = problems([(schema(path.stem), path.read_text()) for path in data_files(folder)])
    assert not any(found), found


@test
def a_new_edition_carries_them_too():
    with tempfile.TemporaryDirectory() as home:
        first = pathlib.Path(home).resolve() / "2020"
        assert run("new", first, text_in="Essai\n2020\n\n2\n1\n")[0] == 0
        check_edition(first)
        for path in data_files(first):    # an edition of before there were schemas
            path.write_text(MODELINE.sub("# ancien", path.read_text()))
        shutil.rmtree(first / ".schemas")
        assert run("new", first.parent / "2021", "--from", first)[0] == 0
        check_edition(first.parent / "2021")
        assert run("new", first.parent / "2022", "--from", ROOT / "content/2019")[0] == 0
        check_edition(first.parent / "2022")


@test
def an_old_edition_is_given_them_and_a_new_one_is_left():
    with tempfile.TemporaryDirectory() as home:
        edition = pathlib.Path(home).resolve() / "2020"
        assert run("new", edition, text_in="Essai\n2020\n\n2\n1\n")[0] == 0
        was = {path: path.read_bytes() for path in edition.rglob("*") if path.is_file()}
        code, out, _ = run("schema", "--dans", edition)
        assert code == 0 and "à jour" in out and was == {p: p.read_bytes() for p in edition.rglob("*") if p.is_file()}
        for path in data_files(edition):
            path.write_text(MODELINE.sub("", path.read_text()).replace("\n\n", "\n", 1))
        marked = edition / "rapport.yaml"  # a mark of the byte order, and Windows' line ends
        marked.write_bytes(b"\xef\xbb\xbf" + marked.read_bytes().replace(b"\n", b"\r\n"))
        (edition / ".schemas/rapport.json").write_text("{}")
        code, out, _ = run("schema", "--dans", edition)
        assert code == 0 and out.count("écrit : ") == 4, out
        assert marked.read_bytes().startswith(b"\xef\xbb\xbf# ") and b"rapport.json\r\n" in marked.read_bytes()
        check_edition(edition)
        assert run("check", edition)[0] == 0
    assert run("schema", "--dans", ROOT / "tests")[0] == 2
    assert run("schema", "rapport", "--dans", "content/2019")[0] == 2


# --- what the editor sees ---

@test
def what_is_in_the_way_of_the_schemas_is_told_and_stays():
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(ROOT / "tests/compare/2030", folder + "/2030")
        edition = pathlib.Path(folder) / "2030"
        shutil.rmtree(edition / ".schemas", ignore_errors=True)
        (edition / ".schemas").write_text("des notes")
        code, _, errors = run("schema", "--dans", str(edition))
        assert code == 4 and "[B902]" in errors and ".schemas" in errors, (code, errors)
        assert (edition / ".schemas").read_text() == "des notes"


@test
def vs_code_underlines_nothing_that_is_right():
    with Editor() as editor:
        for edition in EDITIONS:
            for path in data_files(edition):
                assert editor.open(path) == [], path


@test
def vs_code_underlines_a_wrong_key_and_a_wrong_choice():
    path = ROOT / "content/2019/programmes/08-gestion-des-flux/programme.yaml"
    with Editor() as editor:
        right = path.read_text()
        line = right[:right.index("volet:")].count("\n")
        told = editor.open(path, right.replace("volet: transverse", "volet: transversal"))
        assert [d["range"]["start"]["line"] for d in told] == [line] and "sectoriel" in told[0]["message"], told
        line = right[:right.index("    unite:")].count("\n")
        told = editor.open(path, right.replace("    unite:", "    uniter:", 1))
        assert [d["range"]["start"]["line"] for d in told] == [line] and "uniter" in told[0]["message"], told


@test
def vs_code_explains_a_key_in_french():
    path = ROOT / "content/2019/programmes/08-gestion-des-flux/programme.yaml"
    with Editor() as editor:
        editor.open(path)
        line = path.read_text()[:path.read_text().index("    unite:")].count("\n")
        shown = editor.at("hover", path, line, 6)["contents"]["value"]
        assert "unité, au singulier : élève, projet, DH, %" in shown, shown


@test
def vs_code_completes_keys_and_choices_in_french():
    path = ROOT / "content/2019/programmes/08-gestion-des-flux/programme.yaml"
    head, _, _ = path.read_text().partition("indicateurs:\n")
    with Editor() as editor:
        for typed, column, wanted in (("indicateurs:\n  x:\n    libelle: X\n    \n", 4, "qui donne le chiffre"),
                                      ("tableaux:\n  x:\n    \n", 4, "titre au-dessus du tableau"),
                                      ("graphiques:\n  x:\n    \n", 4, "forme du graphique")):
            text = head + typed
            editor.open(path, text)
            items = editor.at("completion", path, text.count("\n") - 1, column)["items"]
            said = [str(item.get("documentation", "")) for item in items]
            assert any(wanted in words for words in said), (typed, items)
            keys = [words for item, words in zip(items, said) if item.get("kind") == 10]
            assert keys and all(keys), items
        text = head + "graphiques:\n  x:\n    type: \n"
        editor.open(path, text)
        items = editor.at("completion", path, text.count("\n") - 1, 10)["items"]
        assert {"barres", "anneau"} <= {item["label"] for item in items}, [item["label"] for item in items]


try:
    npm.install()
    tap.run(TESTS)
except (OSError, subprocess.CalledProcessError) as problem:
    print(f"1..1\nnot ok 1 - the schemas\n# {problem}")
