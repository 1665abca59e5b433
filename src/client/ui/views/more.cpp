// "More": the rarer controls of a call. On phones a sheet with all that the dock has no room for, elsewhere a small menu below the tools.
#include <algorithm>
#include <string>
#include <vector>

#include "client/ui/motion.hpp"
#include "client/ui/painter.hpp"
#include "client/ui/views/call_stage.hpp"
#include "client/ui/widgets/button.hpp"
#include "client/ui/widgets/surface.hpp"
#include "client/ui/widgets/words.hpp"

namespace parley::ui {
namespace {

namespace stage_feature = app::stage;

constexpr float kItem = 52;
constexpr float kIcon = 24;
constexpr float kEdge = 24;
constexpr float kGap = 16;
constexpr float kHead = 28;  // with the grab bar
constexpr float kMenuWidth = 288;
constexpr float kMenuEdge = 8;

enum class Does : std::uint8_t {
  kShare,
  kRecord,
  kFlip,
  kPip,
  kFullScreen,
  kStatistics,
  kSettings,
  kOwnPicture,
  kFit,
  kShortcuts
};

struct Item {
  Does does{};
  std::string name;
  Icon icon = Icon::kNone;
  std::string note;
};

std::vector<Item> items_of(const CallStage& call) {
  const app::Model& model = call.model;
  std::vector<Item> items;
  if (call.compact()) {
    const bool shares = app::sharing::is_on(model);
    if (model.stage.can.sharing || shares) {
      items.push_back({Does::kShare,
                       shares ? "Stop sharing" : "Share screen",
                       shares ? Icon::kScreenShareStop : Icon::kScreenShare,
                       {}});
    }
    if (app::recording::is_offered(model)) {
      const std::string name(app::recording::control_name(model));
      items.push_back({Does::kRecord, name, name == "Record" ? Icon::kRecord : Icon::kStop, {}});
    }
    if (app::settings::can_flip(model) && !app::camera_on(model))
      items.push_back({Does::kFlip, "Flip camera", Icon::kFlipCamera, {}});
    if (model.stage.can.picture_in_picture && app::remote_camera_on(model))
      items.push_back({Does::kPip, "Picture in picture", Icon::kPip, {}});
    if (model.stage.can.full_screen) {
      const bool full = model.stage.full_screen;
      items.push_back({Does::kFullScreen,
                       full ? "Leave full screen" : "Full screen",
                       full ? Icon::kExitFullScreen : Icon::kFullScreen,
                       {}});
    }
    const auto quality = app::statistics::quality(model);
    items.push_back(
        {Does::kStatistics, "Statistics", Icon::kStats, quality ? std::string(quality->words) : std::string()});
    items.push_back({Does::kSettings, "Settings", Icon::kSettings, {}});
  }
  const bool hidden = call.view.own_hidden;
  items.push_back(
      {Does::kOwnPicture, hidden ? "Show own picture" : "Hide own picture", hidden ? Icon::kEye : Icon::kEyeOff, {}});
  if (call.may_fit())
    items.push_back(
        {Does::kFit, call.fills() ? "Fit picture" : "Fill picture", call.fills() ? Icon::kMinus : Icon::kPlus, {}});
  items.push_back({Does::kShortcuts, "Keyboard shortcuts", Icon::kInfo, {}});
  return items;
}

void carry_out(CallStage& call, Does does) {
  const Emit& emit = call.emit;
  if (does != Does::kShortcuts) emit(stage_feature::Show{stage_feature::Sheet::More, false});
  switch (does) {
    case Does::kShare: return emit(app::sharing::Toggle{});
    case Does::kRecord: return emit(app::recording::Toggle{});
    case Does::kFlip: return emit(app::settings::Press{app::settings::Wish::FlipCamera});
    case Does::kPip: return emit(stage_feature::TogglePictureInPicture{});
    case Does::kFullScreen: return emit(stage_feature::ToggleFullScreen{});
    case Does::kStatistics: return emit(app::statistics::Show{true});
    case Does::kSettings: return emit(app::settings::Show{true});
    case Does::kOwnPicture: call.view.own_hidden = !call.view.own_hidden; return;
    case Does::kFit: call.view.fills = !call.fills(); return;
    case Does::kShortcuts: return emit(stage_feature::Show{stage_feature::Sheet::Shortcuts, true});
  }
}

bool draw_item(Ui& ui, const Item& item, const Rect& row, float edge) {
  const Theme& t = ui.theme();
  Node node;
  node.id = "more." + std::to_string(static_cast<int>(item.does));
  node.role = Role::kButton;
  node.name = item.name;
  node.description = item.note;
  node.rect = row;
  node.focus = Focus::kByTab;
  const Interaction state = ui.control(std::move(node));
  const TextStyle style = t.type.body;
  const Color fill = t.raised.blended(t.text, .08F * state.hover);
  const Rect back = row.inset(Insets{0, 4, 0, 4});
  if (state.hover > 0 && !t.forced) paint::fill(ui.list(), back, radius::kControl, fill);
  if (state.focused) draw_focus(ui, back.inset(2), radius::kControl, Surface::kDialog);
  draw_icon(ui.list(), item.icon, {row.x + edge + kIcon / 2, row.center().y}, kIcon, t.text, fill);
  const float x = row.x + edge + kIcon + kGap;
  const Rect line{x, row.center().y - style.line_height / 2, row.right() - edge - x, style.line_height};
  ui.text().draw(ui.list(), line, item.name, style, t.text);
  if (!item.note.empty() &&
      ui.text().width(item.name, style) + kGap + ui.text().width(item.note, t.type.small) <= line.width)
    ui.text().draw(ui.list(), line, item.note, t.type.small, t.muted, Align::kEnd);
  return state.pressed;
}

}  // namespace

void draw_more(Ui& ui, const app::Model& model, UiState& state, Emit emit) {
  const auto* other = app::other_person(model);
  if (other == nullptr) return;
  CallStage call(ui, model, state, emit, *other);
  const Theme& t = ui.theme();
  const Layout& layout = ui.layout();
  const std::vector<Item> items = items_of(call);
  const float item = std::max(kItem, t.type.body.line_height + 28);
  const float list = static_cast<float>(items.size()) * item;
  const bool sheet = layout.portrait_phone();

  Rect box;
  if (sheet) {
    const float most = layout.full().height - layout.safe_area.top - space::k24;
    const float height = std::min(most, kHead + list + space::k12 + layout.safe_area.bottom);
    box = {0, layout.full().bottom() - height, layout.full().width, height};
  } else {
    const float height = std::min(call.safe.height - 2 * call.margin(), list + 2 * kMenuEdge);
    const float right = layout.landscape_phone() ? call.dock_rect().x - space::k12 : call.safe.right() - call.margin();
    const float top = call.compact() ? call.safe.bottom() - call.margin() - height : call.safe.y + call.margin() + 60;
    box = {right - kMenuWidth,
           std::max(call.safe.y + call.margin(), std::min(top, call.safe.bottom() - call.margin() - height)),
           kMenuWidth, height};
  }
  const auto close = [&] { emit(stage_feature::Show{stage_feature::Sheet::More, false}); };
  if (ui.activated("key:escape")) close();
  const Pointer pointer = ui.pointer();
  if (pointer.pressed && pointer.at && !box.contains(*pointer.at)) {
    ui.swallow_press();
    close();
  }

  Rect drawn = box;
  if (sheet) {
    drawn = dialog_surface(ui, "more", box, true);
    paint::fill(ui.list(), Rect{drawn.center().x - 18, drawn.y + 12, 36, 4}, 2, t.outline_strong);
  } else {
    const float alpha = ui.fade_in("more", motion::kDialogInMs);
    drawn = box.moved(0, t.reduced_motion ? 0 : -12 * (1 - motion::ease_out(alpha)));
    paint::shadow(ui.list(), drawn, radius::kCard, t.e3);
    paint::fill(ui.list(), drawn, radius::kCard, t.raised);
    if (t.dark || t.forced) paint::outline(ui.list(), drawn, radius::kCard, t.outline);
  }
  Node node;
  node.id = "more";
  node.role = Role::kDialog;
  node.name = "More";
  node.rect = drawn.intersection(layout.full());
  node.modal = true;
  node.focus = Focus::kByProgram;
  const Ui::Scope scope = ui.open(std::move(node));
  const float head = sheet ? kHead : kMenuEdge;
  const Rect inside{drawn.x, drawn.y + head, drawn.width, drawn.height - head - (sheet ? 0 : kMenuEdge)};
  Ui::ScrollArea area(ui, "more.area", inside.intersection(layout.full()));
  float y = area.top();
  for (const Item& one : items) {
    if (draw_item(ui, one,
                  {drawn.x + (sheet ? 0 : kMenuEdge - 4), y, drawn.width - (sheet ? 0 : 2 * (kMenuEdge - 4)), item},
                  sheet ? kEdge : kGap))
      carry_out(call, one.does);
    y += item;
  }
  area.finish(list + (sheet ? space::k12 + layout.safe_area.bottom - (drawn.y - box.y) : 0));
}

}  // namespace parley::ui
