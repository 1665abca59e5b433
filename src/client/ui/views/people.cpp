// Who is online, favourites first, with the ways to reach each; favourites who are not; and the people one has blocked.
#include <algorithm>
#include <string>
#include <utility>

#include "client/ui/icons.hpp"
#include "client/ui/painter.hpp"
#include "client/ui/views/idle.hpp"
#include "client/ui/widgets/avatar.hpp"
#include "client/ui/widgets/button.hpp"
#include "client/ui/widgets/surface.hpp"
#include "client/ui/widgets/words.hpp"

namespace parley::ui {
namespace {

using protocol::Media;

constexpr float kTwoColumns = 640;  // wider than this the list has two
constexpr float kRowHeight = 64;
constexpr float kAvatar = 44;
constexpr float kStar = 16;

/// "10000" as "10,000".
std::string grouped(std::size_t number) {
  std::string digits = std::to_string(number);
  for (auto at = static_cast<std::ptrdiff_t>(digits.size()) - 3; at > 0; at -= 3)
    digits.insert(static_cast<std::size_t>(at), ",");
  return digits;
}

struct People {
  Ui& ui;
  const app::Model& model;
  const app::PeopleSearch& search;
  Emit emit;

  const Theme& theme() const { return ui.theme(); }
  float gap() const { return ui.layout().narrow() ? space::k8 : space::k12; }
  float edge() const { return ui.layout().phone() ? space::k8 : space::k12; }
  float text_start() const { return space::k12 + kAvatar + gap(); }
  float between() const { return ui.layout().narrow() ? 0 : space::k8; }
  float buttons_width(int buttons) const {
    return static_cast<float>(buttons) * kIconButtonSize + static_cast<float>(buttons - 1) * between();
  }
  bool leaves_room(float row_width, int buttons) {
    const float room = row_width - text_start() - space::k8 - buttons_width(buttons) - edge();
    return room >= ui.text().width(app::presence_words(protocol::Presence::Busy), theme().type.small);
  }
  /// Voice and video; "More" too, which on the narrowest screens is the picture; and a message where there is much room.
  int buttons(float row_width) {
    if (row_width >= 480 && leaves_room(row_width, 4)) return 4;
    return !leaves_room(row_width, 3) && leaves_room(row_width, 2) ? 2 : 3;
  }

  /// Whether the buttons of a row stand below its words: large text on a narrow screen leaves no room beside them.
  bool stacked(float row_width) { return !leaves_room(row_width, buttons(row_width)); }

  float words_height_of_row() const {
    const TypeScale& type = theme().type;
    return std::max(kRowHeight, type.body.line_height + type.small.line_height + 16);
  }
  float row_height(bool stacked) const { return words_height_of_row() + (stacked ? kIconButtonSize + space::k8 : 0); }

  bool picture_button(const app::ListedPerson& listed, const Rect& rect) {
    Node node;
    node.id = "people.more:" + listed.person.id.value();
    node.role = Role::kButton;
    node.name = "More about " + listed.shown;
    node.rect = rect;
    node.focus = Focus::kByTab;
    const Interaction state = ui.control(std::move(node));
    if (state.focused) draw_focus(ui, rect, rect.width / 2, Surface::kPage);
    return state.pressed;
  }

