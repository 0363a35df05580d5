#!/usr/bin/env python3
"""The fuzzer: seeds made from the other tests' inputs, then each target of tests/fuzz/ run over what grows of them.

fuzz.py --bounded BUILD             a fixed number of runs a target, always the same ones; prints TAP (the CI)
fuzz.py MINUTES BUILD [TARGET ...]  so many minutes of processor time a target, a target a processor at once

What is new to the fuzzer stays in BUILD/corpus/TARGET, what a run finds in BUILD/found/TARGET, what libFuzzer says in
BUILD/log/TARGET. A finding becomes a case of tests/golden once it is mended, or, where a golden cannot hold it, a file of
tests/fuzz/found/TARGET, which every run takes first.

Time is the processor's, not the clock's: a run that others make wait, or that is stopped and continued, loses none.
"""
import concurrent.futures
import dataclasses
import hashlib
import json
import os
import pathlib
import re
import resource
import shutil
import signal
import struct
import subprocess
import sys
import tempfile
import time
import zipfile
import zlib

import tap
import verify                             # the reader and writer of the verifier's own cases

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
    "pdf": (600, 90000, "pdf"),
    "patch": (6000, 4096, "schema"),
    "requests": (400, 4096, "requests"),
    "pages": (200, 8192, "narrative"),
    "picture": (300, 4096, "picture"),
    "type": (60, 24576, "type"),
    "lender": (60, 8192, "schema"),
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


def lender_seeds():
    """The edition that shows figures of another one, and that one."""
    own, other = ROOT / "tests/lender/2019", ROOT / "tests/lender/2018"
    files = [own / "programmes/08-flux/narratif.md", own / "programmes/08-flux/programme.yaml",
             other / "programmes/08-flux/programme.yaml", other / "rapport.yaml"]
    return [MARK.join(file.read_bytes() for file in files)]


SMALL_REPORT = """nom: petit
titre: T
edition: E
annee: 2019
date: 2019
langue: fr
organisme: O
resume: R
parties: [{ titre: I, fichier: texte.md }]
"""
SMALL_TEXT = "# H\n\nMot^[Note.] [lien du site](https://exemple.ma) : 12 %.\n\n- un\n- deux\n\n> cité\n\n![Une image](image.jpg)\n"


def as_objects(data):
    """A built file as tests/fuzz/pdf.c packs it: objects with their streams unpacked, without lengths, and the trailer."""
    pdf = verify.Pdf(data)
    parts = []
    for number in sorted(pdf.body):
        head = pdf.head(number)
        if b"\nstream" not in pdf.body[number]:
            parts.append(head)
            continue
        bound = 2000 if b"/Length1" in head else 4000
        head = re.sub(rb"/Length \d+( 0 R)?|/Filter\s*(/FlateDecode|\[\s*/FlateDecode\s*\])", b"", head)
        parts.append(head + b"stream\n" + pdf.stream(number)[:bound])
    return MARK.join([*parts, re.sub(rb"^<<|/Size \d+|>>$", b"", pdf.trailer)])


def pdf_seeds():
    """Two built files as objects, one of them small, and as they are; what content may say; and a file of few bytes."""
    with tempfile.TemporaryDirectory() as folder:
        edition = pathlib.Path(folder) / "petit"
        edition.mkdir()
        (edition / "rapport.yaml").write_text(SMALL_REPORT)
        (edition / "texte.md").write_text(SMALL_TEXT)
        shutil.copy(ROOT / "tests/images/gris.jpg", edition / "image.jpg")
        subprocess.run([BILAN, "build", edition, "--brouillon", "-o", f"{folder}/public"], cwd=ROOT, capture_output=True, timeout=300)
        built = [next(pathlib.Path(place).glob("*.pdf")).read_bytes() for place in (f"{folder}/public", built_edition())]
    plain = re.search(r'static const char small\[\] =\n(.*?);', (ROOT / "tests/unit/test_verify.c").read_text(), re.S).group(1)
    small = "".join(re.findall(r'"((?:[^"\\]|\\.)*)"', plain)).encode().decode("unicode_escape").encode("latin-1")
    return [*map(as_objects, built), *built, small]


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
    forms = [json.dumps({"nom": name, "empreinte": "EMPREINTE", "essai": is_tried,
                         "cellules": [[f"0:{data.index(old)}-{data.index(old) + len(old)}", "36,5"]]}, separators=(",", ":"))
             for name, old in (("1/tableaux/eleves", b"12"), ("1/indicateurs/eleves", b"42"), ("1/tableaux/eleves", b"Oujda"))
             for is_tried in (True, False)]
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


