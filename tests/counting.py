#!/usr/bin/env python3
"""The last line of the tests counts what failed, however it did. Prints TAP."""
import pathlib
import subprocess
import sys
import tempfile

import tap

SUMMARY = pathlib.Path(__file__).resolve().parent / "summary.py"

# What a suite prints and how it ends, and what the summary then counts.
SUITES = {
    "all well": ("1..2; ok 1 - a; ok 2 - b", 0, (2, 0)),
    "one claim fails": ("1..2; ok 1 - a; not ok 2 - b", 1, (1, 1)),
    "one is skipped": ("1..2; ok 1 - a; ok 2 - b # SKIP not here", 0, (1, 0)),
    "all well, then a leak": ("1..2; ok 1 - a; ok 2 - b", 1, (2, 1)),
    "a crash on the way": ("1..3; ok 1 - a", 139, (1, 1)),
    "a crash at once": ("1..3", 134, (0, 1)),
    "nothing said": ("", 1, (0, 1)),
}


def counted(said, code):
    with tempfile.TemporaryDirectory() as folder:
        home, prints = pathlib.Path(folder), "\\n".join(said.split("; "))
        (home / "suite.sh").write_text(f"#!/bin/sh\nprintf '{prints}\\n'\nexit {code}\n")
        (home / "meson.build").write_text("project('essai')\ntest('suite', find_program('sh'), args: files('suite.sh'), protocol: 'tap')\n")
        subprocess.run(["meson", "setup", home / "out", home], check=True, capture_output=True)
        subprocess.run(["meson", "test", "-C", home / "out"], capture_output=True)
        done = subprocess.run([sys.executable, SUMMARY, home / "out"], capture_output=True, text=True)
        words = done.stdout.splitlines()[-1].split()
        passed, failed = int(words[0]), int(words[2])
        assert done.returncode == (1 if failed or not passed else 0), done
        return passed, failed


results = []
for name, (said, code, wanted) in SUITES.items():
    got = counted(said, code)
    results.append((name, [] if got == wanted else [f"counted {got}, wanted {wanted}"]))
tap.report(results)
sys.exit(any(problems for _, problems in results))
