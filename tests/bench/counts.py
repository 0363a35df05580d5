"""Instructions that a whole build executes in our own functions, by floor: what must not creep.

Valgrind counts them, so neither the load of the machine nor its clock counts. What libraries execute is left out: they choose their
code by the processor they find. Another compiler makes other code, so that counts are compared only with those of the same one.
"""
import pathlib
import re
import shutil
import subprocess
import tempfile

FILE = pathlib.Path(__file__).resolve().parent.parent / "instructions.txt"
TOLERANCE = 0.03
SMALL = 0.002                            # of the whole: floors below are told and not compared

HEAD = """# Instructions of one build of content/2019, in millions, in the functions of each floor of gen/ and in all of them.
# A count that moves by more than 3 % fails tests/instructions.py; build/bench --count --update writes what is so now. Say in the
# commit why it moved.
"""


def why_not(build):
    """Why nothing can be counted with this build folder, or None."""
    if not shutil.which("valgrind") or not shutil.which("nm"):
        return "valgrind or nm is not installed"
    options = (build / "meson-info/intro-buildoptions.json")
    if not options.exists() or '"name": "buildtype", "value": "release"' not in re.sub(r"\s+", " ", options.read_text()):
        return "not a release build"
    return None


def compiler(bilan):
    """What compiled the program, as the program says: "GCC: (Debian 12.2.0-14) 12.2.0"."""
    comment = subprocess.run(["readelf", "-p", ".comment", bilan], capture_output=True, text=True, check=True).stdout
    return " ".join(re.findall(r"(?:GCC|clang)[^\n]*", comment)).strip()


def floors(build):
    """The floor of each function; "divers" for names that several have."""
    found = {}
    for library in sorted(build.glob("lib*.a")):
        names = subprocess.run(["nm", "--defined-only", library], capture_output=True, text=True).stdout
        for name in re.findall(r" [tT] (\S+)$", names, re.M):
            name, floor = bare(name), library.stem[3:]
            found[name] = floor if found.get(name, floor) == floor else "divers"
    return found


def bare(name):
    """Without what the compiler appends to the parts it makes of a function."""
    return re.sub(r"\.(?:constprop|part|isra|cold).*", "", name).split("'")[0]


def own_counts(profile, program):
    """Instructions by function of the program itself, from a file of callgrind's (its manual, "Callgrind Format
    Specification"): a name is given once and numbered; a line after calls= is what the called function took."""
    names, objects, counts = {}, {}, {}
    function, owner, skips = None, None, False
    for line in profile.read_text().splitlines():
        key, _, value = line.partition("=")
        if key in ("ob", "fn", "cfn", "cob"):
            table = objects if key in ("ob", "cob") else names
            number, _, name = value.partition(" ")
            if name:
                table[number] = name
            if key == "ob":
                owner = table[number]
            elif key == "fn":
                function = table[number]
        elif key == "calls":
            skips = True
        elif re.match(r"[+\-*\d]", line):
            if not skips and owner == program:
                counts[function] = counts.get(function, 0) + int(line.split()[1])
            skips = False
    return counts


def count(bilan, build, root, environment):
    """Instructions by floor, and all of them, of one cold build."""
    program = str(pathlib.Path(bilan).resolve())
    with tempfile.TemporaryDirectory() as folder:
        profile = pathlib.Path(folder) / "profile"
        done = subprocess.run(["valgrind", "--tool=callgrind", "--quiet", f"--callgrind-out-file={profile}", program, "build", "content/2019",
                               "-o", folder + "/public", "--brouillon"], cwd=root, env=environment, capture_output=True, text=True)
        if done.returncode != 0:
            raise RuntimeError(done.stderr[-2000:])
        found, of = {}, floors(build)
        for function, instructions in own_counts(profile, program).items():
            floor = of.get(bare(function), "cli")
            found[floor] = found.get(floor, 0) + instructions
    found["total"] = sum(found.values())
    return found


def read():
    """(compiler, counts) as they were when somebody last looked."""
    compiled, counts = "", {}
    for line in FILE.read_text().splitlines():
        if line.startswith("compiler "):
            compiled = line.removeprefix("compiler ")
        elif line and not line.startswith("#"):
            name, millions = line.split()
            counts[name] = round(float(millions) * 1e6)
    return compiled, counts


def write(compiled, counts):
    lines = [f"{name:<8} {value / 1e6:9.3f}\n" for name, value in sorted(counts.items(), key=lambda item: (item[0] == "total", -item[1]))]
    FILE.write_text(HEAD + f"compiler {compiled}\n" + "".join(lines))


def moved(old, new):
    """What moved by more than the tolerance, as lines."""
    lines = []
    for name in sorted(old.keys() | new.keys()):
        was, now = old.get(name, 0), new.get(name, 0)
        if max(was, now) >= SMALL * new["total"] and abs(now - was) > TOLERANCE * was:
            share = f"{100 * (now - was) / was:+.1f} %" if was else "new"
            lines.append(f"{name}: {was / 1e6:.3f} -> {now / 1e6:.3f} million instructions ({share})")
    return lines