def type_seeds():
    """The types that there are and those of the tests, with a document each; their texts bear the name of the one there is."""
    def whole(template, folder, twin=""):
        own = re.sub(r"[a-z-]+\.md", "texte.md", (folder / f"{template.name}.yaml").read_text())
        own = re.sub("^gabarit: .*", "gabarit: essai", own, flags=re.M)
        texts = sorted(folder.glob("*.md"))
        parts = [(template / "type.yaml").read_text(), (template / "theme.yaml").read_text(), own,
                 min((text.read_text() for text in texts), key=len, default=""), twin]
        return "%%%%\n".join(parts).encode()
    ours = [whole(ROOT / "tests/doctypes/templates" / name, ROOT / "tests/doctypes" / name) for name in ("memo", "panneaux")]
    project = next((ROOT / "content/fiches").iterdir())
    return [*ours, whole(ROOT / "templates/examen", next((ROOT / "content/examens").iterdir())),
            whole(ROOT / "templates/fiche", project), whole(ROOT / "templates/fiche", project, (project / "fiche.ar.yaml").read_text()),
            ours[0].replace(b"base: rapport-2019\n\nbook: []\n", (ROOT / "templates/rapport-2019/theme.yaml").read_bytes())]


def picture_seeds():
    """PNG of each kind of colour, depth and row, two by three; and the JPEG files of the tests."""
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    def png(depth, colour, samples, interlaced=0):
        rows = (b"\0" + bytes(i % 3 for i in range((2 * samples * depth + 7) // 8))) * 3
        extra = chunk(b"PLTE", bytes(range(9))) + chunk(b"tRNS", b"\x80") if colour == 3 else b""
        return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 2, 3, depth, colour, 0, 0, interlaced)) + extra
                + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))
    pngs = [png(depth, colour, samples, interlaced) for colour, samples, depths in
            ((0, 1, (1, 8, 16)), (2, 3, (8, 16)), (3, 1, (1, 2, 8)), (4, 2, (8, 16)), (6, 4, (8, 16)))
            for depth in depths for interlaced in (0, 1)]
    return pngs + [p.read_bytes() for p in sorted((ROOT / "tests/images").glob("*.jpg"))]


