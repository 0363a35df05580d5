#!/usr/bin/env python3
"""A release as its users get it: installed in a folder of its own, one version everywhere, the same bytes for whoever builds.

Prints TAP. BILAN_BUILD names meson's folder, from which is installed.
"""
import hashlib
import http.server
import json
import os
import pathlib
import re
import shutil
import subprocess
import tempfile
import textwrap
import threading

import tap

ROOT = pathlib.Path(__file__).resolve().parent.parent
BUILD = pathlib.Path(os.environ.get("BILAN_BUILD", ROOT / "build/out")).resolve()
NOBODY = 65534


class Installed:
    """The tree that `meson install` makes, made once; every user may read it."""
    folder = None

    @classmethod
    def prefix(cls):
        if cls.folder is None:
            cls.folder = tempfile.TemporaryDirectory()
            os.chmod(cls.folder.name, 0o755)
            subprocess.run(["meson", "install", "-C", BUILD, "--no-rebuild", "--quiet"], check=True, capture_output=True,
                           env={**os.environ, "DESTDIR": cls.folder.name})
        return next(pathlib.Path(cls.folder.name).rglob("bin/bilan")).parent.parent

    @classmethod
    def run(cls, *args, cwd="/", before=(), **environment):
        """What the installed program does, told nothing of where it came from."""
        kept = {name: value for name, value in os.environ.items() if name not in ("BILAN_SHARE", "SOURCE_DATE_EPOCH")}
        return subprocess.run([*before, cls.prefix() / "bin/bilan", *args], cwd=cwd, capture_output=True, text=True, timeout=300,
                              env={**kept, "NO_COLOR": "1", **environment})


def version():
    return re.search(r"version: '([^']+)'", (ROOT / "meson.build").read_text())[1]


def digests(folder):
    return {str(p.relative_to(folder)): hashlib.sha256(p.read_bytes()).hexdigest()
            for p in sorted(pathlib.Path(folder).rglob("*")) if p.is_file()}


def built(folder, **setting):
    """The digests of what the installed program builds of a copy of the edition in `folder`."""
    done = Installed.run("build", folder / "2019", "-o", folder / "public", **setting)
    assert done.returncode == 0, done.stderr
    return digests(folder / "public")


class Plain:
    """The edition built with nothing unusual about it."""
    found = None

    @classmethod
    def digests(cls):
        if cls.found is None:
            with tempfile.TemporaryDirectory() as folder:
                shutil.copytree(ROOT / "content/2019", folder + "/2019")
                cls.found = built(pathlib.Path(folder))
        return cls.found


def one_version_everywhere():
    assert Installed.run("--version").stdout == f"bilan {version()}\n"
    manual = next(Installed.prefix().rglob("bilan.1*")).read_text()
    assert manual.startswith(f'.TH BILAN 1 "" "bilan {version()}" "Commandes"\n'), manual[:80]
    changes = re.findall(r"^## (\S+), (\d{4}-\d\d-\d\d)$", (ROOT / "build/CHANGELOG.md").read_text(), re.M)
    assert changes[0][0] == version(), changes[0]
    assert [date for _, date in changes] == sorted((date for _, date in changes), reverse=True), changes
    assert f"bilan {version()}\n" in (ROOT / "content/guide/01-installer.md").read_text()


def everything_is_installed():
    share = Installed.prefix() / "share"
    for name in ("templates", "fonts"):
        assert digests(share / "bilan" / name) == digests(ROOT / name), name
    for face in (ROOT / "fonts").glob("*.ttf"):
        assert (share / "bilan/fonts" / (face.stem.split("-")[0] + "-LICENCE.txt")).exists(), face.name
    for place in ("bash-completion/completions/bilan", "zsh/site-functions/_bilan", "fish/vendor_completions.d/bilan.fish",
                  "doc/bilan/LICENCE", "doc/bilan/CHANGELOG.md", "doc/bilan/GUIDE.md", "doc/bilan/guide/01-installer.md"):
        assert (share / place).stat().st_size > 0, place
    source = (ROOT / "build/bilan.1").read_text()
    assert (share / "man/man1/bilan.1").read_text() == source.replace("@VERSION@", version())


