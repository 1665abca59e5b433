// "Chat": beside the call or over it, and outside of a call as a dialog with a tab for each conversation. The lines themselves
// are chat_lines.cpp's.
#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "client/ui/icons.hpp"
#include "client/ui/motion.hpp"
#include "client/ui/painter.hpp"
#include "client/ui/views/chat_lines.hpp"
#include "client/ui/views/stage.hpp"
#include "client/ui/views/views.hpp"
#include "client/ui/widgets/avatar.hpp"
#include "client/ui/widgets/button.hpp"
#include "client/ui/widgets/field.hpp"
#include "client/ui/widgets/surface.hpp"
#include "client/ui/widgets/words.hpp"

namespace parley::ui {
namespace {

using app::chat::Conversation;

constexpr float kDialogWidth = 520;
constexpr float kDialogHeight = 720;
constexpr float kSlideMs = 240;
constexpr float kTabPill = 36;
constexpr float kTabRows = 2.4F;  // as many are shown before they scroll: half of one says that there are more
constexpr float kShort = 420;     // lower than this, "Find someone" stands beside the title and the tabs in one row
constexpr float kRowHeight = 60;
constexpr std::size_t kMostFound = 20;

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

bool contains(std::string_view name, std::string_view typed) {
  return std::search(name.begin(), name.end(), typed.begin(), typed.end(),
                     [](char a, char b) { return lower(a) == lower(b); }) != name.end();
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

struct Chat {
  Ui& ui;
  const app::Model& model;
  ChatView& state;
  Emit emit;
  Color behind;
  bool call = false;
  const Conversation& talk;

  const Theme& theme() const { return ui.theme(); }
  float padding() const { return ui.layout().phone() ? space::k16 : space::k24; }

  void close() {
    emit(app::chat::Show{false});
    if (call) ui.request_focus("call.chat");
  }

  /// What stands in the field is of the conversation for which it was written.
  std::string& draft() {
    for (ChatView::Draft& one : state.drafts)
      if (one.key == state.key) return one.text;
    state.drafts.push_back({state.key, {}});
    return state.drafts.back().text;
  }

  float head(const Rect& box, bool with_finder) {
    const Theme& t = theme();
    const TextStyle title = t.type.title;
    const bool named = call && ui.layout().portrait_phone();
    const float text = title.line_height + (named ? t.type.caption.line_height : 0);
    const float row = std::max({kIconButtonSize, text, with_finder ? field_box_height(ui) : 0.0F});
    const float above = with_finder ? space::k8 : space::k12;
    const float height = above + row + space::k4;
    const float middle = box.y + above + row / 2;
    const Rect cross{box.right() - padding() + space::k12 - kIconButtonSize, middle - kIconButtonSize / 2,
                     kIconButtonSize, kIconButtonSize};
    const float wide = ui.text().width("Chat", title) + 1;
    const float room = with_finder ? wide : cross.x - box.x - padding() - space::k8;
    line_of(ui, {"chat.title", "Chat", title, t.text, Align::kStart, 2},
            {box.x + padding(), middle - text / 2, room, title.line_height});
    if (named)
      line_of(ui, {"chat.with", talk.name, t.type.caption, t.muted},
              {box.x + padding(), middle - text / 2 + title.line_height, room, t.type.caption.line_height});
    if (with_finder) {
      const float x = box.x + padding() + wide + space::k12;
      finder({x, middle - field_box_height(ui) / 2, cross.x - space::k8 - x, field_box_height(ui)});
    }
    if (icon_button(ui, {"chat.close", "Close chat", Icon::kClose, cross, IconButtonKind::kBare, behind})) close();
    return height;
  }

  // ---- outside of a call: whom one writes with

  void finder(const Rect& box) {
    Field find;
    find.id = "chat.find";
    find.label = "Find someone";
    find.placeholder = "Find someone";
    find.value = &state.find;
    find.icon = Icon::kSearch;
    find.enter_key = EnterKey::kSearch;
    find.clear_name = "Clear";
    const FieldResult typed = field_box(ui, find, box);
    if (typed.submitted && !trimmed(state.find).empty()) {
      const auto people = found();
      if (!people.empty()) choose(people.front()->person.id);
    }
  }

  std::vector<const app::ListedPerson*> found() const {
    std::vector<const app::ListedPerson*> people;
    for (const app::ListedPerson& one : model.people) {
      if (people.size() == kMostFound) break;
      if (contains(one.shown, trimmed(state.find))) people.push_back(&one);
    }
    return people;
  }

  void choose(const PersonId& person) {
    state.find.clear();
    emit(app::chat::Open{person});
    if (!ui.layout().phone()) ui.request_focus("chat.message");
  }

  /// Who is online and has such a name, in place of the lines.
  void people(const Rect& view) {
    const Theme& t = theme();
    Ui::ScrollArea area(ui, "chat.people", view);
    const auto shown = found();
    float y = area.top() + space::k8;
    const float top = y;
    if (shown.empty())
      y += words(ui, {"chat.nobody", "Nobody online has such a name.", t.type.small, t.muted, Align::kCenter},
                 view.x + padding(), y + space::k16, view.width - 2 * padding());
    Node list;
    list.id = "chat.found";
    list.role = Role::kList;
    list.name = "People found";
    list.rect = {view.x, y, view.width, static_cast<float>(shown.size()) * kRowHeight};
    const Ui::Scope scope = ui.open(std::move(list));
    for (const app::ListedPerson* one : shown) {
      person(*one, {view.x + padding() - space::k12, y, view.width - 2 * padding() + 2 * space::k12, kRowHeight});
      y += kRowHeight;
    }
    area.finish(y - top + space::k16);
  }

  void person(const app::ListedPerson& listed, const Rect& row) {
    const Theme& t = theme();
    const std::string& id = listed.person.id.value();
    Node item;
    item.id = "chat.found:" + id;
    item.role = Role::kListItem;
    item.rect = row;
    const Ui::Scope scope = ui.open(std::move(item));
    Node node;
    node.id = "chat.found-open:" + id;
    node.role = Role::kButton;
    node.name = "Message " + listed.shown;
    node.rect = row;
    node.focus = Focus::kByTab;
    const Interaction use = ui.control(std::move(node));
    if (use.pressed) choose(listed.person.id);
    if (!ui.visible(row)) return;
    const Color fill = behind.blended(t.hover, use.hover);
    paint::fill(ui.list(), row, radius::kRow, fill);
    if (use.focused) draw_focus(ui, row.inset(2), radius::kRow, Surface::kDialog);
    const float middle = row.center().y;
    avatar(
        ui,
        {listed.person.initials, listed.person.hue, {row.x + space::k12 + 20, middle}, 40, PresenceMark::kNone, fill});
    const TextStyle name = t.type.body.strong();
    const float x = row.x + space::k12 + 40 + space::k12;
    line_of(ui, {"", listed.shown, name, t.text},
            {x, middle - name.line_height / 2, row.right() - space::k12 - x, name.line_height});
  }

  float tab_width(const Conversation& one) const {
    const TextStyle style = theme().type.small.strong();
    const float badge = one.unread > 0 ? 20 + space::k8 : 0;
    return std::min(220.0F * ui.layout().text_scale, ui.text().width(one.name, style) + 1 + badge + 2 * space::k16);
  }

  void tab(const Conversation& one, const Rect& rect) {
    const Theme& t = theme();
    const bool chosen = &one == &talk;
    const std::string unread = app::chat::unread_words(one.unread);
    Node node;
    node.id = "chat.tab:" + one.person.value();
    node.role = Role::kTab;
    node.name = one.name;
    node.description = unread;
    node.selected = chosen;
    node.rect = rect;
    node.focus = Focus::kByTab;
    const Interaction use = ui.control(std::move(node));
    if (use.pressed && !chosen) emit(app::chat::Open{one.person});
    if (!ui.visible(rect)) return;
    const TextStyle style = t.type.small.strong();
    const float high = std::max(kTabPill, style.line_height + space::k8);
    const Rect pill{rect.x, rect.center().y - high / 2, rect.width, high};
    const Color plain = behind.blended(t.hover, use.hover);
    const Color fill = chosen ? (behind == t.raised ? t.accent_soft_raised : t.accent_soft) : plain;
    paint::fill(ui.list(), pill, high / 2, fill);
    if (!chosen || t.forced) paint::outline(ui.list(), pill, high / 2, chosen ? t.focus : t.outline);
    if (use.focused) draw_focus(ui, pill, high / 2, Surface::kDialog);
    const float badge = one.unread > 0 ? 20 + space::k8 : 0;
    ui.text().draw(ui.list(),
                   {pill.x + space::k16, pill.center().y - style.line_height / 2, pill.width - 2 * space::k16 - badge,
                    style.line_height},
                   one.name, style, chosen ? t.on_accent_soft : t.text);
    if (one.unread == 0) return;
    const Rect disc{pill.right() - space::k12 - 20, pill.center().y - 10, 20, 20};
    paint::fill(ui.list(), disc, 10, t.accent);
    const std::string count = one.unread > 9 ? "9+" : std::to_string(one.unread);
    const TextStyle figures = t.type.caption.strong().figures();
    ui.text().draw(ui.list(), disc.centered({20, figures.line_height}), count, figures, t.on_accent, Align::kCenter);
  }

  /// Everyone first, then those written with last; returns the height.
  float tabs(const Rect& box, float most_rows) {
    const float tab_height = ui.layout().control_height(theme().type.small.line_height);
    std::vector<const Conversation*> order{&model.chat.all.front()};
    for (auto one = model.chat.all.rbegin(); one + 1 != model.chat.all.rend(); ++one)
      if (one->call.empty()) order.push_back(&*one);
    const float room = box.width - 2 * padding();
    std::vector<Rect> places;
    float x = 0;
    float y = 0;
    for (const Conversation* one : order) {
      const float wide = std::min(room, tab_width(*one));
      if (x > 0 && x + wide > room) {
        x = 0;
        y += tab_height;
      }
      places.push_back({x, y, wide, tab_height});
      x += wide + space::k8;
    }
    const float all = y + tab_height;
    const float height = std::min(all, most_rows * tab_height);
    const Rect view{box.x + padding() - space::k4, box.y, room + 2 * space::k4, height};
    Node list;
    list.id = "chat.tabs";
    list.role = Role::kTabList;
    list.name = "Conversations";
    list.rect = view;
    const Ui::Scope scope = ui.open(std::move(list));
    Ui::ScrollArea area(ui, "chat.tabs", view);
    for (std::size_t i = 0; i < order.size(); ++i) tab(*order[i], places[i].moved(view.x + space::k4, area.top()));
    area.finish(all);
    return height;
  }

  // ---- what is written next

  std::string problem() { return app::chat::text_problem(model, draft()); }

  Field message(const std::string& error) {
    Field field;
    field.id = "chat.message";
    field.label = "Message";
    field.placeholder = "Message";
    field.value = &draft();
    field.error = error;
    field.enter_key = EnterKey::kGo;
    field.pill = true;
    return field;
  }

  float compose_height(const Rect& box) {
    const std::string error = problem();
    return space::k8 + field_box_height(ui) + field_note_height(ui, message(error), box.width - 2 * space::k16) +
           space::k12;
  }

  void compose(const Rect& box) {
    const std::string error = problem();
    const bool files = call && app::transfers::can_attach(model);
    const float height = field_box_height(ui);
    const float side = space::k12;
    float x = box.x + side;
    const float y = box.y + space::k8;
    const float middle = y + height / 2;
    if (files) {
      const bool ready = model.transfers.ready;
      IconButton attach{
          "chat.attach",         "Attach a file",
          Icon::kAttach,         {box.x + space::k8, middle - kIconButtonSize / 2, kIconButtonSize, kIconButtonSize},
          IconButtonKind::kBare, behind};
      attach.disabled = !ready;
      attach.description = ready ? std::string_view{} : "The connection is not ready for files yet.";
      if (icon_button(ui, attach)) emit(app::transfers::Attach{});
      x = attach.rect.right() + space::k4;
    }
    const Rect send{box.right() - side - kIconButtonSize, middle - kIconButtonSize / 2, kIconButtonSize,
                    kIconButtonSize};
    const Field field = message(error);
    const FieldResult typed = field_box(ui, field, {x, y, send.x - space::k8 - x, height});
    field_note(ui, field, box.x + space::k16, y + height, box.width - 2 * space::k16);
    if ((send_button(send) || typed.submitted) && problem().empty() && !trimmed(draft()).empty()) {
      emit(app::chat::Say{draft()});
      draft().clear();
      ui.request_focus("chat.message");
    }
  }

  bool send_button(const Rect& rect) {
    const Theme& t = theme();
    Node node;
    node.id = "chat.send";
    node.role = Role::kButton;
    node.name = "Send";
    node.rect = rect;
    node.focus = Focus::kByTab;
    const Interaction use = ui.control(std::move(node));
    const Color fill = t.accent.blended(t.accent_hover, use.hover);
    paint::fill(ui.list(), rect, rect.width / 2, fill);
    if (t.forced) paint::outline(ui.list(), rect, rect.width / 2, t.outline);
    draw_icon(ui.list(), Icon::kSend, {rect.center().x - 1, rect.center().y + 1}, 22, t.on_accent, fill);
    if (use.focused) draw_focus(ui, rect, rect.width / 2, Surface::kDialog);
    return use.pressed;
  }

  void content(const Rect& box) {
    if (ui.activated("key:escape")) close();
    Rect rest = box;
    const auto take = [&](float height) {
      rest.y += height;
      rest.height = std::max(0.0F, rest.height - height);
    };
    const bool low = box.height < kShort;
    take(head(rest, !call && low));
    if (!call) {
      if (!low) {
        const float height = field_box_height(ui);
        finder({rest.x + padding(), rest.y, rest.width - 2 * padding(), height});
        take(height + space::k8);
      }
      if (!trimmed(state.find).empty()) return people(rest);
      take(tabs(rest, low ? 1 : kTabRows));
    }
    const float bottom = compose_height(rest);
    const Rect view{rest.x, rest.y, rest.width, std::max(0.0F, rest.height - bottom)};
    chat_lines(ui, model, state, view, behind, emit);
    compose({rest.x, view.bottom(), rest.width, bottom});
  }
};

/// Over everything, or (`sheet`) the whole of a phone.
void draw_dialog(Ui& ui, Chat& chat) {
  const Layout& layout = ui.layout();
  const bool sheet = layout.phone();
  Rect room = sheet ? layout.full() : layout.safe().inset(space::k24);
  room.height -= layout.keyboard_inset;
  const Rect box =
      sheet ? room : room.centered({std::min(kDialogWidth, room.width), std::min(kDialogHeight, room.height)});
  const Rect drawn = dialog_surface(ui, "chat", box, sheet);
  Node node;
  node.id = "chat";
  node.role = Role::kDialog;
  node.name = "Chat";
  node.rect = drawn.intersection(layout.full());
  node.modal = true;
  node.focus = Focus::kByProgram;
  const Ui::Scope scope = ui.open(std::move(node));
  Rect inside = drawn;
  if (sheet) {
    inside = inside.inset(Insets{layout.safe_area.top, layout.safe_area.right,
                                 layout.keyboard_inset > 0 ? 0 : layout.safe_area.bottom, layout.safe_area.left});
  }
  chat.content(inside);
  // The dialog has received the focus; who has a keyboard wants to write.
  if (!chat.state.entered && ui.has_focus("chat")) {
    chat.state.entered = true;
    if (!layout.phone()) ui.request_focus("chat.message");
  }
}

/// Beside the stage, or below it.
void draw_panel(Ui& ui, Chat& chat, Rect box) {
  const Layout& layout = ui.layout();
  const Theme& t = ui.theme();
  const bool below = box.width > layout.viewport.width / 2;
  const float shown = ui.fade_in("chat", kSlideMs);
  const float rest = t.reduced_motion ? 0 : 1 - motion::ease_out(shown);
  box.height -= layout.keyboard_inset;
  const Rect drawn = below ? box.moved(0, rest * box.height) : box.moved(rest * (box.width + space::k24), 0);
  Node node;
  node.id = "chat";
  node.role = Role::kRegion;
  node.name = "Chat";
  node.rect = drawn.intersection(layout.full());
  const Ui::Scope scope = ui.open(std::move(node));
  paint::fill(ui.list(), drawn, radius::kCard, t.surface);
  if (t.dark || t.forced) paint::outline(ui.list(), drawn, radius::kCard, t.outline);
  chat.content(drawn);
  if (chat.state.entered) return;
  chat.state.entered = true;
  if (!layout.phone()) ui.request_focus("chat.message");
}

}  // namespace

bool chat_covers(const Layout& layout, const app::Model& model) {
  return model.chat.open && (app::screen(model) != app::Screen::Call || stage::chat_panel(layout).empty());
}

void draw_chat(Ui& ui, const app::Model& model, UiState& state, Emit emit) {
  const Conversation& talk = app::chat::shown(model);
  const bool call = app::screen(model) == app::Screen::Call;
  const bool covers = chat_covers(ui.layout(), model);
  state.chat.key = talk.call.empty() ? "p:" + talk.person.value() : "c:" + talk.call.value();
  Chat chat{ui, model, state.chat, emit, covers ? ui.theme().raised : ui.theme().surface, call, talk};
  if (covers)
    draw_dialog(ui, chat);
  else
    draw_panel(ui, chat, stage::chat_panel(ui.layout()));
}

void draw_drop(Ui& ui, const app::Model& model) {
  const Theme& t = ui.theme();
  const protocol::Person* other = app::other_person(model);
  if (other == nullptr) return;
  const Rect full = ui.layout().full();
  paint::fill(ui.list(), full, 0, t.scrim);
  const std::string text = "Let go to send it to " + other->name;
  const TextStyle style = t.type.title;
  const float width = std::min(full.width - 2 * space::k16, ui.text().width(text, style) + 1 + 24 + space::k12 + 48);
  const Rect box = full.centered({width, 72});
  paint::shadow(ui.list(), box, radius::kCard, t.e3);
  paint::fill(ui.list(), box, radius::kCard, t.raised);
  paint::outline(ui.list(), box, radius::kCard, t.accent, 2);
  draw_icon(ui.list(), Icon::kAttach, {box.x + space::k24 + 12, box.center().y}, 24, t.accent, t.raised);
  line_of(ui, {"chat.drop", text, style, t.text},
          {box.x + space::k24 + 24 + space::k12, box.center().y - style.line_height / 2,
           box.width - 2 * space::k24 - 24 - space::k12, style.line_height});
}

}  // namespace parley::ui
