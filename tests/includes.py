#!/usr/bin/env python3
"""The house rules that a compiler does not keep.

Reads the table of floors in meson.build and every #include of gen/: a file
includes its own folder and lower floors, never a sibling; a foreign library
is included by the files that architecture names. Prints TAP.
"""
import pathlib
import re

import tap

ROOT = pathlib.Path(__file__).resolve().parent.parent
GEN = ROOT / "gen"
FOREIGN = {
    "yaml.h": ["data/yaml.c"],
    "csv.h": ["data/csv.c"],
    "cmark.h": ["doc/reader_impl.h", "doc/escape.c"],
    "hb.h": ["text/font.c", "text/shape.c", "pdf/fonts.c", "html/fonts.c"],
    "hb-subset.h": ["pdf/fonts.c", "html/fonts.c"],
    "hb-ot.h": ["text/font.c", "text/shape.c", "pdf/fonts.c", "html/fonts.c"],
    "fribidi.h": ["text/bidi.c"],
    "fribidi/fribidi.h": ["text/bidi.c"],
    "linebreak.h": ["text/breaks.c"],
    "hyphen.h": ["text/hyphen.c"],
    "nettle/sha2.h": ["base/hash.c"],
    "libdeflate.h": ["base/pack.c"],
    "xlsxwriter.h": ["export/xlsx.c"],
    "microhttpd.h": ["serve/http.c"],
    "expat.h": ["edit/grid_xlsx.c"],
    "minizip/unzip.h": ["edit/grid_xlsx.c"],
}
# Above every floor: the phases, then the commands.
TOP = {"build": 8, "serve": 9, "cli": 10}


def floors():
    rows = re.findall(r"^\s+\['(\w+)', (\d+), \[(.*?)\]", (ROOT / "meson.build").read_text(), re.M | re.S)
    table = {name: int(floor) for name, floor, _ in rows}
    sources = {name: re.findall(r"'([\w.]+)'", files) for name, _, files in rows}
    return table, sources


def place(path):
    """The folder of a file of gen/; build.c, build_*.c and their headers stand in gen/ itself."""
    return pathlib.PurePath(path).parts[0].split(".")[0].split("_")[0]


def problems(path, table):
    floor = {**table, **TOP}
    own = place(path)
    for number, line in enumerate((GEN / path).read_text().splitlines(), 1):
        found = re.match(r'\s*#\s*include\s+([<"])(.+?)[>"]', line)
        if not found:
            continue
        name = found.group(2)
        if found.group(1) == '"':
            other = place(name)
            if not (GEN / name).exists():
                yield f"{path}:{number}: no such header: {name}"
            elif other != own and floor[other] >= floor[own]:
                yield f"{path}:{number}: floor {floor[own]} includes {name} of floor {floor[other]}"
        elif name in FOREIGN and str(path) not in FOREIGN[name]:
            yield f"{path}:{number}: {name} belongs to {', '.join(FOREIGN[name])}"
        elif name.startswith("hpdf") and own != "pdf":
            yield f"{path}:{number}: {name} belongs to pdf/"


def own_header_first(path):
    """Its own header, or the one of its folder's insides that includes it."""
    text = (GEN / path).read_text()
    header = path.with_suffix(".h")
    if not (GEN / header).exists():
        return
    first = re.search(r'#\s*include\s+[<"](.+?)[>"]', text)
    impl = path.with_name(path.stem + "_impl.h")
    if first and first.group(1) not in (str(header), str(impl)):
        yield f"{path}: includes {first.group(1)} before its own header"


def guards(path):
    found = re.search(r"#ifndef (\w+_H)\n#define (\w+_H)", (GEN / path).read_text())
    if not found or found.group(1) != found.group(2):
        yield f"{path}: no include guard"


def main():
    table, sources = floors()
    files = sorted(p.relative_to(GEN) for p in GEN.rglob("*.[ch]"))
    checks = [
        ("floors", [p for f in files for p in problems(f, table)]),
        ("own header first", [p for f in files if f.suffix == ".c" for p in own_header_first(f)]),
        ("guards", [p for f in files if f.suffix == ".h" for p in guards(f)]),
        ("every source is built", [f"{n}/{f.name}: not in meson.build" for n in table
                                   for f in sorted((GEN / n).glob("*.c")) if f.name not in sources[n]]),
        ("the table rises", [] if list(table.values()) == sorted(table.values()) else ["floors do not rise"]),
    ]
    tap.report(checks)


main()