def it_serves_whoever_installed_it_wherever():
    with tempfile.TemporaryDirectory() as other:
        moved = pathlib.Path(other) / "a b/é"
        shutil.copytree(Installed.prefix(), moved / "bilan")
        (moved / "templates").mkdir()    # not its own: two folders above the program
        shutil.copytree(ROOT / "content/2019", moved / "2019")
        kept = {name: value for name, value in os.environ.items() if name != "BILAN_SHARE"}
        done = subprocess.run([moved / "bilan/bin/bilan", "build", "2019"], cwd=moved, capture_output=True, text=True, env=kept)
        assert done.returncode == 0, done.stderr
        assert digests(moved / "public") == Plain.digests()
        with subprocess.Popen([moved / "bilan/bin/bilan", "serve", "2019", "--sans-navigateur"], cwd=moved, stdout=subprocess.PIPE,
                              text=True, env=kept) as preview:
            assert preview.stdout.readline().startswith("aperçu : http://127.0.0.1:")
            preview.terminate()
        os.unlink(moved / "bilan/lib/bilan/bilan-serve")
        done = subprocess.run([moved / "bilan/bin/bilan", "serve", "2019"], cwd=moved, capture_output=True, text=True, env=kept)
        assert (done.returncode, done.stderr) == (4, "bilan: l’aperçu (bilan-serve) manque à l’installation, ou ne peut être lancé\n"), done


def the_same_bytes_in_every_zone_and_language():
    for number, (zone, language) in enumerate((("Pacific/Kiritimati", "ar_MA.UTF-8"), ("America/St_Johns", "tr_TR.ISO-8859-9"),
                                               ("Africa/Casablanca", "POSIX"))):
        with tempfile.TemporaryDirectory(prefix="x" * 10 * number) as folder:
            shutil.copytree(ROOT / "content/2019", folder + "/2019")
            found = built(pathlib.Path(folder), cwd=folder, TZ=zone, LANG=language, LC_ALL=language, HOME="/nonexistent",
                          TMPDIR=folder, TERM="dumb")
            assert found == Plain.digests(), (zone, language)


def the_same_bytes_whatever_the_files_dates_rights_and_order():
    with tempfile.TemporaryDirectory() as folder:
        copy = pathlib.Path(folder) / "2019"
        for path in sorted((ROOT / "content/2019").rglob("*"), key=lambda p: (p.is_file(), str(p)[::-1]), reverse=False):
            target = copy / path.relative_to(ROOT / "content/2019")
            target.parent.mkdir(parents=True, exist_ok=True)
            if path.is_file():
                target.write_bytes(path.read_bytes())
                os.utime(target, (0, len(str(path)) * 1e6))
                target.chmod(0o444)
        old = os.umask(0o077)
        try:
            assert built(pathlib.Path(folder)) == Plain.digests()
        finally:
            os.umask(old)


def the_same_bytes_for_another_user():
    if os.geteuid() != 0 or not shutil.which("setpriv"):
        raise tap.Skip("only root may become another user")
    with tempfile.TemporaryDirectory() as folder:
        os.chmod(folder, 0o777)
        shutil.copytree(ROOT / "content/2019", folder + "/2019")
        subprocess.run(["chmod", "-R", "a+rX", folder + "/2019"], check=True)
        found = built(pathlib.Path(folder), before=["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups"])
        assert (pathlib.Path(folder) / "public/index.html").stat().st_uid == NOBODY
        assert found == Plain.digests()


def the_same_bytes_on_another_day():
    if not shutil.which("faketime"):
        raise tap.Skip("faketime is not installed")
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(ROOT / "content/2019", folder + "/2019")
        assert built(pathlib.Path(folder), before=["faketime", "2031-02-28 23:59:59"]) == Plain.digests()


def a_release_is_rebuilt_from_its_sources():
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        shutil.copytree(ROOT / "content/2019", folder / "2019")
        built(folder)
        pdf = folder / "public/rapport-2019.pdf"
        assert Installed.run("verify", "--rebuild", pdf, folder / "2019").returncode == 0
        with open(folder / "2019/introduction.md", "a") as text:
            text.write("\nUne phrase de plus.\n")
        done = Installed.run("verify", "--rebuild", pdf, folder / "2019")
        assert done.returncode == 1 and "Une phrase de plus" in done.stdout + done.stderr, done


def recipe(name, *args):
    return subprocess.run([ROOT / "build/ci" / name, *args], cwd=ROOT, capture_output=True, text=True, timeout=300,
                          env={**os.environ, "NO_COLOR": "1", "BILAN": str(Installed.prefix() / "bin/bilan")})


