#!/usr/bin/env python3
"""Adds up what meson ran in the build folders given; the last line is «N passed, N failed»."""
import sys
import xml.etree.ElementTree as xml

passed = failed = 0
for folder in sys.argv[1:]:
    for case in xml.parse(f"{folder}/meson-logs/testlog.junit.xml").getroot().iter("testcase"):
        if case.find("failure") is not None or case.find("error") is not None:
            failed += 1
            print(f"failed: {folder}: {case.get('classname')}: {case.get('name')}")
        elif case.find("skipped") is None:
            passed += 1
        else:
            print(f"skipped: {folder}: {case.get('classname')}: {case.get('name')}")
print(f"{passed} passed, {failed} failed")
sys.exit(1 if failed or not passed else 0)
