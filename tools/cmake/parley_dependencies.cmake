# The third-party libraries, each behind one target with every define it is used with, so that no two of our targets see
# it differently (a difference would break the one-definition rule).

# JSON, for both programs. The header comes through a link in the build tree: a whole /usr/include must never be on the
# include path of a WebAssembly build. It throws nothing, in the server too: invalid input is parsed without exceptions.
find_path(PARLEY_NLOHMANN_ROOT nlohmann/json.hpp REQUIRED NO_CMAKE_FIND_ROOT_PATH
  PATHS /usr/include /usr/local/include /opt/homebrew/include)
file(MAKE_DIRECTORY "${PROJECT_BINARY_DIR}/include/nlohmann-json")
file(CREATE_LINK "${PARLEY_NLOHMANN_ROOT}/nlohmann" "${PROJECT_BINARY_DIR}/include/nlohmann-json/nlohmann" SYMBOLIC)
add_library(parley_json INTERFACE)
target_include_directories(parley_json SYSTEM INTERFACE "${PROJECT_BINARY_DIR}/include/nlohmann-json")
target_compile_definitions(parley_json INTERFACE JSON_NOEXCEPTION JSON_USE_IMPLICIT_CONVERSIONS=0)

if(EMSCRIPTEN)
  return()
endif()

find_package(Threads REQUIRED)

# Names are folded with ICU (the hub).
find_package(ICU 66 REQUIRED COMPONENTS uc i18n)
add_library(parley_icu INTERFACE)
target_link_libraries(parley_icu INTERFACE ICU::uc ICU::i18n)

# Sockets, HTTP and WebSocket: Boost.Beast, headers only.
find_package(Boost 1.81 REQUIRED)
add_library(parley_beast INTERFACE)
target_link_libraries(parley_beast INTERFACE Boost::headers Threads::Threads)
target_compile_definitions(parley_beast INTERFACE BOOST_ASIO_NO_DEPRECATED)

# Random tokens, hashes, and TLS.
find_package(OpenSSL REQUIRED COMPONENTS Crypto SSL)

# Passwords (argon2id), tokens of sign-ins and their hashes: libsodium. It comes without a CMake package.
find_path(PARLEY_SODIUM_ROOT sodium.h REQUIRED)
find_library(PARLEY_SODIUM_LIBRARY sodium REQUIRED)
add_library(parley_sodium INTERFACE)
target_include_directories(parley_sodium SYSTEM INTERFACE "${PARLEY_SODIUM_ROOT}")
target_link_libraries(parley_sodium INTERFACE "${PARLEY_SODIUM_LIBRARY}")

# Options and the log.
find_package(CLI11 REQUIRED)
find_package(fmt REQUIRED)
find_package(spdlog REQUIRED)

# The database: SOCI, with the three engines that Parley knows linked by name, so that nothing is looked up at run time. Debian's
# 4.0 brings no CMake package; where there is one it is used.
find_package(SOCI CONFIG QUIET)
add_library(parley_soci INTERFACE)
if(SOCI_FOUND)
  target_link_libraries(parley_soci INTERFACE
    SOCI::soci_core SOCI::soci_sqlite3 SOCI::soci_mysql SOCI::soci_postgresql)
else()
  find_path(PARLEY_SOCI_ROOT soci/soci.h REQUIRED)
  target_include_directories(parley_soci SYSTEM INTERFACE "${PARLEY_SOCI_ROOT}")
  foreach(_part core sqlite3 mysql postgresql)
    find_library(PARLEY_SOCI_${_part} NAMES soci_${_part} soci_${_part}_4_0 REQUIRED)
    target_link_libraries(parley_soci INTERFACE "${PARLEY_SOCI_${_part}}")
  endforeach()
endif()

# For whoever compiles SOCI's headers: its library keeps the type information of internal classes to itself, and one of the
# undefined-behaviour checks asks for it.
add_library(parley_soci_users INTERFACE)
if(PARLEY_SANITIZE)
  target_compile_options(parley_soci_users INTERFACE -fno-sanitize=vptr)
endif()

# Figures for Prometheus: the registry and the text format alone. Its CMake package would ask for the HTTP server and for curl
# too, which are not used.
find_path(PARLEY_PROMETHEUS_ROOT prometheus/registry.h REQUIRED)
find_library(PARLEY_PROMETHEUS_LIBRARY prometheus-cpp-core REQUIRED)
add_library(parley_prometheus INTERFACE)
target_include_directories(parley_prometheus SYSTEM INTERFACE "${PARLEY_PROMETHEUS_ROOT}")
target_link_libraries(parley_prometheus INTERFACE "${PARLEY_PROMETHEUS_LIBRARY}")