  void person(const app::ListedPerson& listed, const Rect& row, bool stacked, bool favourite, int position) {
    const Theme& t = theme();
    const protocol::Person& p = listed.person;
    const std::string& id = p.id.value();
    Node item;
    item.id = "people:" + id;
    item.role = Role::kListItem;
    item.rect = row;
    item.position = position;
    item.set_size = static_cast<int>(search.found().size());
    const Ui::Scope scope = ui.open(std::move(item));

    const float middle = row.y + words_height_of_row() / 2;
    if (ui.visible(row))
      avatar(ui, {p.initials,
                  p.hue,
                  {row.x + space::k12 + kAvatar / 2, middle},
                  kAvatar,
                  presence_mark(p.presence),
                  t.surface});
    const int count = buttons(row.width);
    if (count == 2 && picture_button(listed, {row.x + space::k12, middle - kAvatar / 2, kAvatar, kAvatar}))
      emit(app::lobby::ShowMore{p.id, p.name});
    const float buttons_y = stacked ? row.y + words_height_of_row() : middle - kIconButtonSize / 2;
    Rect at{row.right() - edge() - buttons_width(count), buttons_y, kIconButtonSize, kIconButtonSize};
    const float text_x = row.x + text_start();
    float text_width = stacked ? row.right() - edge() - text_x : at.x - space::k8 - text_x;
    const TextStyle name = t.type.body.strong();
    const float top = middle - (name.line_height + t.type.small.line_height) / 2;
    if (favourite && ui.visible(row)) {
      const float end = std::min(ui.text().width(listed.shown, name) + space::k4, text_width - kStar);
      draw_icon(ui.list(), Icon::kStar, {text_x + end + kStar / 2, top + name.line_height / 2}, kStar, t.accent,
                t.surface);
    }
    const float name_width = favourite ? text_width - kStar - space::k4 : text_width;
    line_of(ui, {"people.name:" + id, listed.shown, name, t.text}, {text_x, top, name_width, name.line_height});
    line_of(ui, {"people.state:" + id, app::presence_words(p.presence), t.type.small, t.muted},
            {text_x, top + name.line_height, text_width, t.type.small.line_height});

    const auto press = [&](std::string_view what, std::string name_of_button, Icon icon, IconButtonKind kind) {
      const bool pressed = icon_button(
          ui, {"people." + std::string(what) + ":" + id, name_of_button, icon, at, kind, t.surface, false, {}});
      at.x += kIconButtonSize + between();
      return pressed;
    };
    if (count == 4 && press("message", "Message " + listed.shown, Icon::kChat, IconButtonKind::kBare))
      emit(app::chat::Open{p.id});
    if (press("voice", "Voice call " + listed.shown, Icon::kPhone, IconButtonKind::kBare))
      emit(app::CallSomeone{p.name, p.id, Media::Voice});
    if (press("video", "Video call " + listed.shown, Icon::kCamera, IconButtonKind::kTint))
      emit(app::CallSomeone{p.name, p.id, Media::Video});
    if (count > 2 && press("more", "More about " + listed.shown, Icon::kMore, IconButtonKind::kBare))
      emit(app::lobby::ShowMore{p.id, p.name});
  }

  /// Of the row that has the focus, so that it is kept wherever the list is scrolled to; none: one past the end.
  std::size_t focused_row() const {
    const std::string_view focused = ui.focused();
    const std::size_t colon = focused.find(':');
    const auto& found = search.found();
    if (focused.substr(0, 7) != "people." || colon == std::string_view::npos) return found.size();
    const std::string_view id = focused.substr(colon + 1);
    const auto at = std::find_if(found.begin(), found.end(),
                                 [&](std::uint32_t i) { return model.people[i].person.id.value() == id; });
    return static_cast<std::size_t>(at - found.begin());
  }

  void rows(const Rect& area, std::size_t columns, float row_width, bool stacked, const Rect& view) {
    const auto& found = search.found();
    const float height = row_height(stacked);
    const auto draw = [&](std::size_t i) {
      const auto column = static_cast<float>(i % columns);
      const auto row = static_cast<float>(i / columns);
      const Rect rect{area.x + column * (row_width + space::k24), area.y + row * height, row_width, height};
      person(model.people[found[i]], rect, stacked, i < search.favourites(), static_cast<int>(i) + 1);
    };
    // A view more on both sides: there the Tab key and a reader's next item find something.
    const auto row_at = [&](float y) {
      const float row = std::max(0.0F, (y - area.y) / height);
      return std::min(static_cast<std::size_t>(row) * columns, found.size());
    };
    const std::size_t first = row_at(view.y - view.height);
    const std::size_t last = std::min(row_at(view.bottom() + view.height) + columns, found.size());
    const std::size_t focused = focused_row();
    if (focused < first) draw(focused);
    for (std::size_t i = first; i < last; ++i) draw(i);
    if (focused >= last && focused < found.size()) draw(focused);
  }

