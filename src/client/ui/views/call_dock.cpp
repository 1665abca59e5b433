// The dock of a call: what is pressed most, at the bottom, or upright at the right of a phone on its side.
#include <algorithm>
#include <array>

#include "client/ui/painter.hpp"
#include "client/ui/views/call_stage.hpp"
#include "client/ui/widgets/button.hpp"
#include "client/ui/widgets/surface.hpp"

namespace parley::ui {
namespace {

constexpr float kPadding = 8;
constexpr float kHangUpWidth = 76;
constexpr float kSeparatorRoom = 9;  // a line of 1 with 4 at each side
constexpr float kSeparatorHeight = 32;

/// What stands between microphone and hang up, in this order.
struct Between {
  bool share = false;
  bool record = false;
  bool more = false;

  static Between of(const CallStage& call) {
    if (call.compact()) return {false, false, true};
    return {call.model.stage.can.sharing, app::recording::is_offered(call.model), false};
  }
  /// With microphone, camera and chat.
  int count() const { return 3 + (share ? 1 : 0) + (record ? 1 : 0) + (more ? 1 : 0); }
};

}  // namespace

Rect CallStage::dock_rect() const {
  const Layout& l = layout();
  const float control = stage::control_size(l);
  const float gap = stage::control_gap(l);
  const float thick = control + 2 * kPadding;
  const auto count = static_cast<float>(Between::of(*this).count());
  if (l.landscape_phone()) {
    const float length = (count + 1) * control + count * gap + 2 * kPadding;
    return {safe.right() - margin() - thick, safe.center().y - length / 2, thick, length};
  }
  const float hang_up = compact() ? control : kHangUpWidth;
  const float separator = compact() ? 0 : kSeparatorRoom + gap;
  const float length = count * (control + gap) + hang_up + separator + 2 * kPadding;
  return {safe.x + (safe.width - length) / 2, safe.bottom() - (l.phone() ? space::k16 : space::k24) - thick, length,
          thick};
}

void CallStage::dock() {
  const Rect box = dock_rect();
  const Layout& l = layout();
  const float control = stage::control_size(l);
  const float step = control + stage::control_gap(l);
  const bool upright = l.landscape_phone();
  const Between between = Between::of(*this);
  Node group;
  group.id = "call.controls";
  group.role = Role::kGroup;
  group.name = "Call controls";
  group.rect = box;
  const Ui::Scope scope = ui.open(std::move(group));
  const Ui::FadeScope fade(ui, shown, theme().reduced_motion ? 0 : 8 * (1 - shown));
  stage_panel(ui, box, std::min(box.width, box.height) / 2);
  Rect at{box.x + kPadding, box.y + kPadding, control, control};
  const auto next = [&] { at = upright ? at.moved(0, step) : at.moved(step, 0); };

  stage::microphone_control(ui, model, at, emit);
  hint("call.microphone", app::microphone_on(model) ? "Mute" : "Unmute", "M", at, false);
  next();
  stage::camera_control(ui, model, at, emit);
  hint("call.camera", app::camera_on(model) ? "Turn camera off" : "Turn camera on", "V", at, false);
  next();
  if (between.share) {
    const bool on = app::sharing::is_on(model);
    const std::string_view name = on ? "Stop sharing" : "Share screen";
    if (call_control(ui, {"call.share",
                          name,
                          on ? Icon::kScreenShareStop : Icon::kScreenShare,
                          at,
                          on ? CallControlState::kActive : CallControlState::kOn,
                          false,
                          {}}))
      emit(app::sharing::Toggle{});
    hint("call.share", name, {}, at, false);
    next();
  }
  if (between.record) {
    const std::string_view name = app::recording::control_name(model);
    const bool on = name != "Record";
    if (call_control(ui, {"call.record",
                          name,
                          on ? Icon::kStop : Icon::kRecord,
                          at,
                          on ? CallControlState::kRecording : CallControlState::kOn,
                          app::recording::is_busy(model),
                          {}}))
      emit(app::recording::Toggle{});
    hint("call.record", name, {}, at, false);
    next();
  }
  const std::uint32_t unread = app::chat::unread(model);
  const std::string unread_words = app::chat::unread_words(unread);
  if (call_control(ui, {"call.chat", "Chat", Icon::kChat, at,
                        model.chat.open ? CallControlState::kActive : CallControlState::kOn, false, unread_words,
                        static_cast<int>(unread)}))
    emit(app::chat::Show{!model.chat.open});
  hint("call.chat", model.chat.open ? "Hide chat" : "Chat", {}, at, false);
  next();
  if (between.more) {
    if (call_control(ui, {"call.more", "More", Icon::kMore, at, CallControlState::kOn, false, {}}))
      emit(app::stage::Show{app::stage::Sheet::More, true});
    next();
  } else {
    const float x = at.x + 4.5F;
    paint::line(ui.list(), {x, box.center().y - kSeparatorHeight / 2}, {x, box.center().y + kSeparatorHeight / 2},
                theme().stage.dock_line);
    at.x += kSeparatorRoom + stage::control_gap(l);
    at.width = kHangUpWidth;
  }
  if (call_control(ui, {"call.hang-up", "Hang up", Icon::kPhoneDown, at, CallControlState::kHangUp, false, {}}))
    emit(app::EndCall{});
  hint("call.hang-up", "Hang up", {}, at, false);
}

}  // namespace parley::ui
