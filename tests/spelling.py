#!/usr/bin/env python3
"""No word of an edition's French narrative is unknown: neither to the French dictionary, nor to mots.txt, nor among its declared sigles.

mots.txt holds names of persons, places and projects and the foreign words that the text quotes, one a line. Prints TAP; everything is
skipped where hunspell or its French dictionary is absent.
"""
import pathlib
import re
import shutil
import subprocess

import tap

ROOT = pathlib.Path(__file__).resolve().parent.parent
TYPES = sorted(path.parent.name for path in ROOT.glob("templates/*/type.yaml"))
EDITIONS = sorted(path.parent for path in ROOT.glob("content/*/rapport.yaml")) \
         + sorted(path.parent for name in TYPES for path in ROOT.glob(f"content/*/*/{name}.yaml"))
NAMES = ROOT / "tests/mots.txt"

ELIDED = re.compile(r"^(?:[ldnsjcmt]|qu|jusqu|lorsqu|puisqu)'", re.I)
NOT_PROSE = re.compile(r"\{\{.*?\}\}|<!--.*?-->|!?\[\]\([^)]*\)|(?<=\])\([^)]*\)|<https?:[^>]*>|\b(?:www\.|https?:)[^\s\])]*")


def names():
    lines = NAMES.read_text(encoding="utf-8").splitlines()
    return {line for line in lines if line and not line.startswith("#")}


def sigles(edition):
    head = next(path for name in ["rapport", *TYPES] if (path := edition / f"{name}.yaml").exists())
    found = re.search(r"^sigles:\n((?:  .*\n)*)", head.read_text(encoding="utf-8"), re.M)
    block = found[1] if found else ""
    return {line.strip().partition(":")[0].strip('"') for line in block.splitlines()}


def words():
    """(word, file:line), without elided articles, figures, ordinals and declared sigles."""
    for edition in EDITIONS:
        yield from words_of(edition, names())


def words_of(edition, listed):
    known = re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, sorted(sigles(edition), key=len, reverse=True))) + r")(?!\w)")
    for path in sorted(path for path in edition.rglob("*.md") if not path.name.endswith(".ar.md")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            line = known.sub(" ", NOT_PROSE.sub(" ", line)).replace("’", "'")
            for word in re.findall(r"\w+(?:['-]\w+)*", line):
                word = word if word in listed else ELIDED.sub("", word)
                if word and not word[0].isdigit():
                    yield word, f"{path.relative_to(ROOT)}:{number}"


def unknown(candidates):
    """Those of `candidates` that the French dictionary does not know."""
    done = subprocess.run(["hunspell", "-d", "fr_FR", "-i", "utf-8", "-l"], input="\n".join(sorted(candidates)) + "\n",
                          capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def main():
    if not shutil.which("hunspell") or "fr_FR" not in subprocess.run(["hunspell", "-D"], stdin=subprocess.DEVNULL,
                                                                     capture_output=True, text=True).stderr:
        print("1..0 # SKIP hunspell or its French dictionary is absent")
        return
    places = {}
    for word, place in words():
        places.setdefault(word, place)
    wrong = [f"{places.get(w, '?')}: {w}" for w in sorted(unknown(places.keys() - names()))]
    idle = sorted(names() - places.keys())
    tap.report([
        ("every word is known", wrong),
        ("every listed word is used", idle),
        ("a wrong word is seen", [] if unknown({"migrants", "migrrants"}) == {"migrrants"} else ["migrrants"]),
    ])


main()
