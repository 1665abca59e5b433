# A folder is a target with its own include root.
#
# `parley_library(core/call SOURCES call.cpp DEPENDS core/protocol)` makes the target parley_core_call. Its include root is
# a folder in the build tree that holds nothing but the link `core/call` -> src/core/call. A file can therefore write
# `#include "core/call/call.hpp"` only if its folder DEPENDS on core/call: a wrong include does not build.

# Sets `out` to the target's name of a folder: core/call -> parley_core_call.
function(parley_target_name out folder)
  string(REPLACE "/" "_" name "${folder}")
  string(REPLACE "-" "_" name "${name}")
  set(${out} "parley_${name}" PARENT_SCOPE)
endfunction()

# Gives `target` the include root through which `prefix` (as written in an #include) means the folder `source`.
function(parley_include_root target scope prefix source)
  string(REPLACE "/" "-" root "${prefix}")
  set(root "${PROJECT_BINARY_DIR}/include/${root}")
  cmake_path(GET prefix PARENT_PATH parent)
  file(MAKE_DIRECTORY "${root}/${parent}")
  file(CREATE_LINK "${source}" "${root}/${prefix}" SYMBOLIC)
  target_include_directories(${target} ${scope} "${root}")
endfunction()

# parley_library(<folder under src> SOURCES file... [DEPENDS folder...] [LIBRARIES target...] [PRIVATE_LIBRARIES target...]
#                [EXCEPTIONS])
# DEPENDS names other folders, LIBRARIES third-party targets that the headers need, PRIVATE_LIBRARIES those that only the
# sources need. Without EXCEPTIONS the folder is compiled with -fno-exceptions. SOURCES may be left out by a folder of headers.
function(parley_library folder)
  cmake_parse_arguments(PARSE_ARGV 1 arg "EXCEPTIONS" "" "SOURCES;DEPENDS;LIBRARIES;PRIVATE_LIBRARIES")
  if(arg_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR "parley_library(${folder}): what is ${arg_UNPARSED_ARGUMENTS}?")
  endif()
  parley_target_name(target "${folder}")
  if(arg_SOURCES)
    add_library(${target} STATIC ${arg_SOURCES})
    set(scope PUBLIC)
    if(arg_EXCEPTIONS)
      target_link_libraries(${target} PRIVATE parley_flags)
    else()
      target_link_libraries(${target} PRIVATE parley_pure_flags)
    endif()
    target_link_libraries(${target} PRIVATE ${arg_PRIVATE_LIBRARIES})
  else()
    add_library(${target} INTERFACE)
    set(scope INTERFACE)
  endif()
  parley_include_root(${target} ${scope} "${folder}" "${PROJECT_SOURCE_DIR}/src/${folder}")
  foreach(dependency IN LISTS arg_DEPENDS)
    parley_target_name(dependency_target "${dependency}")
    target_link_libraries(${target} ${scope} ${dependency_target})
  endforeach()
  target_link_libraries(${target} ${scope} ${arg_LIBRARIES})
endfunction()

# parley_second_part(<source>...): these files of the folder's library are in the second part of the client
# (parley_wasm.cmake); elsewhere it means nothing.
function(parley_second_part)
  if(PARLEY_SPLIT)
    set_property(SOURCE ${ARGN} APPEND PROPERTY COMPILE_OPTIONS -fno-lto)
  endif()
endfunction()
