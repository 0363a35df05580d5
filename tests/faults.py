#!/usr/bin/env python3
"""What the machine does to a build: it is killed, crossed by another, short of disk or memory, its reader goes away.

Whatever happens, the output folder holds one whole state: all that its manifest lists, with those checksums, and nothing
else. Prints TAP.
"""
import hashlib
import json
import os
import pathlib
import random
import shutil
import signal
import subprocess
import tempfile
import time

import tap

ROOT = pathlib.Path(__file__).resolve().parent.parent
BILAN = os.environ.get("BILAN", str(ROOT / "build/out/bilan"))
EDITION = ROOT / "tests/verify/edition"
KILLED = 100
TESTS = []
# A sanitizer asks for more address space than any limit, and stops at what is not its own; what build/coverage compiles
# asks for some of its own.
IS_SANITIZED, IS_COUNTED = (sign in pathlib.Path(BILAN).read_bytes() for sign in (b"__asan_init", b"__gcov_"))


def test(function):
    TESTS.append(function)
    return function


def command(output, content=EDITION):
    return [BILAN, "build", str(content), "-o", str(output)]


def run(arguments, **options):
    return subprocess.run(arguments, capture_output=True, text=True, cwd=ROOT,
                          env={**os.environ, "NO_COLOR": "1", **options.pop("more", {})}, **{"timeout": 300, **options})


def check_whole(folder):
    listed = {file["chemin"]: file["sha256"] for file in json.loads((folder / "manifeste.json").read_text())["fichiers"]}
    there = {str(p.relative_to(folder)) for p in folder.rglob("*") if p.is_file()} - {"manifeste.json"}
    assert there == set(listed), sorted(there ^ set(listed))
    for name, checksum in listed.items():
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == checksum, name


def beside(folder):
    return sorted(p.name for p in folder.parent.iterdir() if p != folder)


