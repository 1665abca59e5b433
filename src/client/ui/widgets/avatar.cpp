#include "client/ui/widgets/avatar.hpp"

#include <cmath>

#include "client/ui/motion.hpp"
#include "client/ui/painter.hpp"

namespace parley::ui {
namespace {

void draw_presence(Ui& ui, Point center, PresenceMark presence, Color behind) {
  const Theme& t = ui.theme();
  ImDrawList& list = ui.list();
  paint::disc(list, center, 8, behind);
  switch (presence) {
    case PresenceMark::kFree: paint::disc(list, center, 6, t.positive); break;
    case PresenceMark::kBusy:
      paint::disc(list, center, 6, t.danger);
      paint::fill(list, {center.x - 3.5F, center.y - 1, 7, 2}, 1, behind);
      break;
    case PresenceMark::kAway: paint::ring(list, center, 4.75F, t.warning, 2.5F); break;
    case PresenceMark::kDoNotDisturb:
      paint::ring(list, center, 4.75F, t.danger, 2.5F);
      paint::fill(list, {center.x - 3.5F, center.y - 1, 7, 2}, 1, t.danger);
      break;
    case PresenceMark::kNone: break;
  }
}

}  // namespace

void avatar(Ui& ui, const Avatar& a) {
  const Theme& t = ui.theme();
  const AvatarHue& hue = (a.on_stage ? t.stage_hues : t.hues)[a.hue & 7U];
  const float r = a.diameter / 2;
  paint::disc(ui.list(), a.center, r, hue.fill);
  const Rect box{a.center.x - r, a.center.y - r, a.diameter, a.diameter};
  if (t.forced) paint::outline(ui.list(), box, r, t.outline);
  const float size =
      std::round(a.diameter * .38F);  // the disc does not grow with the text, so neither does what is in it
  ui.text().draw(ui.list(), box.inset({0, 2, 0, 2}), a.initials, {{size, FontWeight::kSemibold}, size, 0, false},
                 hue.initials, Align::kCenter);
  if (a.presence != PresenceMark::kNone)
    draw_presence(ui, {a.center.x + r + 2 - 8, a.center.y + r + 2 - 8}, a.presence, a.behind);
}

void calling_rings(Ui& ui, Point center, float diameter, float gap) {
  constexpr float kAlpha[] = {.55F, .32F, .16F};
  constexpr float kUnlit = .06F;
  const bool still = ui.theme().reduced_motion;
  const double step = std::floor(ui.now_ms() / motion::kRingStepMs);
  const int lit = still ? 3 : static_cast<int>(std::fmod(step, 4));
  for (int i = 0; i < 3; ++i) {
    const float radius = (diameter + gap * static_cast<float>(i + 1)) / 2;
    paint::ring(ui.list(), center, radius - 1, ui.theme().stage.text.faded(i < lit ? kAlpha[i] : kUnlit), 2);
  }
  if (!still) ui.redraw_at((step + 1) * motion::kRingStepMs);
}

}  // namespace parley::ui
