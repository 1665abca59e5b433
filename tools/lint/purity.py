"""Keeps the core and the hub pure (src/README.md, invariant 1), and the client within what every supported compiler has.

They include no platform header, read no clock, draw no random number, start no thread and do no I/O: all of that comes
in as events and goes out as effects. A finding is printed as file:line with what to do instead.
"""

import re
import sys

from source_files import ROOT, code_of, source_files

PURE = ("src/core/", "src/server/hub/")
LEAN = ("src/core/", "src/client/")  # compiled to WebAssembly

# Standard headers that a pure folder may not include, each with the reason.
PURE_HEADERS = {
    "chrono": None,  # durations and time points are values; the clocks are caught below
    "random": "draws random numbers: take an id or a seed from the event",
    "thread": "starts threads", "mutex": "has no use without threads", "shared_mutex": "has no use without threads",
    "condition_variable": "has no use without threads", "future": "starts threads", "atomic": "has no use without threads",
    "semaphore": "has no use without threads", "latch": "has no use without threads", "barrier": "has no use without threads",
    "stop_token": "has no use without threads",
    "fstream": "does I/O", "iostream": "does I/O", "filesystem": "does I/O", "cstdio": "does I/O", "stdio.h": "does I/O",
    "ctime": "reads a clock", "time.h": "reads a clock", "csignal": "belongs to the shell", "cstdlib": None,
}
PLATFORM_HEADERS = re.compile(
    r"^(sys/|arpa/|netinet/|unistd\.h|fcntl\.h|poll\.h|pthread\.h|windows\.h|emscripten|GLES|imgui|boost/|openssl/|spdlog/|fmt/|CLI/)")
PURE_TOKENS = {
    r"\b(system_clock|steady_clock|high_resolution_clock|utc_clock)\s*::\s*now\b": "reads a clock: take the time from the event",
    r"\b(std::)?(clock_gettime|gettimeofday|localtime|gmtime|mktime)\s*\(": "reads a clock: take the time from the event",
    r"\bstd::time\s*\(": "reads a clock: take the time from the event",
    r"(?<![\w.>])(srand|rand|random|arc4random|getrandom)\s*\(": "draws a random number: take it from the event",
    r"\brandom_device\b": "draws a random number: take it from the event",
    r"\bstd::(cout|cerr|clog|cin)\b": "does I/O: give out an effect",
    r"\b(std::)?(printf|fprintf|puts|fopen|getenv)\s*\(": "does I/O: give out an effect",
    r"\bstd::(jthread|thread|async|mutex)\b": "starts or assumes threads",
    r"\bthread_local\b": "starts or assumes threads",
    r"\bthrow\b": "throws: return a Result, or assert a bug of ours",
    r"\b(try|catch)\b\s*[({]": "expects exceptions: the core throws none and is compiled without them",
}
LEAN_HEADERS = {
    "format": "is missing from Emscripten 3.1.6", "coroutine": "is missing from Emscripten 3.1.6",
    "source_location": "is missing from Emscripten 3.1.6", "expected": "is missing from Emscripten 3.1.6",
    "iostream": "weighs too much for the client", "regex": "weighs too much for the client",
    "fstream": "weighs too much for the client", "locale": "weighs too much for the client",
}
LEAN_TOKENS = {
    r"\bEM_ASM\w*\b": "JavaScript inside C++: write a function in web/",
    r"\bdynamic_cast\b": "needs RTTI, which the client is built without",
    r"\btypeid\b": "needs RTTI, which the client is built without",
}
INCLUDE = re.compile(r'^\s*#\s*include\s*[<"]([^>"]+)[>"]')


def findings(path, pure, lean):
    for number, line in enumerate(code_of((ROOT / path).read_text()).split("\n"), 1):
        include = INCLUDE.match(line)
        if include:
            header = include.group(1)
            if pure and PURE_HEADERS.get(header):
                yield number, f"<{header}> {PURE_HEADERS[header]}"
            elif pure and PLATFORM_HEADERS.match(header):
                yield number, f"<{header}> is a platform header"
            elif lean and header in LEAN_HEADERS:
                yield number, f"<{header}> {LEAN_HEADERS[header]}"
            continue
        for rules in ([PURE_TOKENS] if pure else []) + ([LEAN_TOKENS] if lean else []):
            for pattern, reason in rules.items():
                found = re.search(pattern, line)
                if found:
                    yield number, f"'{found.group(0).strip()}' {reason}"


def main():
    count = 0
    for path in source_files("src/*.cpp", "src/*.hpp"):
        name = path.as_posix()
        for number, message in findings(path, name.startswith(PURE), name.startswith(LEAN)):
            print(f"{name}:{number}: {message}")
            count += 1
    return 1 if count else 0


if __name__ == "__main__":
    sys.exit(main())
