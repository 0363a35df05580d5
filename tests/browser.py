#!/usr/bin/env python3
"""The site in Chromium: builds the edition, installs what tests/package-lock.json pins, runs a script of tests/browser.

usage: browser.py SCRIPT [EDITION]                   content/2019 when none is named

Prints TAP. What cannot be installed is a failure, never a silent skip.
"""
import os
import pathlib
import subprocess
import sys
import tempfile

import npm

ROOT = pathlib.Path(__file__).resolve().parent.parent
SUITE = ROOT / "tests/browser"
BILAN = os.environ.get("BILAN", str(ROOT / "build/out/bilan"))


def main():
    npm.install()
    with tempfile.TemporaryDirectory() as folder:
        public, edition = f"{folder}/public", sys.argv[2] if len(sys.argv) > 2 else "content/2019"
        subprocess.run([BILAN, "build", edition, "-o", public], cwd=ROOT, check=True, stdout=subprocess.DEVNULL,
                       stderr=subprocess.DEVNULL)
        return subprocess.run(["node", str(SUITE / sys.argv[1]), public]).returncode


try:
    sys.exit(main())
except (OSError, subprocess.CalledProcessError) as problem:
    print(f"1..1\nnot ok 1 - the site in Chromium\n# {problem}")
