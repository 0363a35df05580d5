#!/usr/bin/env python3
"""The editors' guide (content/GUIDE.md, content/guide/) followed word by word: each example is carried out as an editor would, in an
empty folder, page after page, and what the guide shows is what the tool says.

usage: guide.py                 the tests, as TAP
       guide.py --ecrire        writes what the tool now says into the guide; read the diff
       guide.py --images        makes the pictures anew, in Chromium
       guide.py --navigateur    as TAP: the pictures can be made anew, each as large as the one in the guide

How an example is written, so that it reads well where Markdown is shown:

    ```console                  after "$ " what is typed, then all that the terminal shows; a line "…" stands for any lines
    ```yaml fichier=F           these lines stand in F
    ```yaml fichier=F avant     these lines stand once in F, and the next block of F takes their place
    ```yaml fichier=F apres     (see above)
    ```yaml fichier=F suite     the first line stands once in F; the others are typed below it
    ```csv fichier=F nouveau    F is made, or written anew
    ```markdown fichier=F fin   is added at the end of F
    | On écrit | On lit |       each row is set in a paragraph of its own, and reads so
    ![](images/X.png)           a picture of the edition as it is at this place: a row of PICTURES
"""
import html
import os
import pathlib
import pty
import re
import select
import shlex
import shutil
import signal
import struct
import subprocess
import sys
import tempfile

import npm
import tap

ROOT = pathlib.Path(__file__).resolve().parent.parent
BILAN = os.environ.get("BILAN", str(ROOT / "build/out/bilan"))
INDEX = ROOT / "content/GUIDE.md"
GUIDE = ROOT / "content/guide"
IMAGES = GUIDE / "images"
PAGES = sorted(GUIDE.glob("[0-9][0-9]-*.md"))
EDITION = "exercice/2019"
TEXT = EDITION + "/programmes/01-programme-1/narratif.md"
MODES = {"", "avant", "apres", "suite", "nouveau", "fin"}
IMAGE_BYTES = 200_000


# What the French dictionary does not know.
NAMES = {"Word", "Excel", "Visual", "YAML", "Red", "Hat", "Tab", "CSV", "OSP", "B540", "UA"}


class Wrong(Exception):
    """What the guide says is not so."""


# --- the terminal ---

class Terminal:
    """One command on a terminal; its answers are typed as its questions come."""

    def __init__(self, home, words):
        self.pid, self.descriptor = pty.fork()
        if self.pid == 0:
            os.chdir(home)
            clean = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY", "SOURCE_DATE_EPOCH")}
            os.execve(BILAN, words, {**clean, "NO_COLOR": "1", "TERM": "dumb"})
        self.shown = b""

    def read(self, seconds=60):
        """Reads on; False at the end."""
        if not select.select([self.descriptor], [], [], seconds)[0]:
            raise Wrong(f"nothing for {seconds} s after: {self.text()[-300:]}")
        try:
            got = os.read(self.descriptor, 65536)
        except OSError:
            return False
        self.shown += got
        return bool(got)

    def text(self):
        return self.shown.decode(errors="replace").replace("\r\n", "\n")

    def type(self, text):
        os.write(self.descriptor, text.encode())

    def end(self):
        os.close(self.descriptor)
        return os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])


def answers_in(lines):
    """The answers that the guide shows behind questions: "Année [2019] : 2020"."""
    return [m[1] for line in lines if (m := re.match(r".+ \[.*\] : ?(.*)$", line))]


def typed(home, command, expected):
    """What the terminal shows of a command."""
    words = shlex.split(command)
    if words[0] != "bilan":
        raise Wrong(f"not a command of bilan: {command}")
    terminal = Terminal(home, words)
    answers = answers_in(expected)
    try:
        while terminal.read():
            if answers and terminal.text().endswith("] : "):
                terminal.type(answers.pop(0) + "\n")
            if words[1] == "serve" and "Ctrl+C" in terminal.text():
                os.kill(terminal.pid, signal.SIGINT)
                break
    finally:
        text = re.sub(r"(127\.0\.0\.1):\d+", r"\1:8019", terminal.text())
        terminal.end()
    return [line.rstrip() for line in text.rstrip("\n").split("\n")] if text else []


def fits(expected, shown):
    """True when the lines are the same, "…" alone in its line standing for any."""
    pattern = "".join(r"(?:.*\n)*" if line.strip() == "…" else re.escape(line.rstrip()) + "\n" for line in expected)
    return re.fullmatch(pattern, "".join(line + "\n" for line in shown)) is not None


# --- the guide ---

