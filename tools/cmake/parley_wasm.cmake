# How the client is linked, and how the folder of static files around it is made.

# Emscripten renamed this setting; the new one refuses the old name under -sSTRICT and the old one does not know the new name.
set(PARLEY_STACK_SETTING STACK_SIZE)
if(EMSCRIPTEN_VERSION VERSION_LESS 3.1.25)
  set(PARLEY_STACK_SETTING TOTAL_STACK)
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
    -sINCOMING_MODULE_JS_API=locateFile,onAbort,print,printErr
    # The same for every Emscripten, whose defaults move.
    -sMIN_CHROME_VERSION=90 -sMIN_FIREFOX_VERSION=90 -sMIN_SAFARI_VERSION=150000)
  if(EMSCRIPTEN_VERSION VERSION_GREATER_EQUAL 6.0.2)
    # Growable buffers broke TextDecoder in the one release where they were the default (emscripten #27241).
    target_link_options(${target} PRIVATE -sGROWABLE_ARRAYBUFFERS=0)
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
      -P "${PROJECT_SOURCE_DIR}/tools/cmake/site.cmake"
    DEPENDS ${target} ${web_files} ${node_packages} "${PROJECT_SOURCE_DIR}/shell.html" "${PROJECT_SOURCE_DIR}/tools/cmake/site.cmake"
    COMMENT "Assembling ${site}"
    VERBATIM)
  add_custom_target(site ALL DEPENDS "${site}/index.html")
endfunction()
