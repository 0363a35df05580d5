#!/usr/bin/env python3
"""The fuzzer: seeds made from the other tests' inputs, then each target of tests/fuzz/ run over what grows of them.

fuzz.py --bounded BUILD             a fixed number of runs a target, always the same ones; prints TAP (the CI)
fuzz.py MINUTES BUILD [TARGET ...]  so many minutes a target; what is new to the fuzzer stays in BUILD/corpus

What a run finds is written to BUILD/found/TARGET. It becomes a case of tests/golden once it is mended, or, where a
golden cannot hold it, a file of tests/fuzz/found/TARGET, which every run takes first.
"""
import hashlib
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile

import tap

ROOT = pathlib.Path(__file__).resolve().parent.parent
HERE = ROOT / "tests/fuzz"
BILAN = os.environ.get("BILAN", str(ROOT / "build/out/bilan"))
MARK = b"%%%%\n"
LARGE = 60000                             # bytes of a seed: a larger one would be most of the time of a run

# How many runs in the CI, the most bytes of an input, and the dictionary. A run of the last ones builds a whole report.
TARGETS = {
    "yaml": (600, 8192, "schema"),
    "narrative": (500, 8192, "narrative"),
    "csv": (3000, 8192, "csv"),
    "workbook": (4000, 16384, "workbook"),
    "template": (2500, 4096, "template"),
    "breaks": (20000, 8192, None),
    "pdf": (600, 65536, "pdf"),
    "patch": (6000, 4096, "schema"),
    "requests": (400, 4096, "requests"),
    "pages": (200, 8192, "narrative"),
    "edition": (60, 16384, "narrative"),
}


# --- seeds ---

def goldens(suffix):
    return [p for p in sorted((ROOT / "tests/golden").rglob(f"*{suffix}")) if p.stat().st_size < LARGE]


def programmes():
    for folder in sorted([*(ROOT / "tests/torture/programmes").iterdir(), *(ROOT / "content/2019/programmes").iterdir()]):
        data, narrative = folder / "programme.yaml", folder / "narratif.md"
        if data.is_file() and narrative.is_file() and data.stat().st_size + narrative.stat().st_size < LARGE:
            yield data.read_bytes(), narrative.read_bytes()


def yaml_seeds():
    return [p.read_bytes() for p in goldens(".yaml")] + [data for data, _ in programmes()]


def narrative_seeds():
    """A narrative with the data of its stem, and data with no narrative."""
    pairs = [MARK.join([p.read_bytes() if p.suffix == ".md" else b"", sibling.read_bytes() if sibling.is_file() else b""])
             for p in [*goldens(".md"), *goldens(".yaml")] for sibling in [p.with_suffix(".yaml")]]
    return pairs + [narrative + MARK + data for data, narrative in programmes()]


def csv_seeds():
    plain = [p.read_bytes() for p in goldens(".csv")]
    built = [p.read_bytes() for p in sorted(built_edition().glob("donnees/*.csv"))]
    text = "Année;Ville;Montant (DH);Part\r\n2019;Fès;1 090 000,5;12,5 %\r\n;\"a;\"\"b\"\"\";n.d.;-\r\nTotal;;3;4\r\nSource : x\r\n"
    return plain + built + [text.encode(), text.encode("cp1252"), b"\xff\xfe" + text.encode("utf-16-le"),
                            b"sep=,\nA,B\n1,2\n3,4\n", b"\xef\xbb\xbfA\tB\n1\t2\n"]


WORKBOOK_PARTS = ["xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml",
                  "xl/styles.xml", "xl/worksheets/_rels/sheet1.xml.rels", "xl/comments1.xml"]
