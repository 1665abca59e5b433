// What recording asks and tells: the question for consent, and the file that waits to be saved.
#include <algorithm>
#include <string>

#include "client/ui/geometry/column.hpp"
#include "client/ui/icons.hpp"
#include "client/ui/painter.hpp"
#include "client/ui/views/stage.hpp"
#include "client/ui/views/views.hpp"
#include "client/ui/widgets/button.hpp"
#include "client/ui/widgets/surface.hpp"
#include "client/ui/widgets/words.hpp"

namespace parley::ui {
namespace {

constexpr float kDialogWidth = 400;
constexpr float kFileWidth = 440;
constexpr float kAboveDock = 104;
constexpr float kUprightDock = 96;

/// Two buttons side by side where both fit, else one below the other; returns the height.
template <class First, class Second>
float pair(Ui& ui, float x, float y, float width, std::string_view one, std::string_view other, First first,
           Second second) {
  const float half = (width - space::k8) / 2;
  const float natural = std::max(button_size(ui, one, Icon::kNone).width, button_size(ui, other, Icon::kNone).width);
  const bool row = natural <= half;
  const float each = row ? half : width;
  const float height = std::max(button_height(ui, one, Icon::kNone, each), button_height(ui, other, Icon::kNone, each));
  first(Rect{x, y, each, height});
  second(row ? Rect{x + half + space::k8, y, each, height} : Rect{x, y + height + space::k8, each, height});
  return row ? height : 2 * height + space::k8;
}

float question(Ui& ui, const app::Model& model, Emit emit, const Rect& box) {
  const Theme& t = ui.theme();
  const Layout& layout = ui.layout();
  const float padding = layout.phone() ? space::k16 : space::k24;
  Column column(box.x + padding, box.y + padding, box.width - 2 * padding);
  column.gap(words(ui, {"recording.question", app::recording::question(model), t.type.title, t.text, Align::kStart, 2},
                   column.x(), column.y(), column.width()));
  column.gap(space::k8);
  column.gap(words(ui, {"recording.detail", app::recording::question_detail(model), t.type.body, t.muted}, column.x(),
                   column.y(), column.width()));
  column.gap(space::k24);
  const auto answer = [&](std::string id, std::string_view label, ButtonKind kind, bool allowed, const Rect& rect) {
    if (button(ui, {std::move(id), label, rect, kind, Icon::kNone, Surface::kDialog}))
      emit(app::recording::Answer{allowed});
  };
  column.gap(pair(
      ui, column.x(), column.y(), column.width(), "Do not allow", "Allow",
      [&](const Rect& rect) { answer("recording.refuse", "Do not allow", ButtonKind::kQuiet, false, rect); },
      [&](const Rect& rect) { answer("recording.allow", "Allow", ButtonKind::kPrimary, true, rect); }));
  return column.y() + padding + (layout.portrait_phone() ? layout.safe_area.bottom : 0) - box.y;
}

/// A dialog that is answered, never just closed: over the scrim, on upright phones a sheet. `content` draws itself into a box and
/// returns its height.
template <class Content>
void ask(Ui& ui, const std::string& id, const std::string& name, Content content) {
  const Layout& layout = ui.layout();
  const bool sheet = layout.portrait_phone();
  const Rect room = sheet ? layout.full() : layout.safe().inset(layout.landscape_phone() ? space::k8 : space::k24);
  const float width = sheet ? room.width : std::min(kDialogWidth, room.width);
  const float natural = ui.measure([&] { return content(Rect{0, 0, width, 0}); });
  const float height = std::min(natural, room.height);
  Rect box = room.centered({width, height});
  if (sheet) box.y = room.bottom() - height;
  const Rect drawn = dialog_surface(ui, id, box, sheet);
  const Rect shown = drawn.intersection(layout.full());

  Node node;
  node.id = id;
  node.role = Role::kDialog;
  node.name = name;
  node.rect = shown;
  node.modal = true;
  node.focus = Focus::kByProgram;
  const Ui::Scope scope = ui.open(std::move(node));
  Ui::ScrollArea area(ui, id + ".area", shown);
  content(Rect{drawn.x, area.top(), drawn.width, 0});
  area.finish(natural - (drawn.height - shown.height));
}

/// Two buttons for the file.
float choice(Ui& ui, Emit emit, Column& column, Surface surface) {
  const auto press = [&](std::string id, std::string_view label, ButtonKind kind, bool kept, const Rect& rect) {
    if (button(ui, {std::move(id), label, rect, kind, Icon::kNone, surface})) emit(app::recording::Keep{kept});
  };
  return pair(
      ui, column.x(), column.y(), column.width(), "Save recording", "Discard recording",
      [&](const Rect& rect) { press("recorded.save", "Save recording", ButtonKind::kPrimary, true, rect); },
      [&](const Rect& rect) { press("recorded.discard", "Discard recording", ButtonKind::kQuiet, false, rect); });
}

/// What went wrong, and the file. On the stage what went wrong is one of the banners.
std::string file_words(const app::Model& model) {
  std::string said = app::screen(model) == app::Screen::Call ? std::string() : app::recording::trouble(model);
  if (!said.empty() && model.recording.file) said += ' ';
  return said + app::recording::file_words(model);
}

}  // namespace

void draw_recording(Ui& ui, const app::Model& model, UiState& /*state*/, Emit emit) {
  ask(ui, "recording", app::recording::question(model),
      [&](const Rect& box) { return question(ui, model, emit, box); });
  if (ui.activated("key:escape")) emit(app::recording::Answer{false});
}

void draw_recorded_question(Ui& ui, const app::Model& model, UiState& /*state*/, Emit emit) {
  ask(ui, "recorded", "Recording", [&](const Rect& box) {
    const Layout& layout = ui.layout();
    const float padding = layout.phone() ? space::k16 : space::k24;
    Column column(box.x + padding, box.y + padding, box.width - 2 * padding);
    column.gap(words(ui, {"recorded.words", file_words(model), ui.theme().type.body, ui.theme().text}, column.x(),
                     column.y(), column.width()));
    column.gap(space::k24);
    column.gap(choice(ui, emit, column, Surface::kDialog));
    return column.y() + padding + (layout.portrait_phone() ? layout.safe_area.bottom : 0) - box.y;
  });
}

void draw_recorded(Ui& ui, const app::Model& model, Emit emit) {
  if (asks_about_recorded(model)) return;
  const std::string said = file_words(model);
  if (said.empty()) return;
  const bool in_call = app::screen(model) == app::Screen::Call;
  const StageColors& colors = ui.theme().stage;
  const TextStyle style = ui.theme().type.small;
  const Layout& layout = ui.layout();
  Rect safe = in_call ? stage::area(layout, model).intersection(layout.safe()) : layout.safe();
  if (in_call && layout.landscape_phone()) safe.width -= kUprightDock;
  const float margin = stage::margin(layout);
  const float width = std::min(kFileWidth, safe.width - 2 * margin);
  const auto content = [&](float x, float y) {
    Column column(x + space::k16, y + space::k12, width - 2 * space::k16);
    column.gap(words(ui, {"recorded.words", said, style, colors.text}, column.x(), column.y(), column.width()));
    if (model.recording.file && !model.recording.file->saved) {
      column.gap(space::k12);
      column.gap(choice(ui, emit, column, Surface::kStage));
    }
    return column.y() + space::k12 - y;
  };
  const float height = ui.measure([&] { return content(0, 0); });
  const float below = in_call && !layout.landscape_phone() ? kAboveDock : space::k32;
  const Rect box{safe.x + (safe.width - width) / 2, safe.bottom() - below - height, width, height};
  Node region;
  region.id = "recorded";
  region.role = Role::kRegion;
  region.name = "Recording";
  region.rect = box;
  const Ui::Scope scope = ui.open(std::move(region));
  stage_panel(ui, box, radius::kRow);
  content(box.x, box.y);
}

}  // namespace parley::ui
