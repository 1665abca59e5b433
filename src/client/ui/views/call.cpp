// Call: the other person large, oneself small, three pills of chrome over them.
#include <algorithm>
#include <string>

#include "client/ui/icons.hpp"
#include "client/ui/motion.hpp"
#include "client/ui/painter.hpp"
#include "client/ui/views/stage.hpp"
#include "client/ui/views/views.hpp"
#include "client/ui/widgets/avatar.hpp"
#include "client/ui/widgets/button.hpp"
#include "client/ui/widgets/surface.hpp"
#include "client/ui/widgets/words.hpp"

namespace parley::ui {
namespace {

constexpr float kDockPadding = 8;
constexpr float kHangUpWidth = 76;
constexpr float kSeparatorRoom = 9;  // a line of 1 with 4 at each side
constexpr float kSeparatorHeight = 32;
constexpr float kStatusAvatar = 36;

std::string_view words_of(app::Link link) {
  switch (link) {
    case app::Link::Connecting: return "Connecting";
    case app::Link::Connected: return "Connected";
    case app::Link::Reconnecting: return "Reconnecting";
  }
  return {};
}

struct Call {
  Ui& ui;
  const app::Model& model;
  UiState& state;
  Emit emit;
  const protocol::Person& other;

  const Theme& theme() const { return ui.theme(); }
  const Layout& layout() const { return ui.layout(); }

  Rect dock_rect() const {
    const Layout& l = layout();
    const Rect safe = l.safe();
    const float control = stage::control_size(l);
    const float gap = stage::control_gap(l);
    const float thick = control + 2 * kDockPadding;
    if (l.landscape_phone()) {
      const float length = 3 * control + 2 * gap + 2 * kDockPadding;
      return {safe.right() - stage::margin(l) - thick, safe.center().y - length / 2, thick, length};
    }
    const float hang_up = l.phone() ? control : kHangUpWidth;
    const float separator = l.phone() ? 0 : kSeparatorRoom + gap;
    const float length = 2 * control + hang_up + 2 * gap + separator + 2 * kDockPadding;
    return {safe.x + (safe.width - length) / 2, safe.bottom() - (l.phone() ? 16 : 24) - thick, length, thick};
  }

  void dock() {
    const Rect box = dock_rect();
    const Layout& l = layout();
    const float control = stage::control_size(l);
    const float step = control + stage::control_gap(l);
    const bool upright = l.landscape_phone();
    Node group;
    group.id = "call.controls";
    group.role = Role::kGroup;
    group.name = "Call controls";
    group.rect = box;
    const Ui::Scope scope = ui.open(std::move(group));
    stage_panel(ui, box, std::min(box.width, box.height) / 2);
    Rect at{box.x + kDockPadding, box.y + kDockPadding, control, control};
    const auto next = [&] { at = upright ? at.moved(0, step) : at.moved(step, 0); };
    stage::microphone_control(ui, model, at, emit);
    next();
    stage::camera_control(ui, model, at, emit);
    next();
    if (!l.phone()) {
      const float x = at.x + 4.5F;
      paint::line(ui.list(), {x, box.center().y - kSeparatorHeight / 2}, {x, box.center().y + kSeparatorHeight / 2},
                  theme().stage.dock_line);
      at.x += kSeparatorRoom + stage::control_gap(l);
      at.width = kHangUpWidth;
    }
    if (call_control(ui, {"call.hang-up", "Hang up", Icon::kPhoneDown, at, CallControlState::kHangUp, false, {}}))
      emit(app::EndCall{});
  }

