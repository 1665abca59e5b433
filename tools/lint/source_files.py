"""Which files of the project a check looks at: those that git knows or would add, so build output never counts."""

import pathlib
import subprocess

ROOT = pathlib.Path(__file__).resolve().parents[2]


def source_files(*patterns: str) -> list[pathlib.Path]:
    """Files that match any of git's pathspecs, as paths relative to the project's root."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", "--", *patterns],
        cwd=ROOT, check=True, capture_output=True, text=True).stdout
    return [pathlib.Path(name) for name in sorted(set(listed.split("\0"))) if name and (ROOT / name).exists()]


def code_of(text: str) -> str:
    """The text with comments and the inside of string literals blanked out, line numbers kept."""
    out, i, state = [], 0, "code"
    while i < len(text):
        two = text[i:i + 2]
        if state == "code":
            if two == "//":
                state = "line"
            elif two == "/*":
                state = "block"
            elif text.startswith('R"', i) and (i == 0 or not text[i - 1].isalnum()):
                opening = text.index("(", i)
                closing = ")" + text[i + 2:opening] + '"'
                end = text.find(closing, opening)
                end = len(text) if end < 0 else end + len(closing)
                out.append("\n" * text.count("\n", i, end))
                i = end
                continue
            elif text[i] == '"' and not is_include_line(text, i):
                state = "string"
            elif text[i] == "'" and not (i > 0 and text[i - 1].isalnum()):
                state = "char"
            out.append(" " if state in ("line", "block") else text[i])
        elif state == "line":
            if text[i] == "\n":
                state = "code"
            out.append("\n" if text[i] == "\n" else " ")
        elif state == "block":
            if two == "*/":
                state = "code"
                out.append("  ")
                i += 2
                continue
            out.append("\n" if text[i] == "\n" else " ")
        else:
            quote = '"' if state == "string" else "'"
            if text[i] == "\\":
                out.append("  ")
                i += 2
                continue
            if text[i] == quote or text[i] == "\n":
                state = "code"
                out.append(text[i])
            else:
                out.append(" ")
        i += 1
    return "".join(out)


def is_include_line(text: str, at: int) -> bool:
    line = text[text.rfind("\n", 0, at) + 1:at]
    return line.lstrip().startswith("#") and "include" in line
