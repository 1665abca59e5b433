#include "client/ui/ui.hpp"

#include <algorithm>
#include <imgui.h>
#include <imgui_internal.h>
#include <utility>

#include "client/ui/frame_state.hpp"
#include "client/ui/painter.hpp"

namespace parley::ui {
namespace {

constexpr float kRevealMargin = 16;  // between a focused control and the edge of what shows it
constexpr float kScrollThumb = 4;

}  // namespace

const Theme& Ui::theme() const { return state_.theme; }
const Layout& Ui::layout() const { return state_.layout; }
Text& Ui::text() { return *state_.text; }
ImDrawList& Ui::list() { return state_.measuring ? *state_.scratch : *ImGui::GetWindowDrawList(); }
double Ui::now_ms() const { return state_.input->now_ms; }
bool Ui::measuring() const { return state_.measuring; }

void Ui::add(Node node) {
  if (state_.measuring) return;
  node.parent = state_.open.empty() ? -1 : state_.open.back();
  node.clip = state_.clip;
  node.inert = state_.inert && node.parent < 0;
  state_.output.tree.nodes.push_back(std::move(node));
}

Ui::Scope Ui::open(Node node) {
  if (!state_.measuring) {
    add(std::move(node));
    state_.open.push_back(static_cast<int>(state_.output.tree.nodes.size()) - 1);
  }
  return Scope(*this);
}

void Ui::close() {
  if (!state_.measuring) state_.open.pop_back();
}

void Ui::set_status(std::string_view text, std::uint32_t serial) {
  state_.output.tree.status = {std::string(text), serial};
}
void Ui::set_alert(std::string_view text, std::uint32_t serial) {
  state_.output.tree.alert = {std::string(text), serial};
}
void Ui::set_title(std::string_view title) { state_.output.title = title; }

Ui::InertScope::InertScope(Ui& ui, bool inert) : ui_(ui), before_(ui.state_.inert) { ui.state_.inert |= inert; }
Ui::InertScope::~InertScope() { ui_.state_.inert = before_; }

bool Ui::inert() const { return state_.inert; }

Interaction Ui::control(Node node) {
  Interaction result;
  if (state_.measuring) return result;
  const Rect rect = node.rect;
  const bool enabled = !node.disabled && !node.busy;
  const bool field = node.role == Role::kTextBox || node.role == Role::kComboBox;
  const std::string id = node.id;
  add(std::move(node));

  const bool has_focus = this->has_focus(id);
  if (has_focus && state_.reveal_focused) reveal(rect);
  if (state_.inert) return result;

  const ImRect box({rect.x, rect.y}, {rect.right(), rect.bottom()});
  const ImGuiID item = ImGui::GetID(id.data(), id.data() + id.size());
  if (!state_.press_swallowed && ImGui::ItemAdd(box, item)) {
    // A field is the <input> or <select> over it; only the cursor is ours. It must not take presses from a button inside its box.
    if (field)
      result.hovered = ImGui::IsMouseHoveringRect(box.Min, box.Max);
    else
      result.pressed = ImGui::ButtonBehavior(box, item, &result.hovered, &result.held, ImGuiButtonFlags_NoNavFocus);
  }
  result.pressed = (result.pressed || activated(id)) && enabled;
  if (result.hovered && (enabled || field)) state_.output.cursor = field ? Cursor::kText : Cursor::kPointer;
  result.hovered = result.hovered && enabled;
  result.held = result.held && result.hovered;
  result.focused = has_focus && state_.input->focus_visible;
  result.hover = animate(id, 'h', result.hovered ? 1 : 0, motion::kHoverMs, 0);
  result.press = animate(id, 'p', result.held ? 1 : 0, motion::kHoverMs, 0);
  return result;
}

std::optional<std::string> Ui::typed(std::string_view id) const {
  if (state_.measuring || state_.typed == nullptr || state_.typed->id != id) return std::nullopt;
  return state_.typed->value;
}

bool Ui::activated(std::string_view id) const {
  return !state_.measuring && !state_.inert && state_.activation && *state_.activation == id;
}

std::string_view Ui::focused() const { return state_.input->focused_id; }
bool Ui::has_focus(std::string_view id) const { return state_.input->focused_id == id; }
void Ui::request_focus(std::string_view id) {
  if (!state_.measuring) state_.output.focus_request = id;
}

bool Ui::focus_shown(std::string_view id) const { return has_focus(id) && focus_shown(); }
bool Ui::focus_shown() const { return state_.input->focus_visible && !state_.input->focused_id.empty(); }

Pointer Ui::pointer() const { return state_.inert || state_.measuring ? Pointer{} : state_.pointer; }
void Ui::swallow_press() { state_.press_swallowed = true; }

std::optional<WheelInput> Ui::wheel_over(const Rect& rect) {
  if (state_.inert || state_.measuring || !state_.wheel || !rect.contains(state_.wheel->at)) return std::nullopt;
  return std::exchange(state_.wheel, std::nullopt);
}

bool Ui::has_input() const { return !state_.input->events.empty(); }

float Ui::animate(std::string_view id, char what, float target, double duration_ms, float initial) {
  if (state_.measuring) return target;
  const double duration = state_.theme.reduced_motion ? 0 : duration_ms;
  return state_.animations.value(animation_key(id, what), target, duration, initial);
}

float Ui::fade_in(std::string_view id, double duration_ms) {
  if (state_.measuring) return 1;
  const double duration = state_.theme.reduced_motion ? std::min(duration_ms, motion::kReducedMs) : duration_ms;
  return state_.animations.value(animation_key(id, 'a'), 1, duration, 0);
}

void Ui::redraw_at(double at_ms) {
  if (state_.measuring) return;
  auto& redraw = state_.output.redraw_at_ms;
  redraw = redraw ? std::min(*redraw, at_ms) : at_ms;
}

Ui::FadeScope::FadeScope(Ui& ui, float alpha, float dy)
    : ui_(ui), from_(ui.list().VtxBuffer.Size), alpha_(alpha), dy_(dy) {}

Ui::FadeScope::~FadeScope() {
  if (ui_.measuring() || (alpha_ >= 1 && dy_ == 0)) return;
  ImVector<ImDrawVert>& vertices = ui_.list().VtxBuffer;
  for (int i = from_; i < vertices.Size; ++i) {
    ImDrawVert& vertex = vertices[i];
    const auto alpha = static_cast<ImU32>(static_cast<float>(vertex.col >> IM_COL32_A_SHIFT) * alpha_);
    vertex.col = (vertex.col & ~IM_COL32_A_MASK) | (alpha << IM_COL32_A_SHIFT);
    vertex.pos.y += dy_;
  }
}

void Ui::place(VideoPlacement placement) {
  if (!state_.measuring) state_.output.videos.push_back(std::move(placement));
}

void Ui::punch(const Rect& rect, float radius) {
  if (!state_.measuring) paint::hole(list(), rect, radius, state_.callbacks.punch_hole);
}

float Ui::measure(FunctionRef<float()> draw) {
  if (state_.measuring) return draw();
  ImDrawList& scratch = *state_.scratch;
  scratch._ResetForNewFrame();
  scratch.PushTexture(ImGui::GetIO().Fonts->TexRef);
  scratch.PushClipRectFullScreen();
  state_.measuring = true;
  const float height = draw();
  state_.measuring = false;
  return height;
}

bool Ui::visible(const Rect& rect) const {
  return state_.measuring ? false : !state_.clip || state_.clip->overlaps(rect);
}

void Ui::reveal(const Rect& rect) {
  if (state_.scroll_area < 0 || !state_.clip) return;
  ScrollPosition& scroll = state_.scrolls[static_cast<std::size_t>(state_.scroll_area)];
  const Rect& view = *state_.clip;
  const float above = rect.y - kRevealMargin - view.y;
  const float below = rect.bottom() + kRevealMargin - view.bottom();
  const float by = above < 0 ? above : below > 0 ? std::min(below, above) : 0;
  if (by == 0) return;
  const float before = scroll.offset;
  scroll.offset = std::clamp(scroll.offset + by, 0.0F, std::max(scroll.limit, scroll.offset));
  if (scroll.offset != before) state_.again = true;
}

Ui::ScrollArea::ScrollArea(Ui& ui, std::string_view id, const Rect& view, bool from_end)
    : ui_(ui), view_(view), key_(animation_key(id, 's')) {
  if (ui.measuring()) return;
  Frame::State& state = ui.state_;
  clip_before_ = state.clip;
  area_before_ = state.scroll_area;
  ScrollPosition& scroll = state.scroll(key_, state.scroll_area);
  if (!state.inert) {
    float by = 0;
    if (state.wheel && view.contains(state.wheel->at)) {
      by += state.wheel->dy;
      state.wheel.reset();
    }
    if (state.touch.dragging && view.contains(state.touch.start)) {
      by -= state.touch.moved;
      state.touch.moved = 0;
    }
    if (by != 0) scroll.offset = std::clamp(scroll.offset + by, 0.0F, scroll.limit);
  }
  offset_ = scroll.offset;
  at_end_ = from_end && scroll.offset >= scroll.limit - 1;
  state.clip = clip_before_ ? clip_before_->intersection(view) : view;
  ImGui::PushClipRect({view.x, view.y}, {view.right(), view.bottom()}, true);
}

void Ui::ScrollArea::finish(float content_height) {
  if (ui_.measuring()) return;
  Frame::State& state = ui_.state_;
  ScrollPosition& scroll = state.scrolls[static_cast<std::size_t>(state.scroll_area)];
  scroll.limit = std::max(0.0F, content_height - view_.height);
  if (scroll.offset > scroll.limit || (at_end_ && scroll.offset == offset_ && offset_ < scroll.limit)) {
    scroll.offset = scroll.limit;
    state.again = true;
  }
  if (scroll.limit <= 0) return;
  const float track = view_.height - 2 * kScrollThumb;
  const float length = std::max(32.0F, track * view_.height / content_height);
  const float at = view_.y + kScrollThumb + (track - length) * (scroll.offset / scroll.limit);
  paint::fill(ui_.list(), {view_.right() - kScrollThumb - 2, at, kScrollThumb, length}, kScrollThumb / 2,
              ui_.theme().outline_strong);
}

Ui::ScrollArea::~ScrollArea() {
  if (ui_.measuring()) return;
  ImGui::PopClipRect();
  ui_.state_.clip = clip_before_;
  ui_.state_.scroll_area = area_before_;
}

}  // namespace parley::ui
