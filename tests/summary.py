#!/usr/bin/env python3
"""Adds up what meson ran in the build folders given, with the reason of each failure; the last line is «N passed, N failed»."""
import json
import pathlib
import re
import sys
import xml.etree.ElementTree as xml

LINES_SHOWN = 12


def reasons(suite):
    """What TAP says below a failed test, by the test's name."""
    said = {}
    for part in re.split(r"^(?=(?:not )?ok )", suite.findtext("system-out", ""), flags=re.M):
        head, *lines = part.splitlines() or [""]
        if head.startswith("not ok "):
            said[head.removeprefix("not ok ")] = [line for line in lines if line.startswith("#")]
    return said


def log_of(folder):
    """What meson noted; it leaves in the controls that a failed test has printed, which no XML may hold."""
    text = pathlib.Path(folder, "meson-logs/testlog.junit.xml").read_text(errors="replace")
    return xml.fromstring(re.sub(r"[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "", text).encode())


def ended_badly(folder):
    """Suites of which all that was told went well, and that end in a fault: a leak, a crash, fewer tests than planned. What
    meson notes for other tools leaves them out."""
    for line in pathlib.Path(folder, "meson-logs/testlog.json").read_text().splitlines():
        ran = json.loads(line)
        told = ran.get("stdout", "")
        if ran["result"] not in ("OK", "SKIP") and re.search(r"^ok ", told, re.M) and not re.search(r"^not ok ", told, re.M):
            yield ran["name"], f"{ran['result']}, exit status {ran['returncode']}", ran.get("stderr", "").strip().splitlines()


passed = failed = 0
for folder in sys.argv[1:]:
    for name, how, said in ended_badly(folder):
        failed += 1
        print(f"failed: {folder}: {name}: {how}", *said[:LINES_SHOWN], sep="\n    ")
    for suite in log_of(folder).iter("testsuite"):
        said = reasons(suite)
        for case in suite.iter("testcase"):
            name = f"{folder}: {case.get('classname')}: {case.get('name')}"
            if case.find("failure") is not None or case.find("error") is not None:
                failed += 1
                print(f"failed: {name}", *said.get(case.get("name"), [])[:LINES_SHOWN], sep="\n    ")
            elif case.find("skipped") is None:
                passed += 1
            else:
                print(f"skipped: {name}")
print(f"{passed} passed, {failed} failed")
sys.exit(1 if failed or not passed else 0)
