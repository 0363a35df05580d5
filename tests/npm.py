"""What the tests take from npm, in the versions that tests/package-lock.json pins."""
import fcntl
import pathlib
import subprocess
import sys

TESTS = pathlib.Path(__file__).resolve().parent
MODULES = TESTS / "node_modules"


def install():
    """Brings node_modules to the lock file's versions; one process at a time, and only when it is older."""
    with open(TESTS / "package-lock.json") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        done = MODULES / ".package-lock.json"
        if done.exists() and done.stat().st_mtime >= (TESTS / "package-lock.json").stat().st_mtime:
            return
        subprocess.run(["npm", "ci", "--prefix", str(TESTS)], cwd=TESTS, check=True, stdout=sys.stderr)
        done.touch()
