#!/usr/bin/env python3
"""Golden tests: the folder is the feature, the stem the case, the suffix the phase.

A case is a .md, a .yaml, or both with one stem (data and narrative of one
programme). Beside it lie the texts that `bilan` must print for it: .diag
(messages), .yaml-tree, .model, .doc, .lines, .pages, .tags. A file that is
present is compared. Of a file alone `bilan` sets the one programme, without the book around it.

usage: golden.py [--update] [CASE ...]        CASE: feature/stem, all when left out
       golden.py --new PHASE CASE ...         writes a further phase of a case
"""
import difflib
import os
import pathlib
import re
import subprocess
import sys

import tap

ROOT = pathlib.Path(__file__).resolve().parent / "golden"
BILAN = os.environ.get("BILAN", str(ROOT.parent.parent / "build/out/bilan"))
PHASES = {".yaml-tree": "yaml", ".model": "model", ".doc": "doc", ".lines": "lines", ".pages": "pages", ".tags": "tags"}
SUFFIXES = [".diag", *PHASES]


def cases():
    """A case is named after its input; of a pair, the narrative."""
    found = {}
    for path in sorted(ROOT.rglob("*")):
        if path.suffix in (".md", ".yaml"):
            found.setdefault(path.with_suffix(""), []).append(path)
    for stem, inputs in found.items():
        yield stem, next((p for p in inputs if p.suffix == ".md"), inputs[0])


def run(*args):
    environment = {**os.environ, "NO_COLOR": "1"}
    done = subprocess.run([BILAN, *args], capture_output=True, cwd=ROOT, env=environment, timeout=120)
    if done.returncode not in (0, 1):
        raise RuntimeError(f"{' '.join(args)}: exit {done.returncode}\n{done.stderr.decode()}")
    return done.stdout.decode(), done.stderr.decode()


def actual(entry, suffix):
    name = str(entry.relative_to(ROOT))
    if suffix == ".diag":                # of all phases, layout's too
        return run("dump", name, "--phase", "pages")[1]
    return run("dump", name, "--phase", PHASES[suffix])[0]


def check(stem, entry, suffix, update):
    golden = stem.with_suffix(suffix)
    try:
        got = actual(entry, suffix)
    except (RuntimeError, subprocess.TimeoutExpired) as problem:
        return [str(problem)]
    if update:
        golden.write_text(got)
        return []
    wanted = golden.read_text()
    return list(difflib.unified_diff(wanted.splitlines(), got.splitlines(), "golden", "actual", lineterm=""))


# What no input is known to bring about: page numbers that never settle, a fault inside libharu,
# and a machine that watches no more files.
UNREACHED = {"B602", "B802", "B904"}


def codes_without_case():
    """Codes of the catalogue that no .diag shows and, for what a file alone cannot show, no other test names."""
    top = ROOT.parent.parent
    rows = re.findall(r"X\((DIAG_\w+),\s*(B\d+),", (top / "gen/diag/catalogue.h").read_text())
    shown = "".join(p.read_text() for p in ROOT.rglob("*.diag"))
    named = "".join(p.read_text() for p in [*ROOT.parent.glob("unit/*.c"), ROOT.parent / "program.py",
                                             ROOT.parent / "checks.py", ROOT.parent / "preview.py",
                                             ROOT.parent / "editing.py", ROOT.parent / "types.py", ROOT.parent / "lender.py",
                                             ROOT.parent / "limits.py", ROOT.parent / "panels.py"])
    return [f"{code} {symbol}" for symbol, code in rows
            if f"[{code}]" not in shown and symbol not in named and code not in named and code not in UNREACHED]


def main(argv):
    update = "--update" in argv
    new = argv[argv.index("--new") + 1] if "--new" in argv else None
    wanted = [a for a in argv[1:] if not a.startswith("--") and a != new]
    results = []
    for stem, entry in cases():
        if wanted and str(stem.relative_to(ROOT)) not in wanted:
            continue
        suffixes = ["." + new] if new else [s for s in SUFFIXES if stem.with_suffix(s).exists()]
        if not suffixes:
            results.append((f"{stem.relative_to(ROOT)}: nothing to compare", ["no golden file beside the input"]))
        for suffix in suffixes:
            results.append((f"{stem.relative_to(ROOT)}{suffix}", check(stem, entry, suffix, update or new)))
    if not wanted and not new:
        results.append(("every code has a case", codes_without_case()))
    tap.report(results)
    return any(difference for _, difference in results)


if __name__ == "__main__":
    sys.exit(main(sys.argv))
