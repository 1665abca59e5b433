# How the client is linked, and how the folder of static files around it is made.

# Emscripten renamed this setting; the new one refuses the old name under -sSTRICT and the old one does not know the new name.
set(PARLEY_STACK_SETTING STACK_SIZE)
if(EMSCRIPTEN_VERSION VERSION_LESS 3.1.25)
  set(PARLEY_STACK_SETTING TOTAL_STACK)
endif()

# The program comes in two parts: what Entry needs, and all else, which is fetched when somebody wants something. The tool that
# divides it moves functions by name; those of the second part are the ones that were compiled by themselves, without link-time
# optimisation, so that none of them is ever inlined into the first.
set(PARLEY_SPLIT OFF)
if(EMSCRIPTEN AND CMAKE_BUILD_TYPE STREQUAL "MinSizeRel")
  find_program(PARLEY_WASM_SPLIT wasm-split HINTS "$ENV{EMSDK}/upstream/bin")
  find_program(PARLEY_NODE NAMES node nodejs)
  find_program(PARLEY_LLVM_NM NAMES llvm-nm llvm-nm-14 HINTS "$ENV{EMSDK}/upstream/bin" /usr/lib/llvm-14/bin)
  find_program(PARLEY_WASM_OPT wasm-opt HINTS "$ENV{EMSDK}/upstream/bin")
  if(PARLEY_WASM_SPLIT AND PARLEY_WASM_OPT AND PARLEY_NODE AND PARLEY_LLVM_NM)
    set(PARLEY_SPLIT ON)
  endif()
endif()

# parley_wasm_program(<target>): <target>.mjs, an ES module whose default export makes an instance, and <target>.wasm.
function(parley_wasm_program target)
  set_target_properties(${target} PROPERTIES SUFFIX ".mjs")
  target_sources(${target} PRIVATE "${PROJECT_SOURCE_DIR}/tools/cmake/wasm/strtod.cpp")
  target_link_libraries(${target} PRIVATE embind websocket.js)
  target_link_options(${target} PRIVATE
    -fno-rtti               # picks the embind library that names types as our objects do
    -sMODULARIZE=1 -sEXPORT_ES6=1 -sENVIRONMENT=web
    -sMIN_WEBGL_VERSION=2 -sMAX_WEBGL_VERSION=2
    -sALLOW_MEMORY_GROWTH=1 "-s${PARLEY_STACK_SETTING}=524288"
    -sDYNAMIC_EXECUTION=0   # embind would use `new Function`, which the Content-Security-Policy forbids
    -sFILESYSTEM=0
    -sTEXTDECODER=2
    -sMALLOC=emmalloc
    -sINCOMING_MODULE_JS_API=instantiateWasm,onAbort,print,printErr
    # The same for every Emscripten, whose defaults move.
    -sMIN_CHROME_VERSION=90 -sMIN_FIREFOX_VERSION=90 -sMIN_SAFARI_VERSION=150000)
  if(EMSCRIPTEN_VERSION VERSION_GREATER_EQUAL 6.0.2)
    # Growable buffers broke TextDecoder in the one release where they were the default (emscripten #27241).
    target_link_options(${target} PRIVATE -sGROWABLE_ARRAYBUFFERS=0)
  endif()
  if(PARLEY_SPLIT)
    # With names, to divide by; the site has none. What else is optimised is so after the division: before, functions of both parts
    # would be merged with each other.
    target_link_options(${target} PRIVATE --profiling-funcs -Wl,--no-demangle -O1)
  else()
    target_link_options(${target} PRIVATE $<$<CONFIG:MinSizeRel>:-Oz>)
  endif()
  target_link_options(${target} PRIVATE "$<IF:$<CONFIG:Debug>,-sASSERTIONS=1,-sASSERTIONS=0>")
endfunction()

# parley_site(<target>): the target `site` makes the folder that any HTTPS server can serve: shell.html filled in as index.html,
# and under assets/ the wasm, the script and the style with their hash in the name, each with .br and .gz beside it.
# The release goes to build/site, a debug build to its own build folder.
function(parley_site target)
  find_program(PARLEY_ESBUILD esbuild REQUIRED)
  find_program(PARLEY_BROTLI brotli REQUIRED)
  find_program(PARLEY_GZIP gzip REQUIRED)
  find_program(PARLEY_WASM_OPT wasm-opt HINTS "$ENV{EMSDK}/upstream/bin")
  set(site "${PROJECT_BINARY_DIR}/site")
  if(CMAKE_BUILD_TYPE STREQUAL "MinSizeRel")
    set(site "${PROJECT_SOURCE_DIR}/build/site")
  endif()
  file(GLOB_RECURSE web_files CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/web/*")
  set(node_modules "${PROJECT_SOURCE_DIR}/build/deps/web/node_modules")  # tools/setup's, where there is npm
  file(GLOB node_packages CONFIGURE_DEPENDS "${node_modules}/livekit-client/package.json")
  add_custom_command(OUTPUT "${site}/index.html"
    COMMAND "${CMAKE_COMMAND}"
      "-DSITE=${site}" "-DSOURCE=${PROJECT_SOURCE_DIR}" "-DWORK=${PROJECT_BINARY_DIR}/site-work"
      "-DMODULE=$<TARGET_FILE:${target}>" "-DWASM=$<TARGET_FILE_DIR:${target}>/$<TARGET_FILE_BASE_NAME:${target}>.wasm"
      "-DBUILD_TYPE=${CMAKE_BUILD_TYPE}" "-DVERSION=${PROJECT_VERSION}"
      "-DESBUILD=${PARLEY_ESBUILD}" "-DBROTLI=${PARLEY_BROTLI}" "-DGZIP=${PARLEY_GZIP}"
      "-DWASM_OPT=${PARLEY_WASM_OPT}" "-DNODE_MODULES=${node_modules}"
      "-DWASM_SPLIT=$<$<BOOL:${PARLEY_SPLIT}>:${PARLEY_WASM_SPLIT}>" "-DNODE=${PARLEY_NODE}" "-DLLVM_NM=${PARLEY_LLVM_NM}"
      "-DOBJECTS=${PROJECT_BINARY_DIR}/src"
      -P "${PROJECT_SOURCE_DIR}/tools/cmake/site.cmake"
    DEPENDS ${target} ${web_files} ${node_packages} "${PROJECT_SOURCE_DIR}/shell.html" "${PROJECT_SOURCE_DIR}/tools/cmake/site.cmake"
    COMMENT "Assembling ${site}"
    VERBATIM)
  add_custom_target(site ALL DEPENDS "${site}/index.html")
endfunction()