  float nobody(float x, float y, float width) {
    const Theme& t = theme();
    const bool filtered = search.among() > 0;
    const std::string_view heading = filtered ? "Nobody online has such a name" : "Nobody else is here yet";
    const std::string_view line = filtered ? "Press Video call or Voice call to try the name all the same."
                                           : "Whoever joins appears here at once. To invite somebody, copy a link.";
    const float inner = std::min(360.0F, width - 2 * space::k24);
    const float left = x + (width - inner) / 2;
    float at = y + space::k24;
    const Point center{x + width / 2, at + 28};
    paint::disc(ui.list(), center, 28, t.accent_soft);
    if (t.forced) paint::ring(ui.list(), center, 27.5F, t.outline, 1);
    draw_icon(ui.list(), Icon::kPeople, center, 28, t.on_accent_soft, t.accent_soft);
    at += 56 + space::k16;
    at += words(ui, {"people.nobody", heading, t.type.body.strong(), t.text, Align::kCenter}, left, at, inner);
    at += space::k8;
    at += words(ui, {"people.hint", line, t.type.small, t.muted, Align::kCenter}, left, at, inner);
    return at + space::k32 - y;
  }

  /// Favourites who are not online: they can only be taken from the list.
  float absent(float x, float y, float width) {
    const Theme& t = theme();
    const auto& names = search.absent();
    if (names.empty()) return 0;
    const TextStyle name = t.type.body.strong();
    const float height = words_height_of_row();
    Node list;
    list.id = "absent";
    list.role = Role::kList;
    list.name = "Favourites who are offline";
    list.rect = {x, y, width, height * static_cast<float>(names.size())};
    const float whole = list.rect.height;
    const Ui::Scope scope = ui.open(std::move(list));
    Rect row{x, y, width, height};
    for (const std::string& one : names) {
      Node item;
      item.id = "absent:" + one;
      item.role = Role::kListItem;
      item.rect = row;
      const Ui::Scope inside = ui.open(std::move(item));
      const float text_x = row.x + text_start();
      const Rect button{row.right() - edge() - kIconButtonSize, row.center().y - kIconButtonSize / 2, kIconButtonSize,
                        kIconButtonSize};
      const float text_width = button.x - space::k8 - text_x;
      const float top = row.center().y - (name.line_height + t.type.small.line_height) / 2;
      if (ui.visible(row)) {
        const Point center{row.x + space::k12 + kAvatar / 2, row.center().y};
        paint::ring(ui.list(), center, kAvatar / 2 - .5F, t.outline, 1);
        draw_icon(ui.list(), Icon::kStar, center, 20, t.muted, t.surface);
      }
      line_of(ui, {"absent.name:" + one, one, name, t.muted}, {text_x, top, text_width, name.line_height});
      line_of(ui, {"absent.state:" + one, "Offline", t.type.small, t.muted},
              {text_x, top + name.line_height, text_width, t.type.small.line_height});
      const std::string remove = "Remove " + one + " from favourites";
      if (icon_button(
              ui, {"absent.remove:" + one, remove, Icon::kClose, button, IconButtonKind::kBare, t.surface, false, {}}))
        emit(app::lobby::Favour{one, false});
      row.y += height;
    }
    return whole;
  }