  /// The upper left pill: who, in which state, for how long. Returns its rectangle.
  Rect status() {
    const Theme& t = theme();
    const StageColors& s = t.stage;
    const Layout& l = layout();
    const float margin = stage::margin(l);
    const Rect safe = l.safe();
    const TextStyle name = t.type.small.strong();
    const TextStyle caption = t.type.caption;
    const std::string_view link = words_of(app::link(model));
    std::string duration;
    if (const auto talked = app::talk_time(model, instant(ui))) {
      duration = app::clock_duration(*talked);
      const auto count = std::max<Milliseconds::rep>(0, talked->count());
      ui.redraw_at(ui.now_ms() + static_cast<double>(1000 - count % 1000));
    }
    const bool muted = app::link(model) != app::Link::Connecting && !app::remote_microphone_on(model);
    const float link_width = ui.text().width(link, caption) + 1;
    const float dot_width = duration.empty() ? 0 : 16;
    const float duration_width = duration.empty() ? 0 : ui.text().width(duration, caption.figures()) + 1;
    const float start = 8 + kStatusAvatar + space::k12;
    const float end = 20 + (muted ? 16 + space::k12 : 0);
    const float most = safe.width - 2 * margin - (l.landscape_phone() ? 92 : 0);
    // The duration stands beside the state, or below it where large text leaves no room.
    const bool stacked = start + link_width + dot_width + duration_width + end > most;
    const float text_width =
        std::max(ui.text().width(other.name, name) + 1,
                 stacked ? std::max(link_width, duration_width) : link_width + dot_width + duration_width);
    const float width = std::min(most, start + text_width + end);
    const float text_height = name.line_height + caption.line_height * (stacked ? 2 : 1);
    const float height = std::max(52.0F, text_height + 16);
    const Rect box{safe.x + margin, safe.y + margin, width, height};

    Node group;
    group.id = "call.status";
    group.role = Role::kGroup;
    group.name = "Status";
    group.rect = box;
    const Ui::Scope scope = ui.open(std::move(group));
    stage_panel(ui, box, 26);
    avatar(ui, {other.initials,
                other.hue,
                {box.x + 8 + kStatusAvatar / 2, box.center().y},
                kStatusAvatar,
                PresenceMark::kNone,
                s.dock_solid,
                true});
    const float x = box.x + start;
    const float y = box.center().y - text_height / 2;
    const float room = box.right() - end - x;
    line_of(ui, {"call.name", other.name, name, s.text, Align::kStart, 1}, {x, y, room, name.line_height});
    line_of(ui, {"call.state", link, caption, s.muted},
            {x, y + name.line_height, std::min(link_width, room), caption.line_height});
    if (stacked) {
      line_of(ui, {"call.duration", duration, caption.figures(), s.muted, Align::kStart, 0, Role::kTimer},
              {x, y + name.line_height + caption.line_height, std::min(duration_width, room), caption.line_height});
    } else if (!duration.empty()) {
      line_of(ui, {"", "·", caption, s.muted, Align::kCenter},
              {x + link_width, y + name.line_height, dot_width, caption.line_height});
      line_of(ui, {"call.duration", duration, caption.figures(), s.muted, Align::kStart, 0, Role::kTimer},
              {x + link_width + dot_width, y + name.line_height, duration_width, caption.line_height});
    }
    if (muted) {
      const Point center{box.right() - 20 - 8, box.center().y};
      draw_icon(ui.list(), Icon::kMicOff, center, 16, s.text, s.dock_solid);
      Node mark;
      mark.id = "call.remote-muted";
      mark.role = Role::kImage;
      mark.name = other.name + "'s microphone is off";
      mark.rect = {center.x - 8, center.y - 8, 16, 16};
      ui.add(std::move(mark));
    }
    return box;
  }

  Size self_size() const {
    switch (layout().kind) {
      case LayoutClass::kPhonePortrait: return {104, 139};
      case LayoutClass::kPhoneLandscape: return {139, 104};
      case LayoutClass::kTablet: return {208, 117};
      case LayoutClass::kDesktop: return {256, 144};
      case LayoutClass::kVeryWide: return {320, 180};
    }
    return {};
  }

  /// Bottom right beside the dock where 16 px stay between them, else above it; bottom left of an upright dock.
  Rect self_rect() const {
    const Layout& l = layout();
    const Rect safe = l.safe();
    const Size size = self_size();
    const float margin = stage::margin(l);
    const Rect dock = dock_rect();
    if (l.landscape_phone()) return {safe.x + margin, safe.bottom() - margin - size.height, size.width, size.height};
    const float x = safe.right() - margin - size.width;
    const bool beside = x - dock.right() >= space::k16;
    const float bottom = beside ? dock.bottom() : dock.y - space::k16;
    return {x, bottom - size.height, size.width, size.height};
  }

