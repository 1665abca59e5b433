# Dear ImGui, compiled from its sources: the core for every build (views are tested natively), the OpenGL backend for the
# browser. tools/setup puts Debian's source package into build/deps/imgui; elsewhere the upstream release is fetched.
set(PARLEY_IMGUI_VERSION "1.92.2b")
set(PARLEY_IMGUI_DIR "${PROJECT_SOURCE_DIR}/build/deps/imgui" CACHE PATH "Folder of Dear ImGui's sources")
set(_imgui "${PARLEY_IMGUI_DIR}")
if(NOT EXISTS "${_imgui}/imgui.h")
  include(FetchContent)
  FetchContent_Declare(imgui GIT_REPOSITORY https://github.com/ocornut/imgui.git GIT_TAG v${PARLEY_IMGUI_VERSION} GIT_SHALLOW ON)
  FetchContent_MakeAvailable(imgui)
  set(_imgui "${imgui_SOURCE_DIR}")
endif()

# Without imgui_tables.cpp: tools/cmake/imgui says what is left out and why. Native builds are the same, so that tests are true.
set(_lean "${PROJECT_SOURCE_DIR}/tools/cmake/imgui")
include("${_lean}/leave_out.cmake")
parley_lean_imgui("${_imgui}" "${PROJECT_BINARY_DIR}/imgui")
add_library(parley_imgui STATIC "${_lean}/left_out.cpp"
  "${PROJECT_BINARY_DIR}/imgui/imgui.cpp" "${PROJECT_BINARY_DIR}/imgui/imgui_draw.cpp" "${_imgui}/imgui_widgets.cpp")
target_include_directories(parley_imgui SYSTEM PUBLIC "${_imgui}")
target_link_libraries(parley_imgui PRIVATE parley_base_flags)
target_compile_options(parley_imgui PRIVATE "SHELL:-include ${_lean}/lean.hpp")
target_compile_definitions(parley_imgui PUBLIC
  IMGUI_USE_WCHAR32                  # people write emoji and rare scripts
  IMGUI_DISABLE_OBSOLETE_FUNCTIONS
  IMGUI_DISABLE_DEMO_WINDOWS         # the rest: size of the client
  IMGUI_DISABLE_DEBUG_TOOLS
  IMGUI_DISABLE_DEFAULT_FONT         # no font is shipped: glyphs come from the browser
  IMGUI_DISABLE_FILE_FUNCTIONS
  IMGUI_ENABLE_FREETYPE)             # in place of the built-in rasteriser; left out in turn

if(EMSCRIPTEN)
  add_library(parley_imgui_opengl STATIC "${_imgui}/backends/imgui_impl_opengl3.cpp")
  target_include_directories(parley_imgui_opengl SYSTEM PUBLIC "${_imgui}/backends")
  target_compile_options(parley_imgui_opengl PRIVATE "SHELL:-include ${_lean}/lean_opengl.hpp")
  target_link_libraries(parley_imgui_opengl PUBLIC parley_imgui PRIVATE parley_base_flags)
endif()