SEEDS = {
    "yaml": yaml_seeds, "narrative": narrative_seeds, "pages": narrative_seeds, "csv": csv_seeds, "workbook": workbook_seeds,
    "template": template_seeds, "breaks": breaks_seeds, "pdf": pdf_seeds, "patch": patch_seeds, "requests": requests_seeds,
    "edition": edition_seeds, "type": type_seeds, "lender": lender_seeds, "picture": picture_seeds,
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


def write_dictionary(target, folder):
    name = TARGETS[target][2]
    if name is None:
        return []
    path = folder / f"{target}.dict"
    if name in ("schema", "type"):
        texts = "".join(subprocess.run([BILAN, "schema", which], capture_output=True, text=True, check=True, timeout=60).stdout
                        for which in ("programme", "rapport"))
        words = set(re.findall(r'"([a-zà-ÿ][a-zà-ÿ-]+)"', texts))
        if name == "type":
            texts = "".join(p.read_text() for p in sorted((ROOT / "templates").glob("*/t*.yaml")))
            words = set(re.findall(r"([a-zà-ÿ][a-zà-ÿ-]+):", texts)) | set(re.findall(r"genre: ([a-z-]+)", texts))
        words = sorted(words)
        signs = ["- ", ": ", "{", "}", "[", "]", "|\\x0a", ">-\\x0a", "'", "\\\"", "#", "&a", "*a", "!", "---\\x0a", "{{ x }}", "n.d.", "{rang}", "12mm", "8.5pt"]
        escaped = ["".join(c if c.isascii() else "".join(f"\\x{b:02x}" for b in c.encode()) for c in word) for word in words]
        path.write_text("".join(f'"{word}"\n' for word in [*(w + ": " for w in escaped), *signs, "%%%%\\x0a"]))
    else:
        shutil.copy(HERE / "dict" / f"{name}.dict", path)
    return [f"-dict={path}"]


# --- runs ---

SLOW = 20                                 # seconds of processor time that one input may take
TIMED_OUT = 70                            # how libFuzzer ends then
TICKS = os.sysconf("SC_CLK_TCK")
# Faces are kept for all runs, in arenas, where the detector of leaks does not look; the other tests mind leaks.
ENVIRONMENT = {**os.environ, "ASAN_OPTIONS": "detect_leaks=0", "UBSAN_OPTIONS": "halt_on_error=1:abort_on_error=1"}


@dataclasses.dataclass
class Tally:
    """What a target did, over all the processes that it took."""
    target: str
    seconds: float = 0                    # of processor time, ours and the system's for us
    user: float = 0                       # of these, ours
    runs: int = 0
    edges: int = 0
    edges_before: int = 0                 # when two thirds of the time were over
    inputs: int = 0
    waits: int = 0                        # inputs that took long by the clock only
    problems: list = dataclasses.field(default_factory=list)

    def said(self):
        return (f"{self.target}: " + ("a finding" if self.problems else "nothing found") + f" in {self.runs} runs, "
                f"{self.seconds / 60:.1f} min of processor time ({self.user:.0f} s user), {self.inputs} inputs kept, "
                f"{self.edges} edges reached"
                + (f" ({self.edges - self.edges_before:+} in the last third)" if self.edges_before else "")
                + (f", {self.waits} inputs waited" if self.waits else ""))


def seconds_of(pid):
    fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def edges_in(log):
    found = re.findall(rb"cov: (\d+)", log.read_bytes())
    return int(found[-1]) if found else 0


def run_process(command, log, tally, limit):
    """One process of a target, asked to end when its tally reaches so many seconds (0: it ends by itself)."""
    with log.open("wb") as said, tempfile.TemporaryDirectory() as own:         # own: fuzz_folder()
        process = subprocess.Popen(command, cwd=ROOT, stdout=said, stderr=said, env={**ENVIRONMENT, "TMPDIR": own})
        watch(process, log, tally, limit)
    tally.edges = max(tally.edges, edges_in(log))
    tally.runs += sum(int(n) for n in re.findall(rb"number_of_executed_units: (\d+)", log.read_bytes()))
    return process.returncode


def watch(process, log, tally, limit):
    while True:
        ended, status, usage = os.wait4(process.pid, os.WNOHANG if limit else 0)
        if ended:
            break
        used = tally.seconds + seconds_of(process.pid)
        if tally.edges_before == 0 and used >= limit * 2 / 3:
            tally.edges_before = edges_in(log)
        if used >= limit:
            process.send_signal(signal.SIGUSR1)
        time.sleep(0.5)
    process.returncode = os.waitstatus_to_exitcode(status)
    tally.seconds += usage.ru_utime + usage.ru_stime
    tally.user += usage.ru_utime


def is_slow(program, path):
    """Whether an input takes long when it is read alone. libFuzzer goes by the clock, which runs while others work."""
    with tempfile.TemporaryDirectory() as own, subprocess.Popen(
            [program, "-timeout=0", path], cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            env={**ENVIRONMENT, "TMPDIR": own}) as alone:
        resource.prlimit(alone.pid, resource.RLIMIT_CPU, (SLOW, SLOW))
    return alone.returncode != 0


def run(target, build, corpus, scratch, runs=0, seconds=0):
    """Runs a target so many times, always the same way, or for so many seconds of processor time."""
    size = TARGETS[target][1]
    found, log, tally = build / "found" / target, (scratch if runs else build) / "log" / target, Tally(target)
    found.mkdir(parents=True, exist_ok=True)
    log.parent.mkdir(exist_ok=True)
    program = str(build / f"fuzz_{target}")
    # Which features are rare, libFuzzer would count anew with each input: with the hundred thousand of a whole build it did
    # little else.
    command = [program, str(corpus), f"-max_len={size}", f"-timeout={SLOW}", "-rss_limit_mb=1500", "-print_final_stats=1",
               "-report_slow_units=1000", "-entropic=0", f"-artifact_prefix={found}/", *write_dictionary(target, scratch),
               *([f"-runs={runs}", "-seed=1"] if runs else [])]
    while True:
        code = run_process(command, log, tally, seconds)
        late = re.search(rb"Test unit written to (\S+)", log.read_bytes()) if code == TIMED_OUT else None
        if late is None or is_slow(program, late.group(1).decode()):
            break
        pathlib.Path(late.group(1).decode()).unlink()
        tally.waits += 1
    tally.inputs = sum(1 for _ in corpus.iterdir())
    if code != 0:
        tally.problems = summary(log.read_text(errors="replace").splitlines()) or [f"ended with {code}"]
    return tally


def summary(report):
    """What was found, with the frames that are ours."""
    first = next((i for i, line in enumerate(report) if re.search("ERROR|claim broken|Assertion|runtime error", line)), 0)
    lines = [line for line in report[max(0, first - 20):] if not re.match(r"\s*#\d|stat::|INFO|#|\s*$", line)
             or re.search(r"/(gen|tests/fuzz)/[\w/]+\.c:", line)]
    return [line[:300] for line in lines[:40]]


def bounded(build):
    results = []
    for target, (runs, _, _) in TARGETS.items():
        with tempfile.TemporaryDirectory() as scratch:
            scratch = pathlib.Path(scratch)
            write_seeds(target, scratch / "corpus")
            tally = run(target, build, scratch / "corpus", scratch, runs=runs)
        claim = "a finding" if tally.problems else f"nothing found in {tally.runs} runs"
        results.append((f"{target}: {claim}", tally.problems))
    tap.report(results)
    return results


def at_length(minutes, build, targets):
    with tempfile.TemporaryDirectory() as scratch, concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for target in targets:
            write_seeds(target, build / "corpus" / target)
        begun = [pool.submit(run, target, build, build / "corpus" / target, pathlib.Path(scratch), seconds=minutes * 60)
                 for target in targets]
        results = []
        for done in concurrent.futures.as_completed(begun):
            tally = done.result()
            results.append((tally.said(), tally.problems))
            print(results[-1][0], *tally.problems, sep="\n", flush=True)
    return results


def main(argv):
    build, targets = pathlib.Path(argv[2]), argv[3:] or list(TARGETS)
    unknown = [target for target in targets if target not in TARGETS]
    if unknown:
        sys.exit(f"fuzz.py: no target {', '.join(unknown)}; there are {', '.join(TARGETS)}")
    results = bounded(build) if argv[1] == "--bounded" else at_length(float(argv[1]), build, targets)
    return any(problems for _, problems in results)


if __name__ == "__main__":
    sys.exit(main(sys.argv))
