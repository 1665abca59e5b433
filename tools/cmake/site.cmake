# A script (cmake -P) that makes the folder of static files SITE out of shell.html, web/ and the linked client.
#
# shell.html knows these placeholders, each a path relative to index.html or a word:
#   @PARLEY_SCRIPT@   web/main.js, bundled with the client's glue: `import create_client from "parley-client"` in web/ is MODULE
#   @PARLEY_WASM@     the program; the shell preloads it, and main.js reads its address from that link
#   @PARLEY_REST@     the second part of the program, fetched after Entry; empty where it is in one piece
#   @PARLEY_LATER@    web/later.js, bundled: fetched after Entry
#   @PARLEY_STYLE@    web/style.css
#   @PARLEY_ROOM@     web/room_module.js, bundled with livekit-client; empty where NODE_MODULES does not have that package
#   @PARLEY_VERSION@  the project's version
# web/static/ is copied to the root of the site as it is.
cmake_minimum_required(VERSION 3.25)

function(run)
  execute_process(COMMAND ${ARGN} COMMAND_ERROR_IS_FATAL ANY)
endfunction()

# Copies `file` to assets/<name>.<hash><extension> and sets `out` to that path.
function(add_asset out file name)
  file(SHA256 "${file}" hash)
  string(SUBSTRING "${hash}" 0 12 hash)
  cmake_path(GET file EXTENSION LAST_ONLY extension)
  set(path "assets/${name}.${hash}${extension}")
  file(COPY_FILE "${file}" "${WORK}/site/${path}")
  file(CHMOD "${WORK}/site/${path}" PERMISSIONS OWNER_READ OWNER_WRITE GROUP_READ WORLD_READ)
  set(${out} "${path}" PARENT_SCOPE)
endfunction()

file(REMOVE_RECURSE "${WORK}")
file(MAKE_DIRECTORY "${WORK}/site/assets")

set(features --enable-mutable-globals --enable-sign-ext --enable-bulk-memory --enable-nontrapping-float-to-int)
set(bundle --bundle --log-level=warning --charset=utf8 --target=chrome90,firefox90,safari15)
if(BUILD_TYPE STREQUAL "Debug")
  list(APPEND bundle --sourcemap=inline)
else()
  list(APPEND bundle --minify --legal-comments=none)
endif()

set(PARLEY_REST "")
if(WASM_SPLIT)
  run("${NODE}" "${SOURCE}/tools/cmake/wasm/second_part.mjs" "${LLVM_NM}" "${WASM_OPT}" "${OBJECTS}" "${WASM}"
    "${WORK}/second_part.txt")
  run("${WASM_SPLIT}" ${features} "--split-funcs=@${WORK}/second_part.txt" --import-namespace=first --export-prefix=%
    "${WASM}" -o1 "${WORK}/first.wasm" -o2 "${WORK}/rest.wasm")
  set(WASM "${WORK}/first.wasm")
endif()
# A second pass over what emcc left finds 2 KB more.
if(WASM_OPT AND NOT BUILD_TYPE STREQUAL "Debug")
  run("${WASM_OPT}" -Oz --converge --strip-debug ${features} "${WASM}" -o "${WORK}/parley.wasm")
  set(WASM "${WORK}/parley.wasm")
endif()
if(WASM_SPLIT)
  run("${WASM_OPT}" -Oz --converge --strip-debug ${features} "${WORK}/rest.wasm" -o "${WORK}/parley-rest.wasm")
  add_asset(PARLEY_REST "${WORK}/parley-rest.wasm" rest)
endif()

run("${ESBUILD}" "${SOURCE}/web/main.js" ${bundle} --format=esm "--alias:parley-client=${MODULE}" "--outfile=${WORK}/main.js")
run("${ESBUILD}" "${SOURCE}/web/later.js" ${bundle} --format=esm "--outfile=${WORK}/later.js")
# Fetched for calls with programs alone. npm's packages lie in the build folder, outside of where web/ would look for them.
set(PARLEY_ROOM "")
if(EXISTS "${NODE_MODULES}/livekit-client/package.json")
  run("${CMAKE_COMMAND}" -E env "NODE_PATH=${NODE_MODULES}" "${ESBUILD}" "${SOURCE}/web/room_module.js" ${bundle} --format=esm
    --legal-comments=eof "--outfile=${WORK}/room.js")  # it is other people's code, and keeps their words
  add_asset(PARLEY_ROOM "${WORK}/room.js" room)
else()
  message(STATUS "Built without livekit-client: calls with programs of the call API end with words that say so")
endif()

add_asset(PARLEY_SCRIPT "${WORK}/main.js" main)
add_asset(PARLEY_LATER "${WORK}/later.js" later)
add_asset(PARLEY_WASM "${WASM}" parley)
if(EXISTS "${SOURCE}/web/style.css")
  run("${ESBUILD}" "${SOURCE}/web/style.css" ${bundle} "--outfile=${WORK}/style.css")
  add_asset(PARLEY_STYLE "${WORK}/style.css" style)
endif()
set(PARLEY_VERSION "${VERSION}")
configure_file("${SOURCE}/shell.html" "${WORK}/site/index.html" @ONLY)
if(EXISTS "${SOURCE}/web/static")
  file(COPY "${SOURCE}/web/static/" DESTINATION "${WORK}/site")
endif()

# Precompressed once here, so that no server compresses at run time. Pictures and fonts are compressed already.
file(GLOB_RECURSE files "${WORK}/site/*")
foreach(file IN LISTS files)
  if(file MATCHES "\\.(html|js|mjs|css|wasm|svg|json|webmanifest|txt)$")
    if(BUILD_TYPE STREQUAL "Debug")
      run("${BROTLI}" --quality=4 --keep "${file}")
    else()
      run("${BROTLI}" --best --lgwin=24 --keep "${file}")
    endif()
    run("${GZIP}" -9 --no-name --keep "${file}")
  endif()
endforeach()

# Whole or not at all: a server that serves the folder meanwhile never sees half of it.
cmake_path(GET SITE PARENT_PATH parent)
file(MAKE_DIRECTORY "${parent}")
if(EXISTS "${SITE}")
  file(RENAME "${SITE}" "${WORK}/old")
endif()
file(RENAME "${WORK}/site" "${SITE}")
file(REMOVE_RECURSE "${WORK}")