  void self_view() {
    const Theme& t = theme();
    const StageColors& s = t.stage;
    const auto* call = app::current_call(model);
    const auto* self = app::oneself(model);
    const Rect corner = self_rect();
    const bool camera = app::camera_on(model);
    const bool comes_from_waiting = call != nullptr && state.own_picture_call == call->id.value();
    const float arrived = ui.animate("call.self", 'm', 1, motion::kConnectMs, comes_from_waiting && camera ? 0 : 1);
    const float way = motion::ease_in_out(arrived);
    const Rect full = layout().full();
    const auto between = [way](float from, float to) { return from + (to - from) * way; };
    const Rect rect{between(full.x, corner.x), between(full.y, corner.y), between(full.width, corner.width),
                    between(full.height, corner.height)};
    const float r = radius::kRow * way;
    paint::shadow(ui.list(), rect, r, t.stage_e2);
    if (camera) {
      ui.place({Video::kLocal, rect, r, VideoFit::kCover, true, 1, "Your video"});
      ui.punch(rect, r);
    } else {
      paint::fill(ui.list(), rect, r, t.forced ? s.dock : s.backdrop.top_right);
      if (self != nullptr)
        avatar(ui, {self->initials, self->hue, rect.center(), 56, PresenceMark::kNone, s.backdrop.top_right, true});
    }
    paint::outline(ui.list(), rect, r, t.forced ? s.dock_line : s.text.faded(.14F));
    if (!app::microphone_on(model)) {
      const Rect chip{rect.x + 8, rect.bottom() - 8 - 28, 28, 28};
      paint::fill(ui.list(), chip, 14, s.dock);
      draw_icon(ui.list(), Icon::kMicOff, chip.center(), 16, s.text, s.dock_solid);
    }
  }

  bool picture() const { return app::link(model) != app::Link::Connecting && app::remote_camera_on(model); }

  void remote() {
    const Rect full = layout().full();
    // Placed before its first picture is shown, so that it plays when it comes.
    if (app::remote_camera_on(model))
      ui.place({Video::kRemote, full, 0, VideoFit::kCover, false, 1, other.name + "'s video"});
    if (!picture()) stage_backdrop(ui, full);
    if (app::link(model) == app::Link::Reconnecting) paint::fill(ui.list(), full, 0, theme().stage.veil);
  }

  /// Between status and dock, clear of one's own picture where that stands in the way.
  Rect middle(const Rect& status) const {
    const Layout& l = layout();
    const Rect safe = l.safe();
    const float margin = stage::margin(l);
    const float top = status.bottom() + space::k12;
    if (l.landscape_phone()) {
      const float left = self_rect().right() + space::k12;
      return {left, top, dock_rect().x - space::k12 - left, safe.bottom() - margin - top};
    }
    return {safe.x + margin, top, safe.width - 2 * margin, dock_rect().y - space::k12 - top};
  }

  /// Who is there although no picture is. Left out where banners take the room: the status pill says the same.
  void placeholder(Rect area) {
    const Rect self = self_rect();
    if (!layout().landscape_phone() && self.x < area.center().x + 160)
      area.height = std::min(area.height, self.y - space::k12 - area.y);
    const bool connecting = app::link(model) == app::Link::Connecting;
    const auto* call = app::current_call(model);
    const bool video = call != nullptr && call->media == protocol::Media::Video;
    const std::string_view line = connecting ? "Connecting" : video ? "Camera off" : "Voice call";
    const stage::Placeholder who{&other,     other.name, {}, line, connecting ? std::string_view{} : "call.placeholder",
                                 connecting, false};
    const float height = stage::placeholder_height(ui, who, {area.width, area.height});
    if (height > area.height) return;
    stage::placeholder(ui, who, {area.x, area.y + (area.height - height) / 2, area.width, area.height});
  }
};

}  // namespace

void draw_call(Ui& ui, const app::Model& model, UiState& state, Emit emit) {
  const auto* other = app::other_person(model);
  if (other == nullptr) return;
  Call call{ui, model, state, emit, *other};
  Node main;
  main.id = "main";
  main.role = Role::kMain;
  main.rect = ui.layout().full();
  const Ui::Scope scope = ui.open(std::move(main));
  call.remote();
  call.self_view();
  const Rect status = call.status();
  const Rect rest = stage::banners(ui, model, call.middle(status), emit);
  if (!call.picture()) call.placeholder(rest);
  call.dock();
}

}  // namespace parley::ui