class Reader:
    """Follows the guide in a folder of his own. `pictures` makes the picture of a name, or is None."""

    def __init__(self, home, pictures=None, writes=False):
        self.home = pathlib.Path(home)
        self.pictures, self.writes = pictures, writes
        self.before = None
        self.examples = self.rows = 0
        self.images = []

    def follow(self, page):
        self.lines = page.read_text(encoding="utf-8").split("\n")
        self.at = 0
        out = []
        while self.at < len(self.lines):
            line = self.lines[self.at]
            start = self.at
            try:
                if line.startswith("```"):
                    self.block(line)
                elif re.match(r"\| On écrit ", line):
                    self.table()
                else:
                    for name in re.findall(r"!\[[^]]*\]\((?:guide/)?images/([^)]*)\)", line):
                        self.picture(name)
                    self.at += 1
            except (Wrong, AssertionError, OSError) as problem:
                raise Wrong(f"{page.name}:{start + 1}: {problem}") from None
            out += self.lines[start:self.at]
        if self.before is not None:
            raise Wrong(f"{page.name}: an « avant » without its « apres »")
        if self.writes:
            page.write_text("\n".join(out), encoding="utf-8")

    def block(self, fence):
        end = self.at + 1
        while self.lines[end] != "```":
            end += 1
        body = self.lines[self.at + 1:end]
        info = fence[3:].split()
        start, self.at = self.at, end + 1
        self.examples += 1
        if info[:1] == ["console"]:
            made = self.console(body)
            if self.writes and made != body:
                self.lines[start + 1:end] = made
                self.at += len(made) - len(body)
            return
        if len(info) < 2 or not info[1].startswith("fichier="):
            raise Wrong("an example that nothing tries: neither « console » nor « fichier= »")
        mode = info[2] if len(info) > 2 else ""
        if mode not in MODES:
            raise Wrong(f"unknown: {mode}")
        self.file(info[1][len("fichier="):], mode, "\n".join(body) + "\n")

    def console(self, body):
        made, at = [], 0
        if not body or not body[0].startswith("$ "):
            raise Wrong("nothing is typed: « $ » is missing")
        while at < len(body):
            command, at = body[at], at + 1
            expected = []
            while at < len(body) and not body[at].startswith("$ "):
                expected.append(body[at])
                at += 1
            shown = typed(self.home, command[2:], expected)
            if not fits(expected, shown):
                if not self.writes:
                    raise Wrong("\n".join([command, "the guide says:", *expected, "the terminal shows:", *shown]))
                expected = shown
            made += [command, *expected]
        return made

    def file(self, name, mode, body):
        path = self.home / name
        if mode == "nouveau":
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(body, encoding="utf-8")
            return
        text = path.read_text(encoding="utf-8")
        if mode == "apres":
            if self.before is None or self.before[0] != name:
                raise Wrong("« apres » without its « avant »")
            path.write_text(text.replace(self.before[1], body, 1), encoding="utf-8")
            self.before = None
        elif mode == "fin":
            path.write_text(text.rstrip("\n") + "\n\n" + body, encoding="utf-8")
        else:
            anchor = body.split("\n")[0] + "\n" if mode == "suite" else body
            count = ("\n" + text).count("\n" + anchor)
            if count != 1:
                raise Wrong(f"these lines stand {count} times in {name}:\n{anchor}")
            if mode == "suite":
                place = ("\n" + text).index("\n" + anchor)
                path.write_text(text[:place] + body + text[place + len(anchor):], encoding="utf-8")
            elif mode == "avant":
                self.before = (name, body)

    def table(self):
        rows = []
        self.at += 2
        while self.at < len(self.lines) and self.lines[self.at].startswith("|"):
            written, read = [cell.strip() for cell in re.split(r"(?<!\\)\|", self.lines[self.at])[1:3]]
            rows.append((written.strip("`").replace("\\|", "|"), read))
            self.at += 1
        with tempfile.TemporaryDirectory() as copy:
            shutil.copytree(self.home / "exercice", pathlib.Path(copy) / "exercice")
            text = pathlib.Path(copy) / TEXT
            lines = "".join(f"Essai-{i} : {written}\n\n" for i, (written, _) in enumerate(rows))
            text.write_text(text.read_text().replace("\n# Recommandations", "\n" + lines + "# Recommandations", 1))
            done = subprocess.run([BILAN, "build", EDITION, "-o", "public"], cwd=copy, capture_output=True, text=True)
            if done.returncode != 0:
                raise Wrong(done.stderr)
            site = "".join(p.read_text() for p in sorted(pathlib.Path(copy).glob("public/programme-*.html")))
        for i, (written, read) in enumerate(rows):
            found = re.search(rf"<p[^>]*>Essai-{i}\s*:\s*(.*?)</p>", site, re.S)
            seen = plain(re.sub(r"<[^>]*>", "", found[1])) if found else "nothing"
            if seen != plain(read.replace("*", "")):
                raise Wrong(f"« {written} » reads « {seen} », not « {read} »")
        self.rows += len(rows)

    def picture(self, name):
        self.images.append(name)
        if self.pictures is not None:
            self.pictures(self.home, name)


