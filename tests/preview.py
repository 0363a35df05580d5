#!/usr/bin/env python3
"""`bilan serve`: its start and end, what it refuses, its memory; and, in Chromium, tests/browser/preview.js on a copy of the edition.

usage: preview.py            the tests, as TAP
       preview.py --mesure   the times from a file's close() to the changed page
"""
import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request

import load
import npm

ROOT = pathlib.Path(__file__).resolve().parent.parent
BILAN = os.environ.get("BILAN", str(ROOT / "build/out/bilan"))
REBUILDS = 150


class Server:
    """A preview of a copy of the edition, asked to end when the block is left: a sanitizer then says what it has lost, and
    what it reached is counted."""

    def __init__(self, *options):
        self.options = options

    def __enter__(self):
        self.folder = tempfile.TemporaryDirectory()
        self.content = pathlib.Path(self.folder.name) / "2019"
        shutil.copytree(ROOT / "content/2019", self.content)
        # What is freed, the address sanitizer keeps for a while: 256 MiB unless told, which is no leak.
        kept = {**os.environ, "ASAN_OPTIONS": os.environ.get("ASAN_OPTIONS", "") + ":quarantine_size_mb=8"}
        self.child = subprocess.Popen([BILAN, "serve", self.content, "--sans-navigateur", *self.options], cwd=ROOT, env=kept,
                                      stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        line = self.child.stdout.readline()
        self.address = re.search(r"http://127\.0\.0\.1:\d+/", line).group()
        return self

    def end(self, number=signal.SIGINT):
        self.child.send_signal(number)
        return self.child.wait(timeout=30)

    def __exit__(self, failure=None, *unused):
        code = self.child.poll()
        try:
            code = self.end() if code is None else code
        finally:
            self.child.kill()
            self.child.wait()
            self.child.stdout.close()
            self.folder.cleanup()
        assert failure is not None or code == 0, f"the preview ended with {code}"

    def read(self, path):
        with urllib.request.urlopen(self.address + path, timeout=30) as answer:
            return answer.read().decode()

    def kib(self):
        status = pathlib.Path(f"/proc/{self.child.pid}/status").read_text()
        return int(re.search(r"VmRSS:\s+(\d+)", status).group(1))

    def save_until_shown(self, number):
        path = self.content / "introduction.md"
        text = path.read_text()
        path.write_text(re.sub(r"\n*(<!--|Passage \d+\.)*\s*$", f"\n\nPassage {number}.\n", text, count=1))
        for _ in range(600):
            if f"Passage {number}." in self.read("site/introduction.html"):
                return
            time.sleep(0.01)
        raise AssertionError(f"save {number} is not shown")


def ctrl_c_ends_it_at_once_and_cleanly():
    for number in (signal.SIGINT, signal.SIGTERM):
        with Server() as server:
            assert "<title>" in server.read("")
            begin = time.monotonic()
            assert server.end(number) == 0
            assert time.monotonic() - begin < 10
            assert sorted(p.name for p in pathlib.Path(server.folder.name).iterdir()) == ["2019"]


def a_taken_port_is_said():
    with Server() as server:
        port = server.address.rsplit(":", 1)[1].strip("/")
        done = subprocess.run([BILAN, "serve", server.content, "--sans-navigateur", "--port", port], cwd=ROOT,
                              capture_output=True, text=True, timeout=60)
        assert done.returncode == 4 and "B801" in done.stderr and "--port" in done.stderr, done.stderr


def wrong_use_is_said():
    for wrong in (["serve"], ["serve", "a", "--port", "0"], ["serve", "a", "--port", "70000"], ["serve", "a", "--port", "x"],
                  ["serve", "a", "--editeur", "vim"]):
        done = subprocess.run([BILAN, *wrong], cwd=ROOT, capture_output=True, text=True, timeout=60)
        assert done.returncode == 2, (wrong, done.stderr)
    done = subprocess.run([BILAN, "serve", "/nonexistent", "--sans-navigateur"], cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert done.returncode == 4 and "B115" in done.stderr, done.stderr


def the_site_is_that_of_a_build():
    with Server() as server:
        out = pathlib.Path(server.folder.name) / "public"
        subprocess.run([BILAN, "build", server.content, "-o", out], cwd=ROOT, check=True, capture_output=True)
        for name in ("programme-03-sante.html", "introduction.html"):
            shown = server.read("site/" + name).replace(' data-source=""', "")
            built = (out / name).read_text()
            built = re.sub(r'\n<li><a href="[^"]*\.pdf">[^\n]*', "", built)
            assert shown == built, name
            assert "data-source" not in built
        with urllib.request.urlopen(server.address + "site/rapport-2019.pdf", timeout=60) as answer:
            assert answer.read() == (out / "rapport-2019.pdf").read_bytes()


def memory_stays_level_over_many_rebuilds():
    with Server() as server:
        # A layout may be under way at any reading, so the least of ten counts.
        def least_of(numbers):
            read = []
            for number in numbers:
                server.save_until_shown(number)
                read.append(server.kib())
            return min(read[-10:])

        first, last = least_of(range(20)), least_of(range(20, 20 + REBUILDS))
        assert last < first * 1.25 + 8192, f"{first} KiB after 20 rebuilds, {last} KiB after {20 + REBUILDS}"


def load_is_borne_while_files_are_saved():
    with Server() as server:
        told, wrong = load.load(server, 5, 100, 20, False)
        assert not wrong, (wrong, told)


def in_chromium(*options):
    npm.install()
    with Server() as server:
        return subprocess.run(["node", ROOT / "tests/browser/preview.js", server.address, server.content, *options]).returncode


def main():
    if "--mesure" in sys.argv:
        return in_chromium("--mesure")
    if "--navigateur" in sys.argv:
        return in_chromium()
    import tap
    return tap.run([ctrl_c_ends_it_at_once_and_cleanly, a_taken_port_is_said, wrong_use_is_said, the_site_is_that_of_a_build,
                    memory_stays_level_over_many_rebuilds, load_is_borne_while_files_are_saved])


if __name__ == "__main__":
    sys.exit(main())
