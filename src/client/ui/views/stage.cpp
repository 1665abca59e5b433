#include "client/ui/views/stage.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include "client/ui/icons.hpp"
#include "client/ui/widgets/avatar.hpp"
#include "client/ui/widgets/notice.hpp"
#include "client/ui/widgets/words.hpp"

namespace parley::ui::stage {
namespace {

constexpr float kBannerGap = 8;
constexpr float kPanelInset = 12;

Icon icon_of(app::Banner::Kind kind) {
  switch (kind) {
    case app::Banner::Kind::Info: return Icon::kInfo;
    case app::Banner::Kind::Warning: return Icon::kWarning;
    case app::Banner::Kind::Danger: return Icon::kWifiOff;
  }
  return Icon::kInfo;
}

NoticeKind kind_of(app::Banner::Kind kind) {
  switch (kind) {
    case app::Banner::Kind::Info: return NoticeKind::kInfo;
    case app::Banner::Kind::Warning: return NoticeKind::kWarning;
    case app::Banner::Kind::Danger: return NoticeKind::kDanger;
  }
  return NoticeKind::kInfo;
}

}  // namespace

float control_size(const Layout& layout) { return layout.phone() ? 52 : 56; }
float control_gap(const Layout& layout) { return layout.narrow() ? space::k4 : space::k8; }
float margin(const Layout& layout) { return layout.phone() ? space::k12 : space::k16; }

void microphone_control(Ui& ui, const app::Model& model, const Rect& rect, Emit emit) {
  const bool on = app::microphone_on(model);
  if (call_control(ui, {"call.microphone",
                        on ? "Mute microphone" : "Unmute microphone",
                        on ? Icon::kMic : Icon::kMicOff,
                        rect,
                        on ? CallControlState::kOn : CallControlState::kOff,
                        false,
                        {}}))
    emit(app::ToggleMicrophone{});
}

void camera_control(Ui& ui, const app::Model& model, const Rect& rect, Emit emit) {
  const bool on = app::camera_on(model);
  if (call_control(ui, {"call.camera",
                        on ? "Turn camera off" : "Turn camera on",
                        on ? Icon::kCamera : Icon::kCameraOff,
                        rect,
                        on ? CallControlState::kOn : CallControlState::kOff,
                        app::camera_opening(model),
                        {}}))
    emit(app::ToggleCamera{});
}

bool keys_on(const app::Model& model) { return app::settings::single_keys(model); }

void keys(Ui& ui, const app::Model& model, Emit emit) {
  // Let go is let go, whatever was set meanwhile.
  if (ui.activated("key:space-up")) emit(app::stage::Talk{false});
  if (!keys_on(model)) return;
  if (ui.activated("key:m")) emit(app::ToggleMicrophone{});
  if (ui.activated("key:v")) emit(app::ToggleCamera{});
  if (app::settings::push_to_talk(model) && ui.activated("key:space")) emit(app::stage::Talk{true});
}

Rect chat_panel(const Layout& layout) {
  const Rect safe = layout.safe();
  const float width = layout.viewport.width;
  if (layout.portrait_phone() || (layout.landscape_phone() && width < 720)) return {};
  if (layout.kind == LayoutClass::kTablet && width < 900) {
    const float top = safe.y + safe.height / 2;
    return {kPanelInset, top + kPanelInset / 2, width - 2 * kPanelInset, safe.bottom() - top - 1.5F * kPanelInset};
  }
  const float panel = layout.landscape_phone() ? 320.0F : layout.kind == LayoutClass::kVeryWide ? 420.0F : 360.0F;
  return {safe.right() - kPanelInset - panel, safe.y + kPanelInset, panel, safe.height - 2 * kPanelInset};
}

Rect area(const Layout& layout, const app::Model& model) {
  const Rect full = layout.full();
  const Rect panel = chat_panel(layout);
  if (!model.chat.open || panel.empty()) return full;
  const bool below = panel.x < full.center().x && panel.width > full.width / 2;
  if (below) return {kPanelInset, kPanelInset, full.width - 2 * kPanelInset, panel.y - 2 * kPanelInset};
  return {kPanelInset, kPanelInset, panel.x - 2 * kPanelInset, full.height - 2 * kPanelInset};
}

Rect banners(Ui& ui, const app::Model& model, const Rect& area, Emit emit) {
  const std::vector<app::Banner> said = app::banners(model, instant(ui));
  if (said.empty() && !model.sound_blocked) return area;
  const auto notice_of = [&](std::size_t i, std::string& id) {
    id = "call.banner." + std::to_string(i);
    return Notice{id, said[i].text, said[i].detail, kind_of(said[i].kind), icon_of(said[i].kind), said[i].action};
  };
  Size sound = button_size(ui, "Play sound", Icon::kSpeaker);
  sound.width = std::min(sound.width, area.width);
  sound.height = button_height(ui, "Play sound", Icon::kSpeaker, sound.width);
  std::string id;
  float height = model.sound_blocked ? sound.height + kBannerGap : 0;
  for (std::size_t i = 0; i < said.size(); ++i)
    height += banner_size(ui, notice_of(i, id), area.width).height + kBannerGap;
  height -= kBannerGap;

  const bool low = ui.layout().landscape_phone();
  const float shown = std::min(height, area.height);
  const Rect view{area.x, low ? area.bottom() - shown : area.y, area.width, shown};
  // Room for the focus ring and the shadow, which may leave the area, but only while nothing scrolls.
  const float margin = height <= area.height ? kBannerGap : 0;
  Ui::ScrollArea scroll(ui, "call.banners", view.inset(-margin));
  float y = scroll.top() + margin;
  const auto place = [&](Size size) {
    const Rect rect{area.x + (area.width - size.width) / 2, y, size.width, size.height};
    y += size.height + kBannerGap;
    return rect;
  };
  for (std::size_t i = 0; i < said.size(); ++i) {
    const Notice notice = notice_of(i, id);
    if (banner(ui, notice, place(banner_size(ui, notice, area.width))) && said[i].wish) emit(*said[i].wish);
    if (said[i].detail.empty()) continue;
    // What counts down is the time until the call is given up.
    const auto left = (model.negotiation.path_since + call::negotiation::kGiveUpAfter - instant(ui)).count();
    if (left > 0) ui.redraw_at(ui.now_ms() + static_cast<double>(left % 1000 == 0 ? 1000 : left % 1000));
  }
  if (model.sound_blocked && button(ui, {"call.play-sound", "Play sound", place(sound), ButtonKind::kPrimary,
                                         Icon::kSpeaker, Surface::kStage, true}))
    emit(app::UserPlaysSound{});
  scroll.finish(height + 2 * margin);
  const float used = shown + space::k12;
  return {area.x, low ? area.y : area.y + used, area.width, std::max(0.0F, area.height - used)};
}

namespace {

/// The measures of a placeholder that fits an area, from the largest disc down to none.
struct Arrangement {
  float diameter = 0;
  float ring_gap = 0;  ///< difference of the diameters of two rings; 0 without rings
  float gap = 0;       ///< between picture and words
  float text_width = 0;
  float text_height = 0;
  TextStyle heading;
  TextStyle line;
  bool beside = false;