def plain(text):
    """Blanks of all widths as one."""
    return re.sub(r"[\s\u00a0\u202f\u2009]+", " ", html.unescape(text)).strip()


# --- the pictures ---

def size_of(path):
    """Width and height of a PNG (ISO/IEC 15948, 11.2.2)."""
    return struct.unpack(">II", path.read_bytes()[16:24])


# Of the printed page on which these words stand, the part between two heights.
PRINTED = {"tableau.png": ("Tanger", 0.04, 0.26)}
DOTS_PER_INCH = 100
OF_NEXT_EDITION = {"suivi.png"}


def printed(home, name, folder):
    words, top, bottom = PRINTED[name]
    with tempfile.TemporaryDirectory() as public:
        done = subprocess.run([BILAN, "build", EDITION, "-o", f"{public}/p"], cwd=home, capture_output=True, text=True)
        if done.returncode != 0:
            raise Wrong(done.stderr)
        pdf = f"{public}/p/rapport-2019.pdf"
        pages = subprocess.run(["pdftotext", "-layout", pdf, "-"], capture_output=True, text=True, check=True).stdout.split("\f")
        number = next((i for i, text in enumerate(pages, 1) if plain(words) in plain(text) and "Liste des" not in text), 0)
        if number == 0:
            raise Wrong(f"{name}: on no page: {words}")
        crop = ["-f", number, "-l", number, "-r", DOTS_PER_INCH]
        size = re.search(rf"Page +{number} size: +([\d.]+) x ([\d.]+)", subprocess.run(
            ["pdfinfo", "-f", str(number), "-l", str(number), pdf], capture_output=True, text=True, check=True).stdout)
        height = float(size[2]) * DOTS_PER_INCH / 72
        crop += ["-x", 0, "-W", round(float(size[1]) * DOTS_PER_INCH / 72), "-y", round(height * top), "-H", round(height * (bottom - top))]
        subprocess.run(["pdftoppm", *map(str, crop), "-png", "-singlefile", pdf, str(folder / name)[:-len(".png")]], check=True)


def shoot(home, name, folder):
    """The picture `name` by tests/browser/guide.js, on a preview of the edition as it is; of the PDF, by Poppler."""
    if name in PRINTED:
        return printed(home, name, folder)
    with open(os.devnull, "w") as nowhere:
        edition = "exercice/2020" if name in OF_NEXT_EDITION else EDITION
        server = subprocess.Popen([BILAN, "serve", edition, "--sans-navigateur"], cwd=home, text=True, stderr=nowhere,
                                  stdout=subprocess.PIPE)
    try:
        address = re.search(r"http://\S+", server.stdout.readline())[0]
        subprocess.run(["node", ROOT / "tests/browser/guide.js", address, name, folder / name], check=True, timeout=120)
    finally:
        server.send_signal(signal.SIGINT)
        server.wait(timeout=30)
        server.stdout.close()


def make_pictures(folder):
    npm.install()
    with tempfile.TemporaryDirectory() as home:
        reader = Reader(home, lambda place, name: shoot(place, name, folder))
        for page in PAGES:
            reader.follow(page)


def pictures_can_be_made_anew():
    with tempfile.TemporaryDirectory() as folder:
        made = pathlib.Path(folder)
        make_pictures(made)
        wrong = [p.name for p in sorted(IMAGES.glob("*.png")) if size_of(p) != size_of(made / p.name)]
        assert wrong == [], f"tests/guide.py --images: {wrong}"


# --- the tests ---

def each_example_does_what_the_guide_says():
    with tempfile.TemporaryDirectory() as home:
        reader = Reader(home)
        for page in PAGES:
            before = reader.examples
            reader.follow(page)
            assert reader.examples > before, f"{page.name} has no example"
        assert reader.rows > 5


