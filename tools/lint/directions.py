"""Keeps the arrows between the folders pointing inwards (src/README.md).

CMake already refuses an include that no dependency allows; this says so in words, also for what would arrive through
another folder, and refuses a dependency that the picture does not have.
"""

import re
import sys

from source_files import ROOT, code_of, source_files

CORE = {"core/base", "core/protocol", "core/call", "core/session"}
SERVER = {
    "server/hub", "server/net", "server/store", "server/accounts", "server/report", "server/metrics", "server/api",
}
ALLOWED = {
    "core/base": set(),
    "core/protocol": {"core/base"},
    "core/call": {"core/base", "core/protocol"},
    "core/session": {"core/base", "core/protocol"},
    "client/app": CORE,
    "client/ui": CORE | {"client/app"},
    "client/record": CORE | {"client/app", "client/ui"},
    "client/browser": CORE | {"client/app", "client/record"},
    "client": CORE | {"client/app", "client/ui", "client/record", "client/browser"},
    "server/hub": CORE,
    "server/net": CORE | {"server/hub"},
    "server/store": CORE | {"server/hub"},
    "server/accounts": CORE | {"server/hub", "server/store"},
    "server/report": CORE | {"server/hub", "server/store"},
    "server/metrics": CORE | {"server/hub", "server/store"},
    "server/api": CORE | {"server/hub", "server/net", "server/store", "server/accounts", "server/report", "server/metrics"},
    "server/program": CORE | SERVER,
    "server": CORE | SERVER | {"server/program"},
}
# Headers of another folder that are its seam: values and interfaces through which a shell serves it, without knowing the rest.
SEAMS = {
    "client/browser": {
        "client/ui/accessibility.hpp", "client/ui/color.hpp", "client/ui/frame.hpp", "client/ui/function_ref.hpp",
        "client/ui/geometry/rect.hpp", "client/ui/text_rasterizer.hpp",
    },
}
INCLUDE = re.compile(r'^\s*#\s*include\s*"([^"]+)"')


def folder_of(name):
    """The target folder that a path (relative to src) lies in, or None where it lies in none of the picture."""
    parts = name.split("/")
    for length in (2, 1):
        if len(parts) > length and "/".join(parts[:length]) in ALLOWED:
            return "/".join(parts[:length])
    return None


def main():
    count = 0
    for path in source_files("src/*.cpp", "src/*.hpp"):
        name = path.relative_to("src").as_posix()
        home = folder_of(name)
        if home is None:
            print(f"src/{name}: lies in no folder of the architecture (src/README.md)")
            count += 1
            continue
        for number, line in enumerate(code_of((ROOT / path).read_text()).split("\n"), 1):
            include = INCLUDE.match(line)
            if not include:
                continue
            target = folder_of(include.group(1))
            if target is None:
                print(f'src/{name}:{number}: "{include.group(1)}" is not written as the full path from src')
                count += 1
            elif target != home and target not in ALLOWED[home] and include.group(1) not in SEAMS.get(home, ()):
                print(f"src/{name}:{number}: {home} may not include {target}")
                count += 1
    return 1 if count else 0


if __name__ == "__main__":
    sys.exit(main())
