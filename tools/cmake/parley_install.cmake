# `cmake --install build/native-release [--prefix DIR]`: the server, the built client, the files of tools/deploy and the unit of systemd.
# Settings and secrets are nobody's but the administrator's: nothing is installed to where they lie.
include(GNUInstallDirs)

install(TARGETS parley_server RUNTIME DESTINATION "${CMAKE_INSTALL_BINDIR}")

set(_parley_site "${PROJECT_SOURCE_DIR}/build/site")
install(CODE "
  if(NOT EXISTS \"${_parley_site}/index.html\")
    message(FATAL_ERROR \"The client is not built yet: cmake --preset wasm-release && cmake --build build/wasm-release --target site\")
  endif()")
# What an earlier version left is not served any more.
install(CODE "file(REMOVE_RECURSE \"\$ENV{DESTDIR}\${CMAKE_INSTALL_PREFIX}/${CMAKE_INSTALL_DATADIR}/parley/site\")")
install(DIRECTORY "${_parley_site}/" DESTINATION "${CMAKE_INSTALL_DATADIR}/parley/site")

# They speak of /usr/local, where this is installed unless it is told otherwise. The prefix is known only when it installs.
install(DIRECTORY "${PROJECT_SOURCE_DIR}/tools/deploy/" DESTINATION "${CMAKE_INSTALL_DATADIR}/parley/deploy")
install(FILES "${PROJECT_SOURCE_DIR}/tools/deploy/parley.service" DESTINATION lib/systemd/system)
install(CODE "
  set(_root \"\$ENV{DESTDIR}\${CMAKE_INSTALL_PREFIX}\")
  file(GLOB _files \"\${_root}/${CMAKE_INSTALL_DATADIR}/parley/deploy/*\")
  foreach(_file IN LISTS _files ITEMS \"\${_root}/lib/systemd/system/parley.service\")
    file(READ \"\${_file}\" _text)
    string(REPLACE \"/usr/local/\" \"\${CMAKE_INSTALL_PREFIX}/\" _text \"\${_text}\")
    file(WRITE \"\${_file}\" \"\${_text}\")
  endforeach()")
