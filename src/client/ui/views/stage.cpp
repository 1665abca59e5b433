#include "client/ui/views/stage.hpp"

#include "client/ui/icons.hpp"
#include "client/ui/widgets/avatar.hpp"
#include "client/ui/widgets/notice.hpp"
#include "client/ui/widgets/words.hpp"

#include <algorithm>
#include <string>
#include <vector>

namespace parley::ui::stage {
namespace {

constexpr float kBannerGap = 8;

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
  if (call_control(ui, {"call.microphone", on ? "Mute microphone" : "Unmute microphone", on ? Icon::kMic : Icon::kMicOff,
                        rect, on ? CallControlState::kOn : CallControlState::kOff, false, {}}))
    emit(app::ToggleMicrophone{});
}

void camera_control(Ui& ui, const app::Model& model, const Rect& rect, Emit emit) {
  const bool on = app::camera_on(model);
  if (call_control(ui, {"call.camera", on ? "Turn camera off" : "Turn camera on", on ? Icon::kCamera : Icon::kCameraOff,
                        rect, on ? CallControlState::kOn : CallControlState::kOff, app::camera_opening(model), {}}))
    emit(app::ToggleCamera{});
}

void banners(Ui& ui, const app::Model& model, const Rect& area, Emit emit) {
  const std::vector<app::Banner> said = app::banners(model, instant(ui));
  const bool upwards = ui.layout().landscape_phone();
  float y = upwards ? area.bottom() : area.y;
  const auto place = [&](Size size) {
    if (upwards) y -= size.height;
    const Rect rect{area.x + (area.width - size.width) / 2, y, size.width, size.height};
    y += upwards ? -kBannerGap : size.height + kBannerGap;
    return rect;
  };
  // Upwards the most pressing one, which comes first, still stands on top.
  std::vector<std::size_t> order(said.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = upwards ? order.size() - 1 - i : i;

  const auto play_sound = [&] {
    if (!model.sound_blocked) return;
    Size size = button_size(ui, "Play sound", Icon::kSpeaker);
    size.width = std::min(size.width, area.width);
    size.height = button_height(ui, "Play sound", Icon::kSpeaker, size.width);
    if (button(ui, {"call.play-sound", "Play sound", place(size), ButtonKind::kPrimary, Icon::kSpeaker, Surface::kStage,
                    true}))
      emit(app::UserPlaysSound{});
  };
  if (upwards) play_sound();
  for (const std::size_t i : order) {
    const app::Banner& b = said[i];
    const Notice notice{"call.banner." + std::to_string(i), b.text, b.detail, kind_of(b.kind), icon_of(b.kind), {}};
    banner(ui, notice, place(banner_size(ui, notice, area.width)));
    if (!b.detail.empty()) {
      // What counts down is the time until the call is given up.
      const auto left = (model.negotiation.path_since + call::negotiation::kGiveUpAfter - instant(ui)).count();
      if (left > 0) ui.redraw_at(ui.now_ms() + static_cast<double>(left % 1000 == 0 ? 1000 : left % 1000));
    }
  }
  if (!upwards) play_sound();
}

void placeholder(Ui& ui, const Placeholder& p, const Rect& area) {
  const Theme& t = ui.theme();
  const Layout& layout = ui.layout();
  const bool beside = layout.landscape_phone();
  const TextStyle heading = beside || layout.text_scale > 1.3F ? t.type.title : t.type.headline;
  const TextStyle line = p.timer ? t.type.body.figures() : t.type.body;
  const float diameter = beside ? 80 : area.height < 420 ? 88 : 128;
  const float rings = p.calling ? (diameter > 100 ? 36.0F : 24.0F) * 3 : 0;
  const float picture = diameter + rings;
  const float gap = p.calling ? space::k16 : space::k24;
  const auto show = [&](Point center) {
    if (p.calling) calling_rings(ui, center, diameter, rings / 3);
    if (p.person != nullptr)
      avatar(ui, {p.person->initials, p.person->hue, center, diameter, PresenceMark::kNone, t.stage.letterbox, true});
  };
  const auto say = [&](float x, float y, float width, Align align) {
    y += words(ui, {std::string(p.heading_id), p.heading, heading, t.stage.text, align, p.heading_id.empty() ? 0 : 1}, x, y,
               width);
    words(ui, {std::string(p.line_id), p.line, line, p.timer ? t.stage.text : t.stage.muted, align, 0, p.timer ? Role::kTimer : Role::kText}, x,
          y + space::k4, width);
  };
  if (beside) {
    const float most = area.width - picture - gap;
    const float width = std::min(most, std::max(ui.text().width(p.heading, heading), ui.text().width(p.line, line)) + 1);
    const float height = words_height(ui, p.heading, heading, width) + space::k4 + words_height(ui, p.line, line, width);
    const float x = area.x + (area.width - picture - gap - width) / 2;
    show({x + picture / 2, area.center().y});
    say(x + picture + gap, area.center().y - height / 2, width, Align::kStart);
    return;
  }
  const float height = picture + gap + words_height(ui, p.heading, heading, area.width) + space::k4 +
                       words_height(ui, p.line, line, area.width);
  const float y = area.y + std::max(0.0F, (area.height - height) / 2);
  show({area.center().x, y + picture / 2});
  say(area.x, y + picture + gap, area.width, Align::kCenter);
}

}  // namespace parley::ui::stage
