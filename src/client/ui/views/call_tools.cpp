// The upper right of a call: the rarer controls, how large a shared screen is, and the words that a control says when the pointer rests
// on it. Phones have the rarer ones in "More".
#include <algorithm>
#include <cmath>

#include "client/ui/painter.hpp"
#include "client/ui/views/call_stage.hpp"
#include "client/ui/widgets/button.hpp"
#include "client/ui/widgets/surface.hpp"

namespace parley::ui {
namespace {

constexpr float kPill = 52;
constexpr float kEdge = 4;
constexpr float kTip = 32;
constexpr float kTipEdge = 12;
constexpr float kTipGap = 10;
constexpr double kTipMs = 500;
constexpr float kZoomStep = 1.5F;

}  // namespace

void CallStage::hint(std::string id, std::string_view text, std::string_view key, const Rect& rect, bool below) {
  if (!ui.measuring())
    hints.push_back({std::move(id), std::string(text), stage::keys_on(model) ? key : "", rect, below});
}

Rect CallStage::tools() {
  if (compact()) {
    const float top = safe.y + margin();
    const float height = zoom_pill(top);
    return height == 0 ? Rect{safe.right(), top, 0, 0} : Rect{safe.right() - margin() - kPill, top, kPill, height};
  }
  struct Tool {
    const char* id;
    std::string_view name;
    Icon icon;
  };
  const auto& stage = model.stage;
  std::vector<Tool> tools{{"call.statistics", "Statistics", Icon::kStats}};
  if (stage.can.picture_in_picture && app::remote_camera_on(model))
    tools.push_back({"call.pip", "Picture in picture", Icon::kPip});
  if (stage.can.full_screen) {
    tools.push_back({"call.full-screen", stage.full_screen ? "Leave full screen" : "Full screen",
                     stage.full_screen ? Icon::kExitFullScreen : Icon::kFullScreen});
  }
  tools.push_back({"call.settings", "Settings", Icon::kSettings});
  tools.push_back({"call.more", "More", Icon::kMore});

  const float width = static_cast<float>(tools.size()) * kIconButtonSize + 2 * kEdge;
  const Rect box{safe.right() - margin() - width, safe.y + margin(), width, kPill};
  {
    Node group;
    group.id = "call.tools";
    group.role = Role::kGroup;
    group.name = "Tools";
    group.rect = box;
    const Ui::Scope scope = ui.open(std::move(group));
    const Ui::FadeScope fade(ui, shown, theme().reduced_motion ? 0 : -8 * (1 - shown));
    stage_panel(ui, box, kPill / 2);
    Rect at{box.x + kEdge, box.center().y - kIconButtonSize / 2, kIconButtonSize, kIconButtonSize};
    for (const Tool& tool : tools) {
      const bool active = tool.icon == Icon::kStats && model.statistics.open;
      const bool pressed =
          icon_button(ui, {tool.id, tool.name, tool.icon, at,
                           active ? IconButtonKind::kStageActive : IconButtonKind::kStage, theme().stage.dock_solid});
      hint(tool.id, tool.name, {}, at, true);
      at.x += kIconButtonSize;
      if (!pressed) continue;
      switch (tool.icon) {
        case Icon::kStats: emit(app::statistics::Show{!model.statistics.open}); break;
        case Icon::kPip: emit(app::stage::TogglePictureInPicture{}); break;
        case Icon::kSettings: emit(app::settings::Show{true}); break;
        case Icon::kMore: emit(app::stage::Show{app::stage::Sheet::More, true}); break;
        default: emit(app::stage::ToggleFullScreen{}); break;
      }
    }
  }
  const float zoom = zoom_pill(box.bottom() + space::k8);
  return {box.x, box.y, box.width, box.height + (zoom > 0 ? space::k8 + zoom : 0)};
}

/// How large a shared screen is shown; returns its height, 0 where there is none.
float CallStage::zoom_pill(float top) {
  if (large() != Video::kScreen) return 0;
  const bool upright = !layout().landscape_phone();
  const float length = 3 * kIconButtonSize + 2 * kEdge;
  const float right = (layout().landscape_phone() ? dock_rect().x - space::k12 : safe.right() - margin());
  const Rect box = upright ? Rect{right - kPill, top, kPill, length} : Rect{right - length, top, length, kPill};
  Node group;
  group.id = "call.zoom";
  group.role = Role::kGroup;
  group.name = "Size of the screen";
  group.rect = box;
  const Ui::Scope scope = ui.open(std::move(group));
  const Ui::FadeScope fade(ui, shown, theme().reduced_motion ? 0 : -8 * (1 - shown));
  stage_panel(ui, box, kPill / 2);
  const float inset = (kPill - kIconButtonSize) / 2;
  Rect at{box.x + (upright ? inset : kEdge), box.y + (upright ? kEdge : inset), kIconButtonSize, kIconButtonSize};
  const auto next = [&] { at = upright ? at.moved(0, kIconButtonSize) : at.moved(kIconButtonSize, 0); };
  const auto control = [&](const char* id, std::string_view name, Icon icon, std::string_view key) {
    const bool pressed = icon_button(ui, {id, name, icon, at, IconButtonKind::kStage, theme().stage.dock_solid});
    hint(id, name, key, at, true);
    next();
    if (pressed) ui.redraw_at(ui.now_ms());
    return pressed;
  };
  if (control("call.zoom-in", "Zoom in", Icon::kPlus, "+")) zoom_by(kZoomStep, area.center());
  if (control("call.zoom-out", "Zoom out", Icon::kMinus, "-")) zoom_by(1 / kZoomStep, area.center());
  if (control("call.zoom-fit", "Fit", Icon::kFullScreen, "0")) {
    view.zoom = 1;
    view.pan = {};
  }
  return box.height;
}

void CallStage::tooltips() {
  const Pointer pointer = ui.pointer();
  const Hint* found = nullptr;
  bool at_once = false;
  if (!ui.inert() && !view.controls_away && !pointer.down) {
    for (const Hint& one : hints) {
      const bool under_panel = one.below ? model.statistics.open : !app::recording::file_words(model).empty();
      if (under_panel) continue;  // and would shine through it
      const bool under = !pointer.touch && pointer.at && one.rect.contains(*pointer.at);
      const bool focused = ui.focus_shown(one.id);
      if (!under && !focused) continue;
      found = &one;
      at_once = focused;
      if (under) break;
    }
  }
  const std::string id = found != nullptr ? found->id : std::string();
  if (view.hint != id) {
    view.hint = id;
    view.hint_ms = ui.now_ms();
  }
  if (found == nullptr) return;
  if (!at_once && ui.now_ms() - view.hint_ms < kTipMs) {
    ui.redraw_at(view.hint_ms + kTipMs);
    return;
  }
  const StageColors& s = theme().stage;
  const TextStyle style = theme().type.small;
  const float key = found->key.empty() ? 0 : std::max(20.0F, std::ceil(ui.text().width(found->key, style)) + 12);
  const float text = std::ceil(ui.text().width(found->text, style)) + 1;
  const float height = std::max(kTip, style.line_height + 12);
  const Size size{text + 2 * kTipEdge + (key > 0 ? key + space::k4 : 0), height};
  Rect box = found->rect.centered(size);
  box.y = found->below ? found->rect.bottom() + kTipGap : found->rect.y - kTipGap - height;
  if (layout().landscape_phone())
    box = {found->rect.x - kTipGap - size.width - 8, found->rect.center().y - height / 2, size.width, height};
  box.x = std::clamp(box.x, safe.x + space::k8, std::max(safe.x + space::k8, safe.right() - space::k8 - size.width));
  paint::fill(ui.list(), box, 8, s.off);
  if (theme().forced) paint::outline(ui.list(), box, 8, s.dock_line);
  ui.text().draw(ui.list(), {box.x + kTipEdge, box.center().y - style.line_height / 2, text, style.line_height},
                 found->text, style, s.on_off);
  if (key == 0) return;
  const Rect cell{box.right() - 6 - key, box.center().y - 10, key, 20};
  paint::fill(ui.list(), cell, 5, s.on_off.faded(.12F));
  ui.text().draw(ui.list(), cell.centered({key, style.line_height}), found->key, style, s.on_off, Align::kCenter);
}

}  // namespace parley::ui