  float card_of(float x, float y, float width, const Rect& view) {
    const Theme& t = theme();
    const Layout& layout = ui.layout();
    const std::size_t shown = search.found().size();
    const float side = layout.phone() ? space::k4 : space::k12;
    const std::size_t columns = layout.wide() && width > kTwoColumns && shown > 1 ? 2 : 1;
    const std::size_t lines = (shown + columns - 1) / columns;
    const float head = (layout.phone() ? space::k12 : 20.0F) + t.type.title.line_height + space::k8;
    const float list_width = width - 2 * side;
    const float row_width = (list_width - static_cast<float>(columns - 1) * space::k24) / static_cast<float>(columns);
    const bool below = stacked(row_width);
    const float list_height = static_cast<float>(lines) * row_height(below);
    const float absent_height = static_cast<float>(search.absent().size()) * words_height_of_row();
    const float body = shown == 0 ? ui.measure([&] { return nobody(0, 0, width); }) : list_height;
    const Rect box{x, y, width, head + body + absent_height + space::k12};
    if (ui.measuring()) return box.height;
    card(ui, box);

    const std::string all = grouped(search.among());
    const std::string count = shown == search.among() ? all : grouped(shown) + " of " + all;
    const float title_y = y + head - space::k8 - t.type.title.line_height;
    const float inner_x = x + side + space::k12;
    const float inner = width - 2 * (side + space::k12);
    const TextStyle figures = t.type.small.figures();
    const float count_width = model.people.empty() ? 0 : ui.text().width(count, figures) + 1;
    line_of(ui, {"people.title", "People online", t.type.title, t.text, Align::kStart, 2},
            {inner_x, title_y, inner - count_width - space::k8, t.type.title.line_height});
    if (count_width > 0)
      line_of(ui, {"people.count", count, figures, t.muted, Align::kEnd},
              {inner_x + inner - count_width, title_y, count_width, t.type.title.line_height});
    if (shown == 0) {
      nobody(x, y + head, width);
    } else {
      Node list;
      list.id = "people";
      list.role = Role::kList;
      list.name = "People online";
      list.description = count + (search.among() == 1 ? " person" : " people");
      list.rect = {x + side, y + head, list_width, list_height};
      const Rect area = list.rect;
      const Ui::Scope scope = ui.open(std::move(list));
      rows(area, columns, row_width, below, view);
    }
    absent(x + side, y + head + body, list_width);
    return box.height;
  }
};

}  // namespace

PresenceMark presence_mark(protocol::Presence presence) {
  switch (presence) {
    case protocol::Presence::Free: return PresenceMark::kFree;
    case protocol::Presence::Busy: return PresenceMark::kBusy;
    case protocol::Presence::Away: return PresenceMark::kAway;
    case protocol::Presence::DoNotDisturb: return PresenceMark::kDoNotDisturb;
  }
  return PresenceMark::kNone;
}

float people_card(Ui& ui, const app::Model& model, UiState& state, float x, float y, float width, const Rect& view,
                  Emit emit) {
  state.search.look(model, state.callee);
  return People{ui, model, state.search, emit}.card_of(x, y, width, view);
}

float blocked_card(Ui& ui, const app::Model& model, float x, float y, float width, Emit emit) {
  const auto& blocked = model.lobby.blocked;
  if (blocked.empty()) return 0;
  const Theme& t = ui.theme();
  const Layout& layout = ui.layout();
  const float padding = layout.card_padding();
  const float head = (layout.phone() ? space::k12 : 20.0F) + t.type.title.line_height + space::k8;
  const TextStyle name = t.type.body.strong();
  const float row_height = std::max(56.0F, name.line_height + 20);
  const Rect box{x, y, width, head + row_height * static_cast<float>(blocked.size()) + space::k12};
  if (ui.measuring()) return box.height;
  card(ui, box);
  const float inner = width - 2 * padding;
  line_of(ui, {"blocked.title", "Blocked people", t.type.title, t.text, Align::kStart, 2},
          {x + padding, y + head - space::k8 - t.type.title.line_height, inner, t.type.title.line_height});
  Node list;
  list.id = "blocked";
  list.role = Role::kList;
  list.name = "Blocked people";
  list.rect = {x + padding, y + head, inner, row_height * static_cast<float>(blocked.size())};
  Rect row{x + padding, y + head, inner, row_height};
  const Ui::Scope scope = ui.open(std::move(list));
  for (const protocol::BlockedPerson& one : blocked) {
    const std::string& id = one.id.value();
    const std::string who = one.name.value_or("Somebody without a name");
    Node item;
    item.id = "blocked:" + id;
    item.role = Role::kListItem;
    item.rect = row;
    const Ui::Scope inside = ui.open(std::move(item));
    const std::string label = "Unblock " + who;
    const Rect button{row.right() - kIconButtonSize, row.center().y - kIconButtonSize / 2, kIconButtonSize,
                      kIconButtonSize};
    line_of(ui, {"blocked.name:" + id, who, name, t.text},
            {row.x, row.center().y - name.line_height / 2, button.x - space::k8 - row.x, name.line_height});
    if (icon_button(
            ui, {"blocked.unblock:" + id, label, Icon::kClose, button, IconButtonKind::kBare, t.surface, false, {}}))
      emit(app::lobby::Unblock{one.id});
    row.y += row_height;
  }
  return box.height;
}

}  // namespace parley::ui
