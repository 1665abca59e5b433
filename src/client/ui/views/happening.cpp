// What waits for one on Idle beside people: a call on another device, a meeting point, a link that led to nothing; and how the
// others can reach one.
#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "client/ui/geometry/column.hpp"
#include "client/ui/icons.hpp"
#include "client/ui/views/idle.hpp"
#include "client/ui/widgets/button.hpp"
#include "client/ui/widgets/field.hpp"
#include "client/ui/widgets/notice.hpp"
#include "client/ui/widgets/surface.hpp"
#include "client/ui/widgets/words.hpp"

namespace parley::ui {
namespace {

using app::links::Kind;

struct Action {
  std::string id;
  std::string label;
  Icon icon = Icon::kNone;
  ButtonKind kind = ButtonKind::kQuiet;
  bool busy = false;
};

/// Buttons in one line as far as they fit, else below each other over the whole width. Returns the one that was pressed, or -1.
int actions_row(Ui& ui, Column& column, const std::vector<Action>& actions) {
  float total = -space::k8;
  for (const Action& action : actions) total += button_size(ui, action.label, action.icon).width + space::k8;
  const bool row = total <= column.width();
  int pressed = -1;
  const auto place = [&](int index, const Rect& rect) {
    const Action& action = actions[static_cast<std::size_t>(index)];
    if (button(ui, {action.id, action.label, rect, action.kind, action.icon, Surface::kPage, false, action.busy}))
      pressed = index;
  };
  const auto count = static_cast<int>(actions.size());
  if (row) {
    float x = column.x();
    float height = 0;
    for (int i = 0; i < count; ++i) {
      const Action& action = actions[static_cast<std::size_t>(i)];
      const Size size = button_size(ui, action.label, action.icon);
      place(i, {x, column.y(), size.width, size.height});
      x += size.width + space::k8;
      height = std::max(height, size.height);
    }
    column.gap(height);
    return pressed;
  }
  for (int i = 0; i < count; ++i) {
    const Action& action = actions[static_cast<std::size_t>(i)];
    if (i > 0) column.gap(space::k8);
    place(i, column.take(button_height(ui, action.label, action.icon, column.width())));
  }
  return pressed;
}

struct Happening {
  Ui& ui;
  const app::Model& model;
  Emit emit;

  const Theme& theme() const { return ui.theme(); }

  /// A card around what `content` puts into the column.
  float around(float x, float y, float width, FunctionRef<void(Column&)> content) {
    const float padding = ui.layout().card_padding();
    const float inside = ui.measure([&] {
      Column column(x + padding, y + padding, width - 2 * padding);
      content(column);
      return column.used();
    });
    const Rect box{x, y, width, inside + 2 * padding};
    if (ui.measuring()) return box.height;
    card(ui, box);
    Column column(x + padding, y + padding, width - 2 * padding);
    content(column);
    return box.height;
  }

  void heading(Column& column, std::string id, std::string_view text) {
    column.gap(words(ui, {std::move(id), text, theme().type.title, theme().text, Align::kStart, 2}, column.x(),
                     column.y(), column.width()));
  }
  void line(Column& column, std::string id, std::string_view text) {
    column.gap(
        words(ui, {std::move(id), text, theme().type.small, theme().muted}, column.x(), column.y(), column.width()));
  }

  /// The link that the browser did not let into the clipboard.
  void address(Column& column, Kind kind) {
    if (model.links.address.empty() || model.links.copying != kind) return;
    std::string shown = model.links.address;
    Field field;
    field.id = "links.address";
    field.label = "Link";
    field.value = &shown;
    field.helper = "The browser did not let the link be copied. Copy it from here.";
    field.secret = true;
    field.read_only = true;
    column.gap(space::k16);
    float height = 0;
    whole_field(ui, field, column.x(), column.y(), column.width(), height);
    column.gap(height);
  }

  float elsewhere(float x, float y, float width) {
    const std::string text = app::lobby::elsewhere_words(model);
    if (text.empty()) return 0;
    return around(x, y, width, [&](Column& column) {
      heading(column, "elsewhere.title", text);
      column.gap(space::k16);
      const bool taking = model.lobby.taking.has_value();
      if (actions_row(ui, column, {{"elsewhere.use", "Use here", Icon::kPhone, ButtonKind::kPrimary, taking}}) == 0)
        emit(app::lobby::UseHere{});
    });
  }

  float full(float x, float y, float width) {
    const std::string text = app::links::problem(model);
    if (text.empty()) return 0;
    const Notice notice{"links.problem", text, {}, NoticeKind::kWarning, Icon::kLink, "Close"};
    const float height = alert_height(ui, notice, width);
    if (!ui.measuring() && alert_box(ui, notice, x, y, width)) emit(app::links::Dismiss{});
    return height;
  }

  float meeting(float x, float y, float width) {
    const auto card = app::links::card(model);
    if (!card) return 0;
    return around(x, y, width, [&](Column& column) {
      heading(column, "links.title", card->title);
      column.gap(space::k4);
      line(column, "links.text", card->text);
      address(column, Kind::Meeting);
      column.gap(space::k16);
      std::vector<Action> actions;
      if (card->can_meet)
        actions.push_back({"links.meet", "Call again", Icon::kCamera, ButtonKind::kPrimary, app::is_requesting(model)});
      actions.push_back({"links.copy", "Copy link", Icon::kLink,
                         card->can_meet ? ButtonKind::kQuiet : ButtonKind::kSecondary, false});
      actions.push_back({"links.close", "Close link", Icon::kClose, ButtonKind::kQuiet, false});
      const int pressed = actions_row(ui, column, actions);
      const int copy = card->can_meet ? 1 : 0;
      if (pressed == copy + 1) emit(app::links::Close{});
      if (pressed == copy) emit(app::links::Copy{Kind::Meeting});
      if (pressed >= 0 && pressed < copy) emit(app::links::Meet{});
    });
  }

  float reach(float x, float y, float width) {
    using app::ringing::Permission;
    const Permission permission = model.ringing.permission;
    return around(x, y, width, [&](Column& column) {
      heading(column, "reach.title", "How others reach you");
      column.gap(space::k4);
      line(column, "reach.personal", "Whoever opens your personal link rings you while you are here.");
      column.gap(space::k12);
      if (actions_row(ui, column, {{"reach.copy", "Copy personal link", Icon::kLink}}) == 0)
        emit(app::links::Copy{Kind::Personal});
      address(column, Kind::Personal);
      if (permission == Permission::Askable) {
        column.gap(space::k16);
        line(column, "reach.notify", "A notification can tell you of a ring while you look at something else.");
        column.gap(space::k12);
        if (actions_row(ui, column, {{"reach.allow", "Turn on notifications", Icon::kInfo}}) == 0)
          emit(app::ringing::Allow{});
      } else if (permission == Permission::Denied) {
        column.gap(space::k16);
        line(column, "reach.denied", "Notifications are blocked for this site. Allow them in the address bar.");
      }
    });
  }
};

}  // namespace

float happening_cards(Ui& ui, const app::Model& model, float x, float y, float width, Emit emit) {
  Happening all{ui, model, emit};
  const float gap = ui.layout().card_gap();
  float at = y;
  for (const auto part : {&Happening::elsewhere, &Happening::full, &Happening::meeting})
    if (const float height = (all.*part)(x, at, width); height > 0) at += height + gap;
  return std::max(0.0F, at - y - gap);
}

float reach_card(Ui& ui, const app::Model& model, float x, float y, float width, Emit emit) {
  return Happening{ui, model, emit}.reach(x, y, width);
}

}  // namespace parley::ui