SHEET = ("<worksheet><sheetData><row r='1'><c r='A1' t='s'><v>0</v></c><c r='B1' t='inlineStr'><is><t>Nombre</t></is></c></row>"
         "<row r='2'><c r='A2' t='str'><v>Fès</v></c><c r='B2' s='1'><v>0.125</v></c></row><row r='3'><c r='A3' t='b'><v>1</v>"
         "</c><c r='B3' s='2'><v>43830</v></c></row></sheetData><mergeCells><mergeCell ref='A2:A3'/></mergeCells></worksheet>")
SMALL_WORKBOOK = ["<workbook xmlns:r='r'><sheets><sheet name='A' r:id='a'/></sheets></workbook>",
                  "<Relationships><Relationship Id='a' Target='worksheets/sheet1.xml'/></Relationships>", SHEET,
                  "<sst><si><t>Ville</t></si></sst>",
                  "<styleSheet><numFmts><numFmt numFmtId='170' formatCode='#,##0.00\" DH\"'/></numFmts><cellXfs>"
                  "<xf numFmtId='0'/><xf numFmtId='10'/><xf numFmtId='14'/></cellXfs></styleSheet>",
                  "<Relationships><Relationship Id='c' Type='x/comments' Target='../comments1.xml'/></Relationships>",
                  "<comments><commentList><comment ref='B2'><text><t>provisoire</t></text></comment></commentList></comments>"]


def workbook_seeds():
    seeds = [MARK.join(part.encode() for part in SMALL_WORKBOOK)]
    for path in sorted(built_edition().rglob("*.xlsx")):
        with zipfile.ZipFile(path) as package:
            held = set(package.namelist())
            seeds.append(MARK.join(package.read(name) if name in held else b"" for name in WORKBOOK_PARTS))
        seeds.append(path.read_bytes())
    return seeds


def template_seeds():
    cases = re.findall(r'\{ "[^"]+", "(?:[^"\\]|\\.)*", "((?:[^"\\]|\\.)*)"', (ROOT / "tests/unit/test_template.c").read_text())
    texts = [json.loads(f'"{case}"').encode() for case in cases if "\\x" not in case]
    return texts + [p.read_bytes() for p in sorted((ROOT / "templates").rglob("*.mustache"))] + [b"{{>p}}" + MARK + b"{{#l}}{{i}}{{/l}}"]


def breaks_seeds():
    """Words of letters with blanks between, hyphens in some, and rules of both kinds."""
    box, glue, hyphen = bytes([0, 0, 4, 0, 0, 0, 0, 0]), bytes([1, 160, 0, 16, 8, 0, 0, 0]), bytes([2, 200, 0, 1, 1, 0, 90, 0])
    line = (box + hyphen + box + glue) * 60
    return [bytes([0, 40, 20, 8, 5, 50, 1, kind]) + line for kind in (0, 1, 2, 3)] + [bytes(8) + box * 20, bytes(8) + glue * 20]


def pdf_seeds():
    """A built file with its streams unpacked, so that what they say can be changed; and as it is."""
    import verify                         # noqa: the reader and writer of the verifier's own cases
    data = next(built_edition().glob("*.pdf")).read_bytes()
    pdf = verify.Pdf(data)
    for number in list(pdf.body):
        if b"/FlateDecode" in pdf.head(number) and b"/Length1" not in pdf.head(number):
            text = pdf.stream(number)
            pdf.body[number] = pdf.head(number).replace(b"/Filter /FlateDecode", b"") + b"\nstream\n\nendstream"
            pdf.body[number] = re.sub(rb"/Filter\s*\[\s*/FlateDecode\s*\]", b"", pdf.body[number])
            pdf.set_stream(number, text[:4000], pack=False)
        elif b"/Length1" in pdf.head(number):
            pdf.set_stream(number, pdf.stream(number)[:2000], pack=False)
    plain = re.search(r'static const char small\[\] =\n(.*?);', (ROOT / "tests/unit/test_verify.c").read_text(), re.S).group(1)
    small = "".join(re.findall(r'"((?:[^"\\]|\\.)*)"', plain)).encode().decode("unicode_escape").encode("latin-1")
    return [pdf.write(), small, data]