def the_guide_has_ten_short_pages_that_lead_on():
    assert [p.name[:2] for p in PAGES] == [f"{i:02}" for i in range(1, 11)]
    index = INDEX.read_text()
    assert re.findall(r"^\d+\. \[.*?\]\(guide/(.*?)\)$", index, re.M) == [p.name for p in PAGES]
    for page, following in zip(PAGES, PAGES[1:]):
        text = page.read_text()
        assert text.rstrip().endswith(f"]({following.name})"), f"{page.name} does not lead to {following.name}"
        assert len(text.split()) < 900, f"{page.name}: {len(text.split())} words"


def each_link_leads_somewhere():
    for page in [INDEX, *PAGES]:
        text = re.sub(r"^```.*?^```", "", page.read_text(), flags=re.M | re.S)
        text = re.sub(r"`[^`\n]*`", "", text)
        for target in re.findall(r"\]\(([^)#]+)", text):
            assert target.startswith("https://") or (page.parent / target).exists(), f"{page.name}: {target}"


def each_picture_is_shown_described_and_small():
    used = {}
    for page in [INDEX, *PAGES]:
        for words, name in re.findall(r"!\[([^]]*)\]\((?:guide/)?images/([^)]*)\)", page.read_text()):
            used[name] = words
    assert len(used) >= 6 and sorted(used) == sorted(p.name for p in IMAGES.iterdir())
    for name, words in used.items():
        path = IMAGES / name
        assert len(words.split()) >= 4, f"{name}: for those who do not see it"
        assert path.read_bytes()[:8] == b"\x89PNG\r\n\x1a\n" and path.stat().st_size < IMAGE_BYTES, name
        assert 300 <= size_of(path)[0] <= 1440, name


def words_in(text):
    """Those of the sentences: neither of examples nor of links."""
    for pattern in (r"^```.*?^```", r"`[^`\n]*`", r"(?<=\])\([^)]*\)"):
        text = re.sub(pattern, " ", text, flags=re.M | re.S)
    for word in re.findall(r"\w+(?:['-]\w+)*", text.replace("’", "'")):
        word = re.sub(r"^(?:[ldnsjcmt]|qu|jusqu|lorsqu|puisqu)'", "", word, flags=re.I)
        if word and not word[0].isdigit():
            yield word


def each_word_is_french():
    if not shutil.which("hunspell"):
        raise tap.Skip("hunspell is absent")
    words = {word: page.name for page in [INDEX, *PAGES] for word in words_in(page.read_text())}
    done = subprocess.run(["hunspell", "-d", "fr_FR", "-i", "utf-8", "-l"], input="\n".join([*words, "erreure"]) + "\n",
                          capture_output=True, text=True, check=True)
    unknown = set(done.stdout.split())
    assert "erreure" in unknown, "the dictionary knows every word"
    wrong = [f"{words[word]}: {word}" for word in sorted(unknown - NAMES - {"erreure"})]
    assert wrong == [] and NAMES <= words.keys(), (wrong, NAMES - words.keys())


def a_wrong_example_is_seen():
    """The reader himself: what the guide must not get away with."""
    wrong = ["```console\n$ bilan --version\nbilan 9\n```\n", "```yaml\nx: 1\n```\n", "```console\n$ ls\n```\n",
             "```yaml fichier=a.yaml\nb: 2\n```\n", "```yaml fichier=a.yaml avant\nb: 1\n```\n",
             "```yaml fichier=a.yaml suite\nc: 1\nd: 2\n```\n", "```yaml fichier=a.yaml autrement\nb: 1\n```\n"]
    with tempfile.TemporaryDirectory() as home:
        (pathlib.Path(home) / "a.yaml").write_text("b: 1\n")
        page = pathlib.Path(home) / "page.md"
        for text in wrong:
            page.write_text(text)
            try:
                Reader(home).follow(page)
            except Wrong:
                continue
            raise AssertionError(f"not seen: {text}")
        page.write_text("```console\n$ bilan --version\n…\n$ bilan --help\nbilan - le rapport annuel, de ses données à ses pages\n…\n```\n")
        Reader(home).follow(page)


def main():
    if "--ecrire" in sys.argv:
        with tempfile.TemporaryDirectory() as home:
            reader = Reader(home, writes=True)
            for page in PAGES:
                reader.follow(page)
    elif "--images" in sys.argv:
        make_pictures(IMAGES)
    elif "--navigateur" in sys.argv:
        tap.run([pictures_can_be_made_anew])
    else:
        tap.run([each_example_does_what_the_guide_says, the_guide_has_ten_short_pages_that_lead_on, each_link_leads_somewhere,
                 each_picture_is_shown_described_and_small, each_word_is_french, a_wrong_example_is_seen])


if __name__ == "__main__":
    main()
