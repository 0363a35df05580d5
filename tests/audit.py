#!/usr/bin/env python3
"""How much of what editors type by hand does the audit of numbers find, and how much of what it says is right?

All references of the edition's narratives are written out, as one would have typed them; then the audit runs. A finding is right when
the reference it gives shows what stood there: the same figure, called by the same name. What it finds on the edition as it stands is
listed too: there, nothing is left to find. Prints TAP; the counts go with the names of the tests.
"""
import collections
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

import tap

ROOT = pathlib.Path(__file__).resolve().parent.parent
BILAN = os.environ.get("BILAN", str(ROOT / "build/out/bilan"))
EDITION = ROOT / "content/2019"
FIGURE = re.compile(r"^ *(\d+):(\d+) figure \"(.*?)\"")
REFERENCE = re.compile(r"\{\{\s*(.*?)\s*\}\}")
AUDIT = {"B220", "B221", "B222"}


def run(*args, cwd=ROOT):
    return subprocess.run([BILAN, *map(str, args)], cwd=cwd, capture_output=True, text=True, timeout=300,
                          env={**os.environ, "NO_COLOR": "1"})


def messages(edition):
    return [json.loads(line) for line in run("check", edition, "--format", "json").stdout.splitlines()]


def shown(edition):
    """(line, column, text) of each figure that a narrative calls, by its file."""
    found = collections.defaultdict(dict)
    narratives = sorted(edition.rglob("*.md"))
    lines = {path: path.read_text(encoding="utf-8").splitlines() for path in narratives}
    for row in run("dump", edition, "--phase", "doc").stdout.splitlines():
        match = FIGURE.match(row)
        if match:
            line, column, text = int(match[1]), int(match[2]) - 1, match[3].replace("^", "\u202f").replace("~", "\u00a0")
            for path in narratives:
                if len(lines[path]) >= line and lines[path][line - 1].startswith("{{", column):
                    found[path][line, column] = text
    return found, lines


def write_out(edition, change=None):
    """Types every reference of the narratives by hand: {(file, line): [(column, typed, reference)]}."""
    found, lines = shown(edition)
    typed = {}
    for path, figures in found.items():
        rows = lines[path]
        for number in {line for line, _ in figures}:
            row, out, at, places = rows[number - 1], "", 0, []
            for match in REFERENCE.finditer(row):
                text = figures[number, match.start()]
                text = change(text, len(typed)) if change else text
                out += row[at:match.start()]
                places.append((len(out), text, match[1]))
                out, at = out + text, match.end()
            rows[number - 1] = out + row[at:]
            typed[str(path.relative_to(edition)), number] = places
        path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return typed


def path_of(reference):
    """`x.2019` and `x.2019.total` name one figure."""
    return reference.partition("|")[0].strip().removesuffix(".total")


def judge(edition, typed):
    """(right, wrong, missed) of the audit's findings against what was typed."""
    right, wrong, found = [], [], set()
    for message in messages(edition):
        if message["code"] not in AUDIT:
            continue
        name = message["fichier"].removeprefix(str(edition) + "/")
        places = typed.get((name, message["ligne"]), [])
        column = message["colonne"] - 1
        place = next((p for p in places if p[0] <= column < p[0] + len(p[1])), None)
        said = REFERENCE.search(message.get("remede", ""))
        is_right = place and said and path_of(said[1]) == path_of(place[2])
        (right if is_right else wrong).append((name, message, place))
        if is_right:
            found.add((name, message["ligne"], place[0]))
    missed = [(name, line, *place) for (name, line), places in typed.items() for place in places
              if (name, line, place[0]) not in found]
    return right, wrong, missed


def show(right, wrong, missed):
    for name, message, place in wrong:
        print("# faux:", name, message["ligne"], message["colonne"], message["code"], message["detail"], "|",
              message.get("remede"), "| attendu:", place and place[2])
    for place in missed:
        print("# manqué:", *place)


def raised(text, _):
    """Another figure than the data's: its last digit is one more."""
    at = max((i for i, c in enumerate(text) if c.isdigit()), default=None)
    return text if at is None else text[:at] + str((int(text[at]) + 1) % 10) + text[at + 1:]


def measured(change=None):
    with tempfile.TemporaryDirectory() as folder:
        copy = pathlib.Path(folder) / "2019"
        shutil.copytree(EDITION, copy)
        typed = write_out(copy, change)
        right, wrong, missed = judge(copy, typed)
        if "--montrer" in sys.argv:
            show(right, wrong, missed)
        return sum(map(len, typed.values())), right, wrong, missed


def counted(count, right, wrong, missed):
    return f"{count} typed, {len(right) + len(wrong)} findings, {len(right)} right, {len(wrong)} wrong, {len(missed)} missed"


def as_it_stands():
    """Nothing is left to find in the edition itself."""
    return [f"{m['fichier']}:{m['ligne']}: {m['code']} {m['detail']}" for m in messages(EDITION) if m["code"] in AUDIT]


def main():
    held, denied = measured(), measured(raised)
    tap.report([
        (f"typed by hand: {counted(*held)}", [] if len(held[2]) * 50 <= len(held[1]) and len(held[3]) * 8 <= held[0] else held[2]),
        (f"typed wrongly: {counted(*denied)}", [] if len(denied[2]) * 5 <= len(denied[1]) else denied[2]),
        ("the edition as it stands", as_it_stands()),
    ])


main()