def patch_seeds():
    places = re.search(r"places\[\] = \{(.*?)\n\};", (ROOT / "tests/unit/test_patch.c").read_text(), re.S).group(1)
    texts = [json.loads(text) for text in re.findall(r'"(?:[^"\\]|\\.)*"', places)]
    values = [b"a: b", b"- a", b"a\nb\n", b" a ", b"l'\xc3\xa9t\xc3\xa9 # b", b""]
    small = [text.encode() + MARK + values[i % len(values)] for i, text in enumerate(texts)]
    return small + [p.read_bytes() + MARK + values[i % len(values)] for i, p in enumerate(goldens(".yaml"))]


def requests_seeds():
    pages = [p.relative_to(built_edition()).as_posix() for p in sorted(built_edition().rglob("*")) if p.is_file()]
    lines = ["/", "/_/apercu.css", "/_/apercu.js", "/_/cadre.css", "/_/suivre?page=index.html&v=x", "/_/feuille?n=3",
             "/_/source?n=6&e=4&t=12", "/_/source?page=index.html&v=0&e=1", "/_/glyphes/0", "/_/glyphes/9", "/images/x.png",
             *(f"/site/{page}" for page in pages)]
    data = (ROOT / "tests/verify/edition/programmes/01-ecole/programme.yaml").read_bytes()
    forms = [json.dumps({"nom": name, "empreinte": "EMPREINTE", "essai": True,
                         "cellules": [[f"0:{data.index(old)}-{data.index(old) + len(old)}", "36,5"]]}, separators=(",", ":"))
             for name, old in (("1/tableaux/eleves", b"12"), ("1/indicateurs/eleves", b"42"), ("1/tableaux/eleves", b"Oujda"))]
    lines += ["/_/formulaire", "/_/formulaire?nom=1/tableaux/eleves", "/_/formulaire?nom=1/indicateurs/eleves", *forms]
    return [line.encode() for line in lines] + ["\n".join(lines).encode()]


def edition_seeds():
    def whole(folder):
        first = sorted((folder / "programmes").iterdir())[0]
        parts = [folder / "rapport.yaml", folder / "introduction.md", first / "programme.yaml", first / "narratif.md"]
        return [part.read_bytes() for part in parts]
    small = whole(ROOT / "tests/verify/edition")
    table = b"\ntableaux:\n  t: { titre: T, source: S, fichier: tableau.csv, colonnes: [{ titre: V }, { titre: N, type: nombre }] }\n"
    cases = [MARK.join([*small[:2], data, narrative, b""]) for data, narrative in programmes()]
    singles = [MARK.join([*small[:2], p.with_suffix(".yaml").read_bytes() if p.with_suffix(".yaml").is_file() else small[2],
                          p.read_bytes(), b""]) for p in goldens(".md")[::3]]     # each is a whole report
    return [MARK.join([*small, b""]), MARK.join([*small[:2], b"titre: P" + table, b"![](tableau:t)\n", b"V;N\nA;1\nB;2\n"]),
            *singles, *[case for case in cases if len(case) < 16000]]


SEEDS = {
    "yaml": yaml_seeds, "narrative": narrative_seeds, "pages": narrative_seeds, "csv": csv_seeds, "workbook": workbook_seeds,
    "template": template_seeds, "breaks": breaks_seeds, "pdf": pdf_seeds, "patch": patch_seeds, "requests": requests_seeds,
    "edition": edition_seeds,
}
BUILT = []


def built_edition():
    """tests/verify/edition, with its data and workbooks, built once."""
    if not BUILT:
        BUILT.append(tempfile.TemporaryDirectory())
        subprocess.run([BILAN, "build", "tests/verify/edition", "--brouillon", "-o", BUILT[0].name + "/public"], cwd=ROOT,
                       capture_output=True, timeout=300)
    return pathlib.Path(BUILT[0].name) / "public"


