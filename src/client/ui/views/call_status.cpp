// The upper left of a call: who, in which state, for how long and how well; and the chips that tell what goes on, also while the
// controls are away.
#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "client/ui/motion.hpp"
#include "client/ui/painter.hpp"
#include "client/ui/views/call_stage.hpp"
#include "client/ui/widgets/avatar.hpp"
#include "client/ui/widgets/button.hpp"
#include "client/ui/widgets/surface.hpp"
#include "client/ui/widgets/words.hpp"

namespace parley::ui {
namespace {

constexpr float kAvatar = 36;
constexpr float kBars = 22;
constexpr float kChip = 28;
constexpr float kMark = 16;

std::string_view words_of(app::Link link) {
  switch (link) {
    case app::Link::Connecting: return "Connecting";
    case app::Link::Connected: return "Connected";
    case app::Link::Reconnecting: return "Reconnecting";
  }
  return {};
}

/// Four bars of which as many are lit as the quality is good.
void quality_bars(Ui& ui, Point start, const app::statistics::Quality& quality) {
  constexpr float kHeights[] = {6, 9, 12, 16};
  const StageColors& s = ui.theme().stage;
  const Color lit = quality.bars >= 3 ? s.positive : quality.bars == 2 ? s.warning : s.danger;
  for (int i = 0; i < 4; ++i) {
    const float height = kHeights[i];
    const Rect bar{start.x + static_cast<float>(i) * 6, start.y + 8 - height, 4, height};
    paint::fill(ui.list(), bar, 1, i < quality.bars ? lit : s.text.faded(.28F));
  }
  Node node;
  node.id = "call.quality";
  node.role = Role::kImage;
  node.name = quality.words;
  node.rect = {start.x, start.y - 8, kBars, 16};
  ui.add(std::move(node));
}

struct Chip {
  std::string_view id;
  std::string text;
  Icon icon = Icon::kNone;  ///< none: a disc, for a recording
  Color ink;
};

float chip_width(Ui& ui, const Chip& chip) {
  return 10 + kMark + 6 + std::ceil(ui.text().width(chip.text, ui.theme().type.caption.strong())) + 12;
}

void draw_chip(Ui& ui, const Chip& chip, const Rect& rect) {
  const StageColors& s = ui.theme().stage;
  const TextStyle style = ui.theme().type.caption.strong();
  paint::fill(ui.list(), rect, rect.height / 2, s.dock);
  paint::outline(ui.list(), rect, rect.height / 2, s.dock_line);
  const Point center{rect.x + 10 + kMark / 2, rect.center().y};
  if (chip.icon == Icon::kNone)
    paint::disc(ui.list(), center, 5, chip.ink);
  else
    draw_icon(ui.list(), chip.icon, center, kMark, chip.ink, s.dock_solid);
  const float x = rect.x + 10 + kMark + 6;
  line_of(ui, {std::string(chip.id), chip.text, style, s.text},
          {x, rect.center().y - style.line_height / 2, rect.right() - 12 - x, style.line_height});
}

}  // namespace

Rect CallStage::status() {
  const Theme& t = theme();
  const StageColors& s = t.stage;
  const Layout& l = layout();
  const TextStyle name = t.type.small.strong();
  const TextStyle caption = t.type.caption;
  const std::string_view link = words_of(app::link(model));
  std::string duration;
  if (const auto talked = app::talk_time(model, instant(ui))) {
    duration = app::clock_duration(*talked);
    const auto count = std::max<Milliseconds::rep>(0, talked->count());
    ui.redraw_at(ui.now_ms() + static_cast<double>(1000 - count % 1000));
  }
  const auto quality = app::statistics::quality(model);
  const bool muted = app::link(model) != app::Link::Connecting && !app::remote_microphone_on(model);
  const float link_width = ui.text().width(link, caption) + 1;
  const float dot_width = duration.empty() ? 0 : 16;
  const float duration_width = duration.empty() ? 0 : ui.text().width(duration, caption.figures()) + 1;
  const float start = 8 + kAvatar + space::k12;
  const float end = 20 + (muted ? kMark + space::k12 : 0) + (quality ? kBars + space::k12 : 0);
  const float right = l.landscape_phone() ? 92 : compact() ? 0 : 236;
  const float most = std::max(160.0F, safe.width - 2 * margin() - right);
  // The duration stands beside the state, or below it where large text leaves no room.
  const bool stacked = start + link_width + dot_width + duration_width + end > most;
  const float text_width =
      std::max(ui.text().width(other.name, name) + 1,
               stacked ? std::max(link_width, duration_width) : link_width + dot_width + duration_width);
  const float width = std::min(most, start + text_width + end);
  const float text_height = name.line_height + caption.line_height * (stacked ? 2 : 1);
  const float height = std::max(52.0F, text_height + 16);
  const Rect box{safe.x + margin(), safe.y + margin(), width, height};

  Node group;
  group.id = "call.status";
  group.role = Role::kGroup;
  group.name = "Status";
  group.rect = box;
  const Ui::Scope scope = ui.open(std::move(group));
  const Ui::FadeScope fade(ui, shown, t.reduced_motion ? 0 : -8 * (1 - shown));
  stage_panel(ui, box, 26);
  avatar(ui, {other.initials,
              other.hue,
              {box.x + 8 + kAvatar / 2, box.center().y},
              kAvatar,
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
  float mark = box.right() - 20;
  if (quality) {
    quality_bars(ui, {mark - kBars, box.center().y}, *quality);
    mark -= kBars + space::k12;
  }
  if (muted) {
    const Point center{mark - kMark / 2, box.center().y};
    draw_icon(ui.list(), Icon::kMicOff, center, kMark, s.text, s.dock_solid);
    Node node;
    node.id = "call.remote-muted";
    node.role = Role::kImage;
    node.name = other.name + "'s microphone is off";
    node.rect = Rect{center.x, center.y, 0, 0}.inset(-kMark / 2);
    ui.add(std::move(node));
  }
  return box;
}

Rect CallStage::chips(Rect room, const Rect& status, const Rect& tools) {
  const StageColors& s = theme().stage;
  std::vector<Chip> row;
  if (app::recording::is_marked(model))
    row.push_back({"call.recording", app::recording::words(model), Icon::kNone, s.danger});
  if (app::sharing::is_on(model))
    row.push_back({"call.sharing", "You are sharing your screen", Icon::kScreenShare, s.accent});
  if (app::sharing::remote_on(model))
    row.push_back({"call.remote-sharing", other.name + " is sharing a screen", Icon::kScreenShare, s.accent});
  if (view.controls_away && !app::microphone_on(model)) row.push_back({"call.muted", "Muted", Icon::kMicOff, s.text});
  if (row.empty()) return room;

  float width = -space::k8;
  for (const Chip& chip : row) width += chip_width(ui, chip) + space::k8;
  // Between the pills where they leave the room; else below them, one per line. They stay where they are while the pills are away.
  const float left = status.right() + space::k12;
  const float end = layout().landscape_phone() ? dock_rect().x : tools.empty() ? safe.right() : tools.x;
  const float right = end - space::k12;
  if (width <= right - left) {
    float x = std::clamp(safe.center().x - width / 2, left, right - width);
    for (const Chip& chip : row) {
      const float wide = chip_width(ui, chip);
      draw_chip(ui, chip, {x, status.center().y - kChip / 2, wide, kChip});
      x += wide + space::k8;
    }
    return room;
  }
  for (const Chip& chip : row) {
    draw_chip(ui, chip, {room.x, room.y, std::min(chip_width(ui, chip), room.width), kChip});
    room.y += kChip + space::k8;
    room.height -= kChip + space::k8;
  }
  return room;
}

}  // namespace parley::ui
