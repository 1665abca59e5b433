# Chooses clang for the sanitize preset: libFuzzer exists only there. Debian names it by version.
find_program(PARLEY_CLANGXX NAMES clang++-19 clang++-16 clang++-14 clang++ REQUIRED)
find_program(PARLEY_CLANG NAMES clang-19 clang-16 clang-14 clang REQUIRED)
set(CMAKE_CXX_COMPILER "${PARLEY_CLANGXX}")
set(CMAKE_C_COMPILER "${PARLEY_CLANG}")