def write_seeds(target, folder):
    folder.mkdir(parents=True, exist_ok=True)
    for seed in SEEDS[target]():
        (folder / hashlib.sha256(seed).hexdigest()[:16]).write_bytes(seed)
    known = HERE / "found" / target
    for path in sorted(known.iterdir()) if known.is_dir() else []:
        (folder / path.name).write_bytes(path.read_bytes())


def write_dictionary(name, folder):
    if name is None:
        return []
    path = folder / f"{name}.dict"
    if name == "schema":
        texts = "".join(subprocess.run([BILAN, "schema", which], capture_output=True, text=True, check=True, timeout=60).stdout
                        for which in ("programme", "rapport"))
        words = sorted(set(re.findall(r'"([a-zà-ÿ][a-zà-ÿ-]+)"', texts)))
        signs = ["- ", ": ", "{", "}", "[", "]", "|\\x0a", ">-\\x0a", "'", "\\\"", "#", "&a", "*a", "!", "---\\x0a", "{{ x }}", "n.d."]
        escaped = ["".join(c if c.isascii() else "".join(f"\\x{b:02x}" for b in c.encode()) for c in word) for word in words]
        path.write_text("".join(f'"{word}"\n' for word in [*(w + ": " for w in escaped), *signs, "%%%%\\x0a"]))
    else:
        shutil.copy(HERE / "dict" / f"{name}.dict", path)
    return [f"-dict={path}"]


# --- runs ---

def run(target, build, corpus, limit, scratch):
    """Runs one target; the lines of its report when it found something."""
    _, size, dictionary = TARGETS[target]
    found = build / "found" / target
    found.mkdir(parents=True, exist_ok=True)
    command = [str(build / f"fuzz_{target}"), str(corpus), "-seed=1", f"-max_len={size}", "-timeout=20", "-rss_limit_mb=1500",
               "-print_final_stats=1", "-detect_leaks=0", f"-artifact_prefix={found}/", *write_dictionary(dictionary, scratch), limit]
    # Faces are kept for all runs, in arenas, where the detector of leaks does not look; the other tests mind leaks.
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, errors="replace",
                          env={**os.environ, "ASAN_OPTIONS": "detect_leaks=0"})
    if done.returncode == 0:
        runs = re.search(r"number_of_executed_units: (\d+)", done.stderr)
        return [], runs.group(1) if runs else "0"
    return summary(done.stderr.splitlines()), "0"


def summary(report):
    """What was found, with the frames that are ours."""
    first = next((i for i, line in enumerate(report) if re.search("ERROR|claim broken|Assertion|runtime error", line)), 0)
    lines = [line for line in report[max(0, first - 20):] if not re.match(r"\s*#\d|stat::|INFO|#|\s*$", line)
             or re.search(r"/(gen|tests/fuzz)/[\w/]+\.c:", line)]
    return [line[:300] for line in lines[:40]]


def main(argv):
    bounded = argv[1] == "--bounded"
    build = pathlib.Path(argv[2])
    results = []
    for target in argv[3:] or TARGETS:
        with tempfile.TemporaryDirectory() as scratch:
            scratch = pathlib.Path(scratch)
            corpus = scratch / "corpus" if bounded else build / "corpus" / target
            write_seeds(target, corpus)
            limit = f"-runs={TARGETS[target][0]}" if bounded else f"-max_total_time={round(float(argv[1]) * 60)}"
            problems, runs = run(target, build, corpus, limit, scratch)
        results.append((f"{target}: nothing found in {runs} runs" if not problems else f"{target}: a finding", problems))
        if not bounded:
            print(results[-1][0], *problems, sep="\n", flush=True)
    if bounded:
        tap.report(results)
    return any(problems for _, problems in results)


if __name__ == "__main__":
    sys.exit(main(sys.argv))
