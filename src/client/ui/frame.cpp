#include "client/ui/frame.hpp"

#include <algorithm>
#include <cfloat>
#include <cstring>
#include <imgui.h>
#include <imgui_internal.h>

#include "client/ui/frame_state.hpp"
#include "client/ui/ui.hpp"

namespace parley::ui {
namespace {

constexpr int kMaxPasses = 16;   // an input queue holds a few events; more means that something never settles
constexpr float kTouchSlop = 8;  // CSS px that a finger may move and still press
constexpr float kMaxStepSeconds = .1F;

std::uint64_t mix(std::uint64_t hash, const void* data, std::size_t size) {
  const auto* bytes = static_cast<const unsigned char*>(data);
  for (; size >= 4; bytes += 4, size -= 4) {
    std::uint32_t word = 0;
    std::memcpy(&word, bytes, 4);
    hash = (hash ^ word) * 0x100000001B3ULL;
  }
  for (; size > 0; ++bytes, --size) hash = (hash ^ *bytes) * 0x100000001B3ULL;
  return hash;
}

/// Equal for two frames exactly when a renderer would draw the same, textures aside.
std::uint64_t fingerprint(const ImDrawData& data) {
  std::uint64_t hash = 0xCBF29CE484222325ULL;
  const float frame[] = {data.DisplaySize.x, data.DisplaySize.y, data.FramebufferScale.x};
  hash = mix(hash, frame, sizeof frame);
  for (const ImDrawList* list : data.CmdLists) {
    hash = mix(hash, list->VtxBuffer.Data, static_cast<std::size_t>(list->VtxBuffer.size_in_bytes()));
    hash = mix(hash, list->IdxBuffer.Data, static_cast<std::size_t>(list->IdxBuffer.size_in_bytes()));
    for (const ImDrawCmd& command : list->CmdBuffer) {
      hash = mix(hash, &command.ClipRect, sizeof command.ClipRect);
      hash = mix(hash, &command.ElemCount, sizeof command.ElemCount);
    }
  }
  return hash;
}

bool textures_pending() {
  for (const ImTextureData* texture : ImGui::GetPlatformIO().Textures)
    if (texture->Status != ImTextureStatus_OK && texture->Status != ImTextureStatus_Destroyed) return true;
  return false;
}

ImGuiMouseSource source(PointerKind kind) {
  switch (kind) {
    case PointerKind::kTouch: return ImGuiMouseSource_TouchScreen;
    case PointerKind::kPen: return ImGuiMouseSource_Pen;
    case PointerKind::kMouse: break;
  }
  return ImGuiMouseSource_Mouse;
}

void leave() { ImGui::GetIO().AddMousePosEvent(-FLT_MAX, -FLT_MAX); }

void cancel_press() {
  ImGui::ClearActiveID();
  leave();
  ImGui::GetIO().AddMouseButtonEvent(0, false);
}

void apply_touch_move(Touch& touch, Point at) {
  if (!touch.down) return;
  const float dx = at.x - touch.start.x;
  const float dy = at.y - touch.start.y;
  if (!touch.dragging && dx * dx + dy * dy > kTouchSlop * kTouchSlop) {
    touch.dragging = true;
    cancel_press();
  }
  if (touch.dragging) touch.moved += at.y - touch.last.y;
  touch.last = at;
}

void track(Frame::State& state, const PointerInput& event) {
  Pointer& pointer = state.pointer;
  pointer.touch = event.kind == PointerKind::kTouch;
  switch (event.action) {
    case PointerAction::kMove: {
      pointer.at = event.at;
      const float dx = event.at.x - pointer.start.x;
      const float dy = event.at.y - pointer.start.y;
      if (pointer.down && dx * dx + dy * dy > kTouchSlop * kTouchSlop) pointer.dragging = true;
      break;
    }
    case PointerAction::kDown:
      pointer = {event.at, event.at, pointer.touch, true, true, false, false};
      state.press_swallowed = false;
      break;
    case PointerAction::kUp:
      pointer.at = event.at;
      pointer.down = false;
      pointer.released = true;
      break;
    case PointerAction::kCancel:
    case PointerAction::kLeave: pointer = {}; break;
  }
}

/// After the passes of an event: what was of that event alone is over.
void let_go(Frame::State& state) {
  Pointer& pointer = state.pointer;
  pointer.pressed = false;
  pointer.released = false;
  if (pointer.down) return;
  pointer.dragging = false;
  state.press_swallowed = false;
  if (pointer.touch) pointer.at.reset();
}

void apply_pointer(Frame::State& state, const PointerInput& event) {
  track(state, event);
  ImGuiIO& io = ImGui::GetIO();
  const bool touch = event.kind == PointerKind::kTouch;
  io.AddMouseSourceEvent(source(event.kind));
  switch (event.action) {
    case PointerAction::kMove:
      if (touch) apply_touch_move(state.touch, event.at);
      if (!state.touch.dragging) io.AddMousePosEvent(event.at.x, event.at.y);
      break;
    case PointerAction::kDown:
      state.touch = {touch, false, event.at, event.at, 0};
      io.AddMousePosEvent(event.at.x, event.at.y);
      io.AddMouseButtonEvent(0, true);
      break;
    case PointerAction::kUp:
      if (!state.touch.dragging) {
        io.AddMousePosEvent(event.at.x, event.at.y);
        io.AddMouseButtonEvent(0, false);
        if (touch) leave();  // a finger that is gone hovers over nothing
      }
      state.touch = {};
      break;
    case PointerAction::kCancel:
      state.touch = {};
      cancel_press();
      break;
    case PointerAction::kLeave: leave(); break;
  }
}

void begin_pass(Frame::State& state) {
  const FrameInput& input = *state.input;
  ImGuiIO& io = ImGui::GetIO();
  io.DisplaySize = {input.viewport.width, input.viewport.height};
  io.DisplayFramebufferScale = {input.density, input.density};
  const auto elapsed = static_cast<float>((input.now_ms - state.last_pass_ms) / 1000);
  io.DeltaTime = std::clamp(elapsed, .0001F, kMaxStepSeconds);  // never zero: clocks of private browsers stand still
  state.last_pass_ms = input.now_ms;

  ImGuiStyle& style = ImGui::GetStyle();
  style.CircleTessellationMaxError = .15F / input.density;
  style.CurveTessellationTol = .6F / input.density;

  ImGui::NewFrame();
  state.text->begin_frame(input.density);
  state.animations.begin_frame(input.now_ms);

  std::string focus_request = std::move(state.output.focus_request);
  state.output = {};
  state.output.focus_request = std::move(focus_request);
  state.output.page_color = state.theme.background;
  state.open.clear();
  state.clip.reset();
  state.scroll_area = -1;
  state.inert = false;
  state.again = false;

  ImGui::SetNextWindowPos({0, 0});
  ImGui::SetNextWindowSize(io.DisplaySize);
  ImGui::Begin("screen", nullptr,
               ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoBackground | ImGuiWindowFlags_NoSavedSettings |
                   ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoNav | ImGuiWindowFlags_NoScrollWithMouse |
                   ImGuiWindowFlags_NoBringToFrontOnFocus);
  ImGui::GetWindowDrawList()->_FringeScale = 1 / input.density;
}

void end_pass(Frame::State& state) {
  ImGui::End();
  ImGui::EndFrame();
  if (state.animations.moving()) {
    auto& redraw = state.output.redraw_at_ms;
    redraw = redraw ? std::min(*redraw, state.input->now_ms) : state.input->now_ms;
  }
}

/// Passes until no input is waiting and nothing that was drawn has moved since.
void settle(Frame::State& state, FunctionRef<void(Ui&)> draw) {
  for (int pass = 0; pass < kMaxPasses; ++pass) {
    begin_pass(state);
    Ui ui(state);
    draw(ui);
    end_pass(state);
    state.activation.reset();
    state.typed = nullptr;
    state.wheel.reset();
    state.touch.moved = 0;
    state.pointer.pressed = state.pointer.released = false;
    state.reveal_focused = state.again && state.reveal_focused;
    if (ImGui::GetCurrentContext()->InputEventsQueue.empty() && !state.again) return;
  }
}

/// What a pointer was put on stays where it is until it is released: else the release would miss it. True if it is to come into
/// view now.
bool reveal_when_released(Frame::State& state) {
  if (!state.reveal_due || ImGui::GetIO().MouseDown[0]) return false;
  state.reveal_due = false;
  state.reveal_focused = true;
  return true;
}

/// A dialog receives focus when it appears and gives it back when it goes; whoever loses the focused control otherwise finds
/// itself at the new screen's heading instead of nowhere.
void settle_focus(Frame::State& state) {
  const FrameInput& input = *state.input;
  FrameOutput& output = state.output;
  std::string modal;
  for (const Node& node : output.tree.nodes)
    if (node.modal) modal = node.id;
  if (modal != state.modal) {
    if (!modal.empty()) {
      if (state.modal.empty()) state.return_focus = input.focused_id;
      output.focus_request = modal;
    } else if (output.focus_request.empty() && output.tree.find(state.return_focus) != nullptr) {
      output.focus_request = state.return_focus;
    }
    state.modal = modal;
  }
  if (!output.focus_request.empty() || input.focused_id.empty() || output.tree.find(input.focused_id) != nullptr)
    return;
  for (const Node& node : output.tree.nodes) {
    if (node.role != Role::kHeading || node.focus == Focus::kNone) continue;
    output.focus_request = node.id;
    return;
  }
}

}  // namespace

Frame::State::State(TextRasterizer& rasterizer, DrawCallbacks draw_callbacks) : callbacks(draw_callbacks) {
  context = ImGui::CreateContext();
  ImGui::SetCurrentContext(context);
  ImGuiIO& io = ImGui::GetIO();
  io.IniFilename = nullptr;
  io.LogFilename = nullptr;
  io.ConfigFlags |= ImGuiConfigFlags_NoMouseCursorChange;
  io.ConfigMemoryCompactTimer = -1;
  io.BackendFlags |= ImGuiBackendFlags_RendererHasTextures;  // also before a renderer exists: views run while hidden
  ImGuiStyle& style = ImGui::GetStyle();
  style.WindowPadding = {0, 0};
  style.WindowBorderSize = 0;
  style.WindowRounding = 0;
  style.WindowMinSize = {1, 1};
  text = std::make_unique<Text>(*io.Fonts, rasterizer);
  scratch = std::make_unique<ImDrawList>(ImGui::GetDrawListSharedData());
}

Frame::State::~State() {
  ImGui::SetCurrentContext(context);
  scratch.reset();
  text.reset();
  ImGui::DestroyContext(context);
}

ScrollPosition& Frame::State::scroll(std::uint32_t key, int& index) {
  for (std::size_t i = 0; i < scrolls.size(); ++i) {
    if (scrolls[i].key != key) continue;
    index = static_cast<int>(i);
    return scrolls[i];
  }
  index = static_cast<int>(scrolls.size());
  scrolls.push_back({key, 0, 0});
  return scrolls.back();
}

Frame::Frame(TextRasterizer& rasterizer, DrawCallbacks callbacks)
    : state_(std::make_unique<State>(rasterizer, callbacks)) {}

Frame::~Frame() = default;

FrameOutput Frame::run(const FrameInput& input, FunctionRef<void(Ui&)> draw) {
  State& state = *state_;
  ImGui::SetCurrentContext(state.context);
  state.input = &input;
  if (state.appearance != input.appearance) {
    state.appearance = input.appearance;
    state.theme = make_theme(input.appearance);
  }
  state.layout = make_layout(input.viewport, input.safe_area, input.keyboard_inset, input.appearance.text_scale);
  const float visible_height = input.viewport.height - input.keyboard_inset;
  state.reveal_due = state.reveal_due || input.focused_id != state.last_focused;
  state.reveal_focused = visible_height != state.last_visible_height;
  reveal_when_released(state);
  state.last_focused = input.focused_id;
  state.last_visible_height = visible_height;
  state.output.focus_request.clear();

  // One event at a time: what a press causes belongs to the DOM event that carried it, and a finger that starts to scroll
  // must take its press back before anything else is looked at.
  if (input.events.empty()) settle(state, draw);
  for (const InputEvent& event : input.events) {
    if (const auto* pointer = std::get_if<PointerInput>(&event)) apply_pointer(state, *pointer);
    if (const auto* wheel = std::get_if<WheelInput>(&event)) state.wheel = *wheel;
    if (const auto* activation = std::get_if<ActivationInput>(&event)) state.activation = activation->id;
    if (const auto* typed = std::get_if<TextInput>(&event)) state.typed = typed;
    settle(state, draw);
    let_go(state);
  }
  if (reveal_when_released(state)) settle(state, draw);
  settle_focus(state);

  ImGui::Render();
  const std::uint64_t drawn = fingerprint(*ImGui::GetDrawData());
  state.output.changed = drawn != state.drawn || state.videos != state.output.videos || textures_pending();
  state.drawn = drawn;
  state.videos = state.output.videos;
  state.input = nullptr;
  return std::move(state.output);
}

ImDrawData* Frame::render() {
  ImGui::SetCurrentContext(state_->context);
  return ImGui::GetDrawData();
}

}  // namespace parley::ui