  float picture() const { return diameter + 3 * ring_gap; }
  float height() const {
    if (beside) return std::max(picture(), text_height);
    return picture() + (diameter > 0 ? gap : 0) + text_height;
  }
};

Arrangement arrange(Ui& ui, const Placeholder& p, Size area) {
  const Theme& t = ui.theme();
  Arrangement a;
  a.beside = ui.layout().landscape_phone();
  a.heading = a.beside || ui.layout().text_scale > 1.3F ? t.type.title : t.type.headline;
  a.line = p.timer ? t.type.body.figures() : t.type.body;
  a.gap = p.calling && !a.beside ? space::k16 : space::k24;
  for (const float diameter : {128.0F, 88.0F, 56.0F, 0.0F}) {
    if (a.beside && diameter > 88) continue;
    a.diameter = diameter;
    a.ring_gap = !p.calling ? 0 : diameter > 100 ? 36 : diameter > 60 ? 24 : 0;
    a.text_width = area.width - (a.beside ? a.picture() + a.gap : 0);
    if (a.beside)
      a.text_width =
          std::min(a.text_width, 1 + std::max(ui.text().width(p.heading, a.heading), ui.text().width(p.line, a.line)));
    a.text_height = words_height(ui, p.heading, a.heading, a.text_width) + space::k4 +
                    words_height(ui, p.line, a.line, a.text_width);
    // The largest disc is for stages that stay mostly empty with it.
    if (a.height() <= area.height * (diameter > 100 ? .6F : 1.0F)) break;
  }
  return a;
}

}  // namespace

float placeholder_height(Ui& ui, const Placeholder& p, Size area) { return arrange(ui, p, area).height(); }

void placeholder(Ui& ui, const Placeholder& p, const Rect& area) {
  const Theme& t = ui.theme();
  const Arrangement a = arrange(ui, p, {area.width, area.height});
  const float left = area.x + (area.width - a.picture() - a.gap - a.text_width) / 2;
  const Point center{a.beside ? left + a.picture() / 2 : area.center().x,
                     area.y + (a.beside ? a.height() : a.picture()) / 2};
  if (a.diameter > 0 && p.person != nullptr) {
    if (a.ring_gap > 0) calling_rings(ui, center, a.diameter, a.ring_gap);
    avatar(ui, {p.person->initials, p.person->hue, center, a.diameter, PresenceMark::kNone, t.stage.letterbox, true});
  }
  const Align align = a.beside ? Align::kStart : Align::kCenter;
  const float x = a.beside ? left + a.picture() + a.gap : area.x;
  float y = a.beside ? area.y + (a.height() - a.text_height) / 2 : area.y + a.height() - a.text_height;
  y += words(ui, {std::string(p.heading_id), p.heading, a.heading, t.stage.text, align, 1}, x, y, a.text_width);
  words(ui,
        {std::string(p.line_id), p.line, a.line, p.timer ? t.stage.text : t.stage.muted, align, 0,
         p.timer ? Role::kTimer : Role::kText},
        x, y + space::k4, a.text_width);
}

}  // namespace parley::ui::stage
