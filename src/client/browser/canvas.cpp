#include "client/browser/canvas.hpp"

#include <imgui.h>
#include <imgui_impl_opengl3.h>

#include <GLES3/gl3.h>
#include <emscripten/html5.h>

namespace parley::browser {
namespace {

constexpr const char* kSelector = "#picture";

void punch_hole(const ImDrawList*, const ImDrawCmd*) { glBlendFunc(GL_ZERO, GL_ONE_MINUS_SRC_ALPHA); }

}  // namespace

ui::DrawCallbacks Canvas::callbacks() { return {punch_hole}; }

Canvas::Canvas() { make(); }
Canvas::~Canvas() { drop(); }

void Canvas::make() {
  EmscriptenWebGLContextAttributes attributes;
  emscripten_webgl_init_context_attributes(&attributes);
  attributes.majorVersion = 2;
  attributes.alpha = EM_TRUE;
  attributes.premultipliedAlpha = EM_TRUE;  // what ImGui's blending leaves on a transparent canvas
  attributes.antialias = EM_FALSE;          // ImGui smooths its own edges
  attributes.depth = EM_FALSE;
  attributes.stencil = EM_FALSE;
  context_ = static_cast<int>(emscripten_webgl_create_context(kSelector, &attributes));
  if (context_ <= 0 || emscripten_webgl_make_context_current(context_) != EMSCRIPTEN_RESULT_SUCCESS) return;
  ready_ = ImGui_ImplOpenGL3_Init("#version 300 es");
}

void Canvas::drop() {
  ready_ = false;
  if (context_ <= 0) return;
  if (ImGui::GetIO().BackendRendererUserData != nullptr) {
    ImGui_ImplOpenGL3_Shutdown();
    ImGui::GetIO().BackendFlags |= ImGuiBackendFlags_RendererHasTextures;  // views run on without a renderer
  }
  emscripten_webgl_destroy_context(context_);
  context_ = 0;
}

void Canvas::restore() {
  drop();
  make();
}

void Canvas::paint(ImDrawData* data, int width, int height) {
  if (!ready_ || data == nullptr) return;
  ImGui_ImplOpenGL3_NewFrame();
  glViewport(0, 0, width, height);
  glClearColor(0, 0, 0, 0);
  glClear(GL_COLOR_BUFFER_BIT);
  ImGui_ImplOpenGL3_RenderDrawData(data);
}

}  // namespace parley::browser