@test
def a_hundred_builds_killed_at_any_moment_leave_one_whole_state():
    random.seed(8)
    with tempfile.TemporaryDirectory() as top:
        output = pathlib.Path(top) / "public"
        began = time.monotonic()
        assert run(command(output)).returncode == 0
        lasts = time.monotonic() - began
        check_whole(output)
        killed = 0
        for _ in range(KILLED):
            build = subprocess.Popen(command(output), cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            try:
                build.wait(random.uniform(0, 1.1 * lasts))
            except subprocess.TimeoutExpired:
                build.kill()
                killed += 1
            build.wait()
            check_whole(output)
        assert killed > KILLED / 4, f"only {killed} were still at work"
        assert run(command(output)).returncode == 0
        assert beside(output) == [], "what the killed left is removed"


@test
def a_first_build_that_is_killed_leaves_nothing_or_all():
    random.seed(9)
    with tempfile.TemporaryDirectory() as top:
        for number in range(10):
            output = pathlib.Path(top) / f"public-{number}"
            build = subprocess.Popen(command(output), cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            time.sleep(random.uniform(0, 0.3))
            build.kill()
            build.wait()
            if output.exists():
                check_whole(output)


@test
def two_builds_into_one_folder_leave_that_of_one():
    with tempfile.TemporaryDirectory() as top:
        output = pathlib.Path(top) / "public"
        for _ in range(5):
            builds = [subprocess.Popen(command(output), cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) for _ in range(3)]
            for build in builds:
                errors = build.communicate(timeout=300)[1].decode()
                assert build.returncode == 0, errors
            check_whole(output)
        assert beside(output) == []


@test
def a_folder_left_by_a_process_of_the_same_number_does_no_harm():
    """In a container the numbers of processes come again."""
    with tempfile.TemporaryDirectory() as top:
        output = pathlib.Path(top) / "public"
        shell = f'mkdir -p "{output}.$$~/donnees"; echo x > "{output}.$$~/donnees/reste.csv"; exec "$@"'
        done = run(["sh", "-c", shell, "sh", *command(output)])
        assert done.returncode == 0, done.stderr
        check_whole(output)
        assert beside(output) == []


@test
def what_only_looks_like_ours_stays():
    with tempfile.TemporaryDirectory() as top:
        output = pathlib.Path(top) / "public"
        for name in ("public.ancien~", "public~", "public.12"):
            (pathlib.Path(top) / name).mkdir()
        assert run(command(output)).returncode == 0
        assert beside(output) == ["public.12", "public.ancien~", "public~"]


@test
def an_output_that_is_a_link_stays_one():
    with tempfile.TemporaryDirectory() as top:
        top = pathlib.Path(top)
        (top / "www").mkdir()
        (top / "public").symlink_to("www")
        for _ in range(2):
            done = run(command(top / "public"))
            assert done.returncode == 0, done.stderr
            assert (top / "public").is_symlink()
            check_whole(top / "www")
        assert beside(top / "public") == ["www"]


@test
def an_output_may_be_named_in_any_way():
    with tempfile.TemporaryDirectory() as top:
        for name in ("avec des blancs", "été à Fès", "deux\nlignes", "-o", "barre/", "a/b/c", "%s%n"):
            output = f"{top}/{name}"
            for _ in range(2):
                done = run(command(output))
                assert done.returncode == 0, (name, done.stderr)
            check_whole(pathlib.Path(output))


@test
def an_edition_may_be_named_in_any_way():
    with tempfile.TemporaryDirectory() as top:
        for name in ("avec des blancs", "été à Fès", "deux\nlignes", "%s%n"):
            shutil.copytree(EDITION, f"{top}/{name}")
            done = run(command(f"{top}/public", f"{top}/{name}"))
            assert done.returncode == 0, (name, done.stderr)
            check_whole(pathlib.Path(top) / "public")


@test
def a_full_disk_leaves_the_last_state():
    """A small disk of its own, where the kernel lets us have one."""
    if os.geteuid() != 0 or run(["unshare", "-m", "true"]).returncode != 0:
        raise tap.Skip("no disk of our own can be mounted here")
    with tempfile.TemporaryDirectory() as top:
        script = ('set -e; mount -t tmpfs -o size=%s tmpfs "$1"; shift; out=$1; shift; '
                  '"$@" >/dev/null 2>&1; cp "$out/manifeste.json" "$out/../avant"; '
                  'dd if=/dev/zero of="$out/../plein" bs=4k 2>/dev/null || true; rm -f "$out/../vide"; '
                  'set +e; "$@"; code=$?; cmp "$out/manifeste.json" "$out/../avant" || exit 9; ls -a "$out/.." ; exit $code')
        probe = run(["unshare", "-m", "sh", "-c", 'mount -t tmpfs tmpfs "$1"', "sh", top])
        if probe.returncode != 0:
            raise tap.Skip("no disk of our own can be mounted here")
        done = run(["unshare", "-m", "sh", "-c", script % "16m", "sh", top, f"{top}/public", *command(f"{top}/public")])
        assert done.returncode == 4 and "le disque est plein" in done.stderr and "[B902]" in done.stderr, (done.returncode, done.stderr)
        assert "~" not in done.stdout, done.stdout


@test
def a_folder_that_may_not_be_written_keeps_the_last_state():
    with tempfile.TemporaryDirectory() as top:
        folder = pathlib.Path(top)
        folder.chmod(0o755)
        output = folder / "public"
        assert run(command(output)).returncode == 0
        other = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"] if os.geteuid() == 0 else []
        if run([*other, BILAN, "--version"]).returncode != 0 or run([*other, "test", "-r", EDITION]).returncode != 0:
            raise tap.Skip("nobody else than root may run the program where it lies")
        folder.chmod(0o555)
        done = run([*other, *command(output)])
        folder.chmod(0o755)
        assert done.returncode == 4 and "[B902]" in done.stderr and "accès refusé" in done.stderr, (done.returncode, done.stderr)
        check_whole(output)
        assert beside(output) == []


# What the kernel answers, changed for one name: put before the C library's own calls.
SHIM = r"""
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

/* The file goes away after its folder was read and before it is opened. */
static int open_gone(const char *path, int flags, unsigned mode)
{
    const char *name = getenv("GOES_AWAY");
    size_t n = name ? strlen(name) : 0, length = strlen(path);
    if (n > 0 && length >= n && strcmp(path + length - n, name) == 0)
        unlink(path);
    return (int)syscall(SYS_openat, AT_FDCWD, path, flags, mode);
}

#define OPEN(name) int name(const char *path, int flags, ...) \
    { va_list args; va_start(args, flags); unsigned mode = flags & O_CREAT ? va_arg(args, unsigned) : 0; va_end(args); \
      return open_gone(path, flags, mode); }
OPEN(open)
OPEN(open64)

/* A file system that exchanges no names, as NFS. Each refusal leaves a mark. */
int renameat2(int from_folder, const char *from, int to_folder, const char *to, unsigned flags)
{
    const char *mark = getenv("NO_EXCHANGE");
    if (!mark)
        return (int)syscall(SYS_renameat2, from_folder, from, to_folder, to, flags);
    close(open_gone(mark, O_WRONLY | O_CREAT, 0666));
    errno = EINVAL;
    return -1;
}
"""


def shim(top):
    """The shim, compiled; for LD_PRELOAD."""
    if IS_SANITIZED:
        raise tap.Skip("a sanitizer wants to be the first library")
    if shutil.which("cc") is None:
        raise tap.Skip("no C compiler here")
    library = pathlib.Path(top) / "shim.so"
    subprocess.run(["cc", "-shared", "-fPIC", "-x", "c", "-", "-o", library], input=SHIM, text=True, check=True)
    return str(library)


@test
def a_file_that_goes_away_between_listing_and_reading_is_said():
    with tempfile.TemporaryDirectory() as top, tempfile.TemporaryDirectory() as aside:
        output, content = pathlib.Path(top) / "public", pathlib.Path(aside) / "edition"
        shutil.copytree(EDITION, content)
        library = shim(aside)
        assert run(command(output, content)).returncode == 0
        for name in ("narratif.md", "programme.yaml"):
            done = run(command(output, content), more={"LD_PRELOAD": library, "GOES_AWAY": f"01-ecole/{name}"})
            assert not (content / "programmes/01-ecole" / name).exists(), "the shim was used"
            assert done.returncode in (0, 1) and name in done.stderr, (done.returncode, done.stderr)
            check_whole(output)
            assert beside(output) == []
            shutil.copy(EDITION / "programmes/01-ecole" / name, content / "programmes/01-ecole" / name)


@test
def where_names_cannot_be_exchanged_the_state_changes_all_the_same():
    with tempfile.TemporaryDirectory() as top, tempfile.TemporaryDirectory() as aside:
        output, content, mark = pathlib.Path(top) / "public", pathlib.Path(aside) / "edition", pathlib.Path(aside) / "refused"
        shutil.copytree(EDITION, content)
        library = shim(aside)
        assert run(command(output, content)).returncode == 0
        before = (output / "manifeste.json").read_text()
        (content / "introduction.md").write_text("# Deux pages\n\nAutre chose.\n")
        done = run(command(output, content), more={"LD_PRELOAD": library, "NO_EXCHANGE": str(mark)})
        assert done.returncode == 0 and mark.exists(), done.stderr
        check_whole(output)
        assert (output / "manifeste.json").read_text() != before
        assert beside(output) == []


@test
def a_reader_that_goes_away_harms_nothing():
    with tempfile.TemporaryDirectory() as top:
        output = pathlib.Path(top) / "public"
        for arguments in ([BILAN, "dump", "content/2019", "--phase", "doc"], command(output)):
            read, write = os.pipe()
            os.close(read)
            build = subprocess.run(arguments, cwd=ROOT, stdout=write, stderr=subprocess.PIPE, timeout=300)
            os.close(write)
            assert build.returncode in (0, 1, 4, -signal.SIGPIPE), (build.returncode, build.stderr)
        check_whole(output)


def limited(mebibytes, *arguments, **options):
    return run(["sh", "-c", f'ulimit -v {mebibytes * 1024}; exec "$@"', "sh", *arguments], **options)


def least_to_start():
    """MiB of address space with which the program's libraries come up: below, some wait for ever for a message of their own."""
    for mebibytes in range(16, 160, 8):
        try:
            if limited(mebibytes, BILAN, "--version", timeout=5).returncode == 0:
                return mebibytes + 8
        except subprocess.TimeoutExpired:
            continue
    raise tap.Skip("the program does not start below 160 MiB of address space")


@test
def too_little_memory_is_said_and_leaves_the_last_state():
    if IS_SANITIZED or IS_COUNTED:
        raise tap.Skip("what looks at each step asks for more address space than the limits here")
    with tempfile.TemporaryDirectory() as top:
        output = pathlib.Path(top) / "public"
        assert run(command(output)).returncode == 0
        said = 0
        for mebibytes in range(least_to_start(), 160, 8):
            done = limited(mebibytes, *command(output))
            check_whole(output)
            told = {0: "", 1: "Cannot allocate memory", 4: "mémoire insuffisante"}.get(done.returncode)   # 1: a file is not mapped
            assert told is not None and told in done.stderr, (mebibytes, done.returncode, done.stderr[-300:])
            said += done.returncode == 4
        assert said > 0


@test
def locale_and_clock_change_nothing():
    with tempfile.TemporaryDirectory() as top:
        made = []
        for number, more in enumerate(({"LC_ALL": "C"}, {"LC_ALL": "tr_TR.UTF-8", "TZ": "Pacific/Apia"}, {"LC_ALL": "ar_MA", "TZ": "Asia/Kolkata"})):
            output = pathlib.Path(top) / str(number)
            assert run(command(output), more=more).returncode == 0
            made.append((output / "manifeste.json").read_text())
        assert made[0] == made[1] == made[2]


if __name__ == "__main__":
    tap.run(TESTS)
