#!/usr/bin/env python3
"""What bash, zsh and fish complete of bilan, asked of the shells themselves; and that the command line, the usage lines and the
man page know the same options. Prints TAP; a shell that is absent is skipped, by name.
"""
import os
import pathlib
import pty
import re
import select
import shutil
import subprocess
import sys
import tempfile
import time

import tap

ROOT = pathlib.Path(__file__).resolve().parent.parent
BILAN = os.environ.get("BILAN", str(ROOT / "build/out/bilan"))
SCRIPTS = ROOT / "build/completion"
MAN = (ROOT / "build/bilan.1").read_text()
TESTS = []


def test(function):
    TESTS.append(function)
    return function


def run(*args):
    done = subprocess.run([BILAN, *args], cwd=ROOT, capture_output=True, text=True, timeout=60)
    return done.returncode, done.stdout, done.stderr


def asked(*words, cwd=ROOT):
    """What the program itself proposes for the last of `words`."""
    done = subprocess.run([BILAN, "--completion", *words], cwd=cwd, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0 and done.stderr == "", done.stderr
    return [line.split("\t")[0] for line in done.stdout.splitlines()]


def commands():
    return re.findall(r"^  bilan (\w+) (.*)$", run("--help")[1], re.M)


def options_in(text):
    return set(re.findall(r"(?<![\w-])-(?:-[a-z]+(?:-[a-z]+)*|[a-z]\b)", text))


# --- one table ---

@test
def each_usage_line_names_the_options_of_its_command():
    found = commands()
    assert len(found) >= 8 and [name for name, _ in found] == [w for w in asked("") if not w.startswith("-")]
    for name, usage in found:
        assert options_in(usage) == set(asked(name, "-")), (name, usage, asked(name, "-"))


@test
def each_option_is_explained_by_the_help_and_the_man_page():
    page = MAN.replace("\\-", "-")
    synopsis, _, rest = page.partition(".SH DESCRIPTION")
    shown = {name: set() for name, _ in commands()}
    for part in re.split(r"^\.br\n|^\.SH SYNOPSIS\n", synopsis, flags=re.M)[1:]:
        words = re.sub(r"^\.[A-Z]+ ", " ", part, flags=re.M)
        shown[re.search(r"bilan (\w+)", words)[1]] |= options_in(words)
    for name, _ in commands():
        options = set(asked(name, "-"))
        assert shown[name] == options, (name, shown[name] ^ options)
        for option in options:
            assert re.search(rf"^  {option}( [^ ]+)?  +\S", run(name, "--help")[1], re.M), (name, option)
            assert option in rest, f"{option}: not in the man page's text"


@test
def an_option_of_another_command_is_refused_by_name():
    code, _, errors = run("dump", "content/2019", "--port", "3")
    assert code == 2 and "« --port » n’est pas une option de « dump », mais de : serve" in errors, errors
    assert run("build", "--inconnu")[0] == 2
    assert "vouliez-vous dire « --release » ?" in run("build", "content/2019", "--relase")[2]
    assert "vouliez-vous dire « bilan check » ?" in run("chek", "content/2019")[2] and run("chek")[0] == 2


# --- what the program proposes ---

EDITIONS = [f"content/{p.parent.name}" for p in sorted(ROOT.glob("content/*/rapport.yaml"))]
TYPES = [p.parent.name for p in ROOT.glob("templates/*/type.yaml")]
DOCUMENTS = EDITIONS + sorted(str(p.parent.relative_to(ROOT)) for t in TYPES for p in ROOT.glob(f"content/*/*/{t}.yaml"))


@test
def words_are_proposed_by_what_they_are():
    codes = re.findall(r"^(B\d+) ", run("check", "--explique")[1], re.M)
    assert len(codes) > 60 and asked("check", "--explique", "") == codes
    assert asked("check", "--explique", "B10") == [c for c in codes if c.startswith("B10")]
    assert asked("dump", "content/2019", "--phase", "") == re.findall(r"\w+", re.search(r"--phase (\S+)", dict(commands())["dump"])[1])
    assert asked("check", "content/2019", "--format", "") == ["texte", "json", "sarif"]
    assert asked("verify", "x.pdf", "--format", "s") == []
    assert asked("schema", "p") == ["programme"] and set(TYPES) < set(asked("schema", ""))
    assert asked("build", "content/") == asked("check", "cont") == DOCUMENTS and len(DOCUMENTS) > len(EDITIONS)
    assert asked("new", "x", "--from", "content/2019") == ["content/2019"]
    assert asked("import", "x.csv", "--dans", "content/2019/programmes/08") == ["content/2019/programmes/08-gestion-des-flux"]
    assert "--strict" not in asked("check", "content/2019", "--strict", "-") and asked("inconnu", "") == []
    assert asked("serve", "--port", "") == [] and "--port" in asked("serve", "content/2019", "")


@test
def files_are_proposed_by_their_kind():
    with tempfile.TemporaryDirectory() as home:
        for name in ("a.pdf", "b.csv", "c.xlsx", "d.txt", "g.md", "h.yaml", "dossier/e.pdf", ".caché/f.pdf"):
            path = pathlib.Path(home) / name
            path.parent.mkdir(exist_ok=True)
            path.write_text("")
        assert asked("verify", "", cwd=home) == ["a.pdf", "dossier/"]
        assert asked("verify", "a.pdf", "dossier/", cwd=home) == ["dossier/e.pdf"]
        assert asked("import", "", cwd=home) == ["b.csv", "c.xlsx", "dossier/"]
        assert asked("build", "", cwd=home) == ["dossier/"]
        assert asked("dump", "", cwd=home) == ["dossier/", "g.md", "h.yaml"]


@test
def a_folder_without_end_is_answered_at_once():
    with tempfile.TemporaryDirectory() as home:
        os.symlink(".", f"{home}/ici")
        for i in range(300):
            os.mkdir(f"{home}/{i}")
        done = subprocess.run([BILAN, "--completion", "import", "x", "--dans", ""], cwd=home, capture_output=True, timeout=20)
        assert done.returncode == 0 and done.stdout.count(b"\n") <= 5000


# --- the shells ---

LINES = [("bilan ch", "bilan check "), ("bilan check --expl", "bilan check --explique "),
         ("bilan check --explique B10", None), ("bilan dump content/2019 --phase pa", "bilan dump content/2019 --phase pages "),
         ("bilan build content/2018", "bilan build content/2018 "), ("bilan verify --rebuild tem", "bilan verify --rebuild templates/"),
         ("bilan import x.csv --dans content/2019/programmes/08",
          "bilan import x.csv --dans content/2019/programmes/08-gestion-des-flux ")]


def shell(name):
    path = shutil.which(name)
    if path is None:
        raise tap.Skip(f"{name} is absent")
    return path


def environment(home):
    os.symlink(BILAN, f"{home}/bilan")
    return {**os.environ, "PATH": f"{home}:{os.environ['PATH']}", "HOME": home, "TERM": "dumb", "LC_ALL": "C.UTF-8"}


def bash(line, home):
    script = (f". {SCRIPTS}/bilan.bash; COMP_WORDS=({line}); "
              f"COMP_CWORD=$(( ${{#COMP_WORDS[@]}} - 1 )); _bilan; printf '%s\\n' \"${{COMPREPLY[@]}}\"; complete -p bilan")
    done = subprocess.run([shell("bash"), "--norc", "-c", script], cwd=ROOT, capture_output=True, text=True, timeout=60,
                          env=environment(home))
    assert done.returncode == 0 and done.stderr == "", done.stderr
    *found, claim = done.stdout.splitlines()
    assert claim == "complete -F _bilan bilan"
    return found


@test
def bash_proposes_what_the_program_does():
    for line, _ in LINES:
        with tempfile.TemporaryDirectory() as home:
            assert bash(line, home) == asked(*line.split(" ")[1:]), line


class Terminal:
    """A shell on a terminal, typed into; the key ^O writes its line to a file."""

    def __init__(self, home, argv):
        self.line_file = pathlib.Path(home) / "ligne"
        self.pid, self.terminal = pty.fork()
        if self.pid == 0:
            os.chdir(ROOT)
            os.execve(argv[0], argv, {**environment(home), "LIGNE": str(self.line_file)})
        self.screen = ""

    def read(self, seconds):
        while select.select([self.terminal], [], [], seconds)[0]:
            try:
                self.screen += os.read(self.terminal, 65536).decode(errors="replace")
            except OSError:
                return

    def type(self, keys):
        os.write(self.terminal, keys.encode())

    def wait(self, true):
        end = time.monotonic() + 30
        while not true():
            assert time.monotonic() < end, self.screen[-2000:]
            self.read(0.05)

    def completed(self, line):
        self.line_file.unlink(missing_ok=True)
        self.type(f"\x15{line}\t\x0f")
        self.wait(lambda: self.line_file.exists() and self.line_file.read_text().endswith("\n"))
        return self.line_file.read_text()[:-1]

    def close(self):
        os.kill(self.pid, 9)
        os.waitpid(self.pid, 0)
        os.close(self.terminal)


def completes(terminal, ready):
    terminal.type(ready + "echo PR''ET\n")
    terminal.wait(lambda: "PRET" in terminal.screen)
    for line, wanted in LINES:
        if wanted is not None:
            found = terminal.completed(line)
            assert found == wanted, (line, found)


@test
def bash_completes_what_is_typed():
    with tempfile.TemporaryDirectory() as home:
        terminal = Terminal(home, [shell("bash"), "--norc", "--noprofile", "-i"])
        try:
            completes(terminal, f". {SCRIPTS}/bilan.bash; bind -x '\"\\C-o\": printf \"%s\\n\" \"$READLINE_LINE\" >\"$LIGNE\"'; ")
        finally:
            terminal.close()


@test
def zsh_completes_what_is_typed():
    with tempfile.TemporaryDirectory() as home:
        terminal = Terminal(home, [shell("zsh"), "-f", "-i"])
        try:
            completes(terminal, f"fpath=({SCRIPTS} $fpath); autoload -Uz compinit; compinit -u -D; "
                                "ecrit() { print -r -- \"$BUFFER\" >|$LIGNE }; zle -N ecrit; bindkey '^O' ecrit; "
                                "bindkey '^U' kill-whole-line; ")
        finally:
            terminal.close()


@test
def fish_proposes_what_the_program_does():
    fish = shell("fish")
    for line, _ in LINES:
        with tempfile.TemporaryDirectory() as home:
            done = subprocess.run([fish, "--no-config", "-c", f"source {SCRIPTS}/bilan.fish; complete -C '{line}'"], cwd=ROOT,
                                  capture_output=True, text=True, timeout=60, env=environment(home))
            found = [row.split("\t")[0] for row in done.stdout.splitlines()]
            assert sorted(found) == sorted(asked(*line.split(" ")[1:])), (line, found, done.stderr)


@test
def names_with_blanks_stay_one_word():
    with tempfile.TemporaryDirectory() as home, tempfile.TemporaryDirectory() as tree:
        pathlib.Path(tree, "à moi/2019").mkdir(parents=True)
        pathlib.Path(tree, "à moi/2019/rapport.yaml").write_text("")
        assert asked("build", "à", cwd=tree) == ["à moi/2019"]
        script = f". {SCRIPTS}/bilan.bash; COMP_WORDS=(bilan build à); COMP_CWORD=2; _bilan; printf '%s\\n' \"${{COMPREPLY[@]}}\""
        done = subprocess.run([shell("bash"), "--norc", "-c", script], cwd=tree, capture_output=True, text=True,
                              env=environment(home))
        assert done.stdout == "à\\ moi/2019\n", done.stdout


@test
def the_scripts_are_installed_where_the_shells_look():
    build = os.environ.get("BILAN_BUILD")
    if build is None:
        raise tap.Skip("BILAN_BUILD does not name meson's folder")
    done = subprocess.run(["meson", "introspect", "--installed", build], capture_output=True, text=True, timeout=60, check=True)
    for source, place in (("bilan.bash", "bash-completion/completions/bilan"), ("_bilan", "zsh/site-functions/_bilan"),
                          ("bilan.fish", "fish/vendor_completions.d/bilan.fish")):
        assert re.search(rf'"[^"]*build/completion/{source}": "[^"]*share/{place}"', done.stdout), source


tap.run(TESTS)
