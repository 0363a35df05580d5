#!/usr/bin/env python3
"""A build executes no more instructions than tests/instructions.txt says, nor many fewer; see tests/bench/counts.py. Prints TAP."""
import os
import pathlib
import subprocess
import sys

import tap

ROOT = pathlib.Path(__file__).resolve().parent.parent
BUILD = pathlib.Path(os.environ.get("BILAN_BUILD", ROOT / "build/out")).resolve()
BILAN = BUILD / "bilan"
sys.path.insert(0, str(ROOT / "tests/bench"))

import counts


def a_build_executes_what_it_did():
    reason = counts.why_not(BUILD)
    if reason:
        raise tap.Skip(reason)
    compiled, old = counts.read()
    if counts.compiler(BILAN) != compiled:
        raise tap.Skip(f"counted with {compiled}, built with {counts.compiler(BILAN)}")
    new = counts.count(BILAN, BUILD, ROOT, os.environ)
    lines = counts.moved(old, new)
    assert not lines, "\n".join(lines + ["build/bench --count --update writes what is so now"])


def what_moved_is_said():
    old = {"layout": 100_000_000, "pdf": 50_000_000, "cli": 10, "total": 150_000_010}
    assert counts.moved(old, dict(old)) == []
    assert counts.moved(old, {**old, "layout": 102_900_000, "cli": 1000}) == []
    lines = counts.moved(old, {**old, "layout": 103_100_000, "pdf": 40_000_000})
    assert [line.split(":")[0] for line in lines] == ["layout", "pdf"] and "+3.1 %" in lines[0] and "-20.0 %" in lines[1], lines
    assert counts.moved(old, {**old, "new": 40_000_000})[0].startswith("new: 0.000 -> 40.000"), lines


tap.run([what_moved_is_said, a_build_executes_what_it_did])
