# The flags of our own code, carried by interface targets so that nothing third-party is ever compiled with them.
option(PARLEY_SANITIZE "Compile our code with AddressSanitizer, UndefinedBehaviorSanitizer and fuzzing coverage" OFF)

find_program(PARLEY_CCACHE ccache)
if(PARLEY_CCACHE)
  set(CMAKE_C_COMPILER_LAUNCHER "${PARLEY_CCACHE}")
  set(CMAKE_CXX_COMPILER_LAUNCHER "${PARLEY_CCACHE}")
endif()

# What every translation unit of the program needs, third-party ones included: language level and instrumentation.
add_library(parley_base_flags INTERFACE)
target_compile_features(parley_base_flags INTERFACE cxx_std_20)
set(CMAKE_CXX_EXTENSIONS OFF)
if(PARLEY_SANITIZE)
  set(_sanitizers -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer)
  target_compile_options(parley_base_flags INTERFACE ${_sanitizers} -O1 -g)
  target_link_options(parley_base_flags INTERFACE ${_sanitizers})
endif()
if(EMSCRIPTEN)
  target_compile_options(parley_base_flags INTERFACE -fno-exceptions $<$<COMPILE_LANGUAGE:CXX>:-fno-rtti>)
  # What every browser that we support has (Chrome 90, Firefox 90, Safari 15), and Emscripten 3.1.6 does not yet assume.
  target_compile_options(parley_base_flags INTERFACE -mnontrapping-fptoint -msign-ext -mbulk-memory -mmutable-globals)
  target_compile_definitions(parley_base_flags INTERFACE EMSCRIPTEN_HAS_UNBOUND_TYPE_NAMES=0)  # embind without RTTI
  target_compile_options(parley_base_flags INTERFACE $<$<CONFIG:MinSizeRel>:-Oz> $<$<CONFIG:MinSizeRel>:-flto>)
  target_link_options(parley_base_flags INTERFACE $<$<CONFIG:MinSizeRel>:-flto>)
endif()

# Our own code: warnings are errors.
set(_warnings -Werror -Wall -Wextra -Wpedantic -Wshadow -Wold-style-cast -Wnon-virtual-dtor -Woverloaded-virtual
  -Wimplicit-fallthrough -Wformat=2 -Wunused -Wextra-semi)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  # g++ 12 reports these inside inlined standard containers, where nothing of ours can be changed (GCC bug 105562, 105651).
  list(APPEND _warnings -Wno-restrict -Wno-maybe-uninitialized)
endif()
add_library(parley_flags INTERFACE)
target_link_libraries(parley_flags INTERFACE parley_base_flags)
target_compile_options(parley_flags INTERFACE ${_warnings} -Wconversion -Wsign-conversion
  $<$<BOOL:${PARLEY_SANITIZE}>:-fsanitize=fuzzer-no-link>)

# Its tests: EXPECT_EQ(list.size(), 3) mixes signs and widths at every turn, and says nothing by it.
add_library(parley_test_flags INTERFACE)
target_link_libraries(parley_test_flags INTERFACE parley_base_flags)
target_compile_options(parley_test_flags INTERFACE ${_warnings} -Wno-sign-compare)

# The core, the hub and the client throw nothing: they are compiled so everywhere, not only for the browser.
add_library(parley_pure_flags INTERFACE)
target_link_libraries(parley_pure_flags INTERFACE parley_flags)
target_compile_options(parley_pure_flags INTERFACE -fno-exceptions)