def a_job_keeps_a_release_and_compares_it_with_the_last():
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        content = folder / "2020"
        shutil.copytree(ROOT / "content/2020", content)
        done = recipe("edition", content, folder / "last")
        assert done.returncode == 0, done.stderr[-500:]
        kept = {path.name for path in (folder / "last").iterdir()}
        assert kept == {"public", "sources", "controles.sarif", "verification.json", "paquets.txt"}, kept
        assert digests(folder / "last/sources/2020") == digests(content)
        assert "libharfbuzz0b " in (folder / "last/paquets.txt").read_text()
        assert "identique" in recipe("rebuild", folder / "last").stdout

        (content / "comite-4.md").write_text("Un texte tout autre.\n")
        done = recipe("edition", content, folder / "new", folder / "last")
        assert done.returncode == 0, done.stderr[-500:]
        changes = (folder / "new/changements.txt").read_text()
        assert "modifié  comite-4.html\n" in changes and "\nnouveau" not in "\n" + changes, changes
        assert "Un texte tout autre" in (folder / "new/comparaison/comparaison.json").read_text()

        (folder / "last/public/rapport-2020.pdf").write_bytes(b"%PDF-1.7")
        assert recipe("rebuild", folder / "last").returncode == 1
        (content / "rapport.yaml").write_text("titre: [\n")
        assert recipe("edition", content, folder / "wrong", folder / "last").returncode != 0
        assert not (folder / "wrong/public").exists()


def every_edition_has_its_job():
    names = ["rapport"] + [path.parent.name for path in (ROOT / "templates").glob("*/type.yaml")]
    there = {str(path.parent.relative_to(ROOT)) for name in names for path in (ROOT / "content").rglob(name + ".yaml")}
    for file in (".gitlab-ci.yml", ".github/workflows/editions.yml"):
        listed = re.search(r"edition: \[(.*?)\]", (ROOT / file).read_text(), re.I | re.S)[1]
        assert set(re.split(r",\s*", listed)) == there, (file, there)


class Releases(http.server.BaseHTTPRequestHandler):
    """GitHub's releases, and the store an asset is redirected to, which refuses a second authorization."""
    last, is_lost = b"", False

    def do_GET(self):
        here, is_asked = f"http://127.0.0.1:{self.server.server_port}", self.headers.get("Authorization") == "Bearer secret"
        asset = [{"name": "2019.tar.gz", "url": here + "/asset"}]
        status, body = {"/repos/a/b/releases/latest": (200 if is_asked else 401, json.dumps({"assets": asset}).encode()),
                        "/asset": (302 if is_asked else 401, b""),
                        "/store": (400 if "Authorization" in self.headers else 404 if self.is_lost else 200, self.last)}[self.path]
        self.send_response(status)
        self.send_header("Location", here + "/store")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


def the_last_release_is_fetched():
    recipe = (ROOT / ".github/workflows/editions.yml").read_text()
    step = textwrap.dedent(re.search(r"name: last release.*?run: \|\n(.*?)\n      - run:", recipe, re.S)[1])
    with http.server.HTTPServer(("127.0.0.1", 0), Releases) as server, tempfile.TemporaryDirectory() as folder:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        folder = pathlib.Path(folder)
        (folder / "kept/2019").mkdir(parents=True)
        subprocess.run(["tar", "-czf", "kept.tar.gz", "-C", "kept", "2019"], cwd=folder, check=True)
        Releases.last = (folder / "kept.tar.gz").read_bytes()
        environment = {**os.environ, "EDITION": "content/2019", "GH_TOKEN": "secret", "GITHUB_REPOSITORY": "a/b",
                       "GITHUB_API_URL": f"http://127.0.0.1:{server.server_port}"}
        for is_lost in (False, True):
            Releases.is_lost = is_lost
            (folder / str(is_lost)).mkdir()
            done = subprocess.run(["sh", "-ec", step], cwd=folder / str(is_lost), env=environment, capture_output=True, text=True)
            assert done.returncode == 0, done.stderr[-500:]
            assert (folder / str(is_lost) / "last/2019").is_dir() != is_lost, done.stderr[-500:]
            assert ("no last release of 2019" in done.stdout) == is_lost, done.stdout
        server.shutdown()
    assert re.search(r"\nedition:.*?GIT_DEPTH: \"0\"", (ROOT / ".gitlab-ci.yml").read_text(), re.S), "the last tag is not in a shallow clone"


tap.run([one_version_everywhere, everything_is_installed, it_serves_whoever_installed_it_wherever,
         the_same_bytes_in_every_zone_and_language, the_same_bytes_whatever_the_files_dates_rights_and_order,
         the_same_bytes_for_another_user, the_same_bytes_on_another_day, a_release_is_rebuilt_from_its_sources,
         a_job_keeps_a_release_and_compares_it_with_the_last, every_edition_has_its_job,
         the_last_release_is_fetched])
