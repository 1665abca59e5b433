# Finds Emscripten (Debian's package or an emsdk) and hands over to its own toolchain file. 3.1.6 and 6.x are both accepted.
find_program(PARLEY_EMXX NAMES em++ HINTS "$ENV{EMSDK}/upstream/emscripten" REQUIRED)
file(REAL_PATH "${PARLEY_EMXX}" _parley_emxx)
cmake_path(GET _parley_emxx PARENT_PATH _parley_emscripten)
if(NOT EXISTS "${_parley_emscripten}/cmake/Modules/Platform/Emscripten.cmake")
  set(_parley_emscripten "/usr/share/emscripten")
endif()

# emcc runs its JavaScript optimiser with acorn, which Debian installs here; a Node that is not Debian's looks elsewhere
# and fails with "Cannot find module 'acorn'".
set(ENV{NODE_PATH} "/usr/share/nodejs")
set(CMAKE_CXX_LINKER_LAUNCHER "${CMAKE_COMMAND}" -E env NODE_PATH=/usr/share/nodejs)

include("${_parley_emscripten}/cmake/Modules/Platform/Emscripten.cmake")
