"""Counts tests from the files that the runners leave behind; prints "passed failed skipped".

count_tests.py ctest JUNIT RESULTS   ctest's JUnit file and the folder of GoogleTest's own, one per program. A program that failed
                                     without a failed test in its file (crash, leak, time-out, nothing written) is one failure.
count_tests.py tap FILE              the summary at the end of node's TAP. A file without one is one failure.
"""

import pathlib
import re
import sys
import xml.etree.ElementTree


def count_program(file):
    """Passed, failed and skipped in GoogleTest's file; nothing where the program did not live to write it."""
    try:
        cases = xml.etree.ElementTree.parse(file).getroot().iter("testcase")
    except (OSError, xml.etree.ElementTree.ParseError):
        return 0, 0, 0
    passed = failed = skipped = 0
    for case in cases:
        if case.find("failure") is not None:
            failed += 1
        elif case.get("status") == "notrun" or case.get("result") == "skipped":
            skipped += 1
        else:
            passed += 1
    return passed, failed, skipped


def count_ctest(junit, results):
    totals = [0, 0, 0]
    try:
        programs = list(xml.etree.ElementTree.parse(junit).getroot().iter("testcase"))
    except (OSError, xml.etree.ElementTree.ParseError):
        return 0, 1, 0
    for program in programs:
        counts = count_program(pathlib.Path(results, program.get("name") + ".xml"))
        totals = [total + count for total, count in zip(totals, counts)]
        if program.get("status") != "run" and counts[1] == 0:
            totals[1] += 1
    return totals if programs else (0, 1, 0)


def count_tap(file):
    text = pathlib.Path(file).read_text(errors="replace") if pathlib.Path(file).exists() else ""
    summary = dict(re.findall(r"^# (pass|fail|cancelled|skipped|todo) (\d+)$", text, re.MULTILINE))
    if "pass" not in summary:
        return 0, 1, 0
    number = {name: int(count) for name, count in summary.items()}
    failed = number.get("fail", 0) + number.get("cancelled", 0)
    return number["pass"], failed, number.get("skipped", 0) + number.get("todo", 0)


if __name__ == "__main__":
    kind, *arguments = sys.argv[1:]
    print(*(count_ctest if kind == "ctest" else count_tap)(*arguments))
