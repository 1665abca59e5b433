"""Refuses what must not stay in the tree: notes to oneself, code that the Content-Security-Policy forbids, a person's paths."""

import re
import sys

from source_files import ROOT, source_files

EVERYWHERE = {
    r"\b(TODO|FIXME|XXX|HACK)\b": "a note to oneself: do it, or write an issue",
    r"^(<<<<<<<|>>>>>>>)": "a merge conflict",
    r"/home/[a-z]|/Users/[A-Z]": "the path of one person's machine",
}
WEB = {
    r"\beval\s*\(|\bnew Function\b": "is forbidden by the Content-Security-Policy",
    r"\.(innerHTML|outerHTML)\b|\binsertAdjacentHTML\b|\bdocument\.write\b": "makes HTML out of text: create elements",
    r"\bconsole\.log\b|\bdebugger\b": "was for finding a bug",
}
SKIPPED = ("tests/package-lock.json", "tools/lint/words.py")


def main():
    count = 0
    for path in source_files("*"):
        name = path.as_posix()
        if name in SKIPPED:
            continue
        try:
            text = (ROOT / path).read_text()
        except UnicodeDecodeError:
            continue
        rules = EVERYWHERE | (WEB if name.startswith("web/") or name == "shell.html" else {})
        for number, line in enumerate(text.split("\n"), 1):
            for pattern, reason in rules.items():
                found = re.search(pattern, line)
                if found:
                    print(f"{name}:{number}: '{found.group(0)}' {reason}")
                    count += 1
    return 1 if count else 0


if __name__ == "__main__":
    sys.exit(main())
