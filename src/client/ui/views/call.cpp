// Call: the other person large, oneself small, three pills of chrome over them. The parts are in call_*.cpp.
#include <algorithm>
#include <string>

#include "client/ui/motion.hpp"
#include "client/ui/painter.hpp"
#include "client/ui/views/call_stage.hpp"
#include "client/ui/widgets/surface.hpp"

namespace parley::ui {
namespace {

constexpr double kQuietMs = 3000;  // without a sign of the person, until the controls go
constexpr double kGoMs = 200;
constexpr float kWidestWords = 520;  // of a banner
constexpr double kComeMs = 120;

/// Between status and dock, clear of one's own picture where that stands in the way.
Rect middle(const CallStage& call, const Rect& status, const Rect& own) {
  const float margin = call.margin();
  const float top = status.bottom() + space::k12;
  const Rect& safe = call.safe;
  if (call.layout().landscape_phone()) {
    const bool left = !own.empty() && own.x < safe.center().x;
    const float from = left ? own.right() + space::k12 : safe.x + margin;
    return {from, top, call.dock_rect().x - space::k12 - from, safe.bottom() - margin - top};
  }
  const float width = safe.width - 2 * margin - statistics_width(call.layout(), call.model);
  Rect room{safe.x + margin, top, width, call.dock_rect().y - space::k12 - top};
  const float half = std::min(kWidestWords, room.width) / 2;
  if (own.empty() || own.right() <= room.center().x - half || own.x >= room.center().x + half) return room;
  if (own.y > safe.center().y) {
    room.height = std::min(room.height, own.y - space::k12 - room.y);
  } else {
    const float under = std::max(room.y, own.bottom() + space::k12);
    room.height -= under - room.y;
    room.y = under;
  }
  return room;
}

/// Who is there although no picture is. Left out where banners take the room: the status pill says the same.
void placeholder(CallStage& call, const Rect& area) {
  const bool connecting = app::link(call.model) == app::Link::Connecting;
  const auto* agreed = app::current_call(call.model);
  const bool video = agreed != nullptr && agreed->media == protocol::Media::Video;
  const std::string_view line = connecting                                     ? "Connecting"
                                : app::statistics::other_is_saving(call.model) ? "Video paused"
                                : video                                        ? "Camera off"
                                                                               : "Voice call";
  const stage::Placeholder who{
      &call.other, call.other.name, {}, line, connecting ? std::string_view{} : "call.placeholder", connecting, false};
  const float height = stage::placeholder_height(call.ui, who, {area.width, area.height});
  if (height > area.height) return;
  stage::placeholder(call.ui, who, {area.x, area.y + (area.height - height) / 2, area.width, area.height});
}

}  // namespace

CallStage::CallStage(Ui& to, const app::Model& of, UiState& remembered, Emit wishes, const protocol::Person& who)
    : ui(to), model(of), view(remembered.call), state(remembered), emit(wishes), other(who) {
  const auto* call = app::current_call(model);
  const std::string id = call != nullptr ? call->id.value() : std::string();
  if (view.call != id) {
    view = {};
    view.call = id;
    view.input_ms = ui.now_ms();
  }
  area = stage::area(layout(), model);
  safe = area.intersection(layout().safe());
}

// A control that has focus keeps them there only while that focus is shown: a mouse leaves it behind where it pressed last.
void CallStage::hide_controls() {
  const bool was_away = view.controls_away;
  const bool may_go = app::link(model) == app::Link::Connected && picture() && !model.stage.more &&
                      !model.statistics.open && !model.chat.open && app::banners(model, instant(ui)).empty() &&
                      !ui.focus_shown() && view.hint.empty() && !view.dragged && !ui.inert();
  if (ui.has_input() || !may_go) view.input_ms = ui.now_ms();
  view.controls_away = may_go && ui.now_ms() - view.input_ms >= kQuietMs;
  if (may_go && !view.controls_away) ui.redraw_at(view.input_ms + kQuietMs);
  // The first tap brings them back and does only that.
  if (was_away && ui.pointer().pressed) ui.swallow_press();
  shown = ui.animate("call.controls", 'c', view.controls_away ? 0 : 1, view.controls_away ? kGoMs : kComeMs, 1);
}

void CallStage::keys() {
  stage::keys(ui, model, emit);
  if (ui.activated("key:escape") && model.statistics.open) emit(app::statistics::Show{false});
}

void draw_call(Ui& ui, const app::Model& model, UiState& state, Emit emit) {
  const auto* other = app::other_person(model);
  if (other == nullptr) return;
  CallStage call(ui, model, state, emit, *other);
  Node main;
  main.id = "main";
  main.role = Role::kMain;
  main.rect = ui.layout().full();
  const Ui::Scope scope = ui.open(std::move(main));
  call.keys();
  call.hide_controls();
  // The pictures lie under the pills, and keep clear of them.
  Rect status;
  Rect tools;
  ui.measure([&] {
    status = call.status();
    tools = call.tools();
    return 0.0F;
  });
  call.pictures(status, tools);
  call.status();
  call.tools();
  const Rect own = call.own_rect(status, tools);
  const Rect room = call.chips(middle(call, status, own), status, tools);
  const Rect rest = stage::banners(ui, model, room, emit);
  if (!call.picture()) placeholder(call, rest);
  call.picture_controls();
  call.dock();
  call.tooltips();
}

}  // namespace parley::ui
