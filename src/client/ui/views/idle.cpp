// Idle: who one is, calling somebody by name, and everybody who is online.
#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "client/ui/geometry/column.hpp"
#include "client/ui/icons.hpp"
#include "client/ui/painter.hpp"
#include "client/ui/views/views.hpp"
#include "client/ui/widgets/avatar.hpp"
#include "client/ui/widgets/button.hpp"
#include "client/ui/widgets/field.hpp"
#include "client/ui/widgets/notice.hpp"
#include "client/ui/widgets/surface.hpp"
#include "client/ui/widgets/words.hpp"

namespace parley::ui {
namespace {

using protocol::Media;

constexpr float kWidth = 1040;
constexpr float kCallsWidth = 400;
constexpr float kPeopleBeside = kWidth - kCallsWidth;  // at most this wide beside the calls
constexpr float kRowHeight = 64;
constexpr float kRowAvatar = 44;
constexpr float kHelloAvatar = 56;

PresenceMark mark_of(protocol::Presence presence) {
  switch (presence) {
    case protocol::Presence::Free: return PresenceMark::kFree;
    case protocol::Presence::Busy: return PresenceMark::kBusy;
    case protocol::Presence::Away: return PresenceMark::kAway;
    case protocol::Presence::DoNotDisturb: return PresenceMark::kBusy;
  }
  return PresenceMark::kNone;
}

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

/// Whether `name` contains what was typed, whatever the case of ASCII letters. Only the server folds other scripts; a list
/// that filters a little less is better than one that hides somebody.
bool matches(std::string_view name, std::string_view typed) {
  return typed.empty() || std::search(name.begin(), name.end(), typed.begin(), typed.end(),
                                      [](char a, char b) { return lower(a) == lower(b); }) != name.end();
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

/// The medium of a call by name that is being asked for.
std::optional<Media> requested_by_name(const app::Model& model) {
  if (const auto* p = std::get_if<call::consent::Preparing>(&model.consent.phase); p != nullptr && !p->target.id)
    return p->media;
  if (const auto* r = std::get_if<call::consent::Requesting>(&model.consent.phase); r != nullptr && !r->target.id)
    return r->media;
  return std::nullopt;
}

struct Idle {
  Ui& ui;
  const app::Model& model;
  UiState& state;
  Emit emit;

  const Theme& theme() const { return ui.theme(); }

  void call_by_name(Media media) {
    // The model says what an empty name is answered with; the place to fill it in is ours.
    if (trimmed(state.callee).empty()) ui.request_focus("idle.call");
    emit(app::CallSomeone{state.callee, {}, media});
  }

  void banner(float top, float height) {
    Node node;
    node.id = "banner";
    node.role = Role::kBanner;
    node.rect = {0, top, ui.layout().viewport.width, height};
    const Ui::Scope scope = ui.open(std::move(node));
    Rect tools = brand_bar(ui, top);
    const bool account = app::has_account(model);
    const Size out = button_size(ui, "Sign out", Icon::kSignOut);
    const Size mine = button_size(ui, "Account", Icon::kPerson);
    const bool words = !ui.layout().phone() && out.width + (account ? mine.width : 0) <= tools.width;
    const auto place = [&](std::string id, std::string_view name, Icon icon, Size size) {
      if (!words) size = {kIconButtonSize, kIconButtonSize};
      const Rect rect{tools.right() - size.width, tools.center().y - size.height / 2, size.width, size.height};
      if (words) return button(ui, {std::move(id), name, rect, ButtonKind::kPlain, icon});
      return icon_button(ui, {std::move(id), name, icon, rect, IconButtonKind::kStrong, theme().background});
    };
    // Drawn from the right, read from the left.
    const float sign_out = words ? out.width : kIconButtonSize;
    const Rect whole = tools;
    tools.width -= sign_out;
    if (account && place("idle.account", "Account", Icon::kPerson, mine)) emit(app::ShowAccount{true});
    tools = whole;
    if (place("idle.sign-out", "Sign out", Icon::kSignOut, out)) emit(app::SignOut{});
  }

  float hello(float x, float y, float width) {
    const auto* self = app::oneself(model);
    if (self == nullptr) return 0;
    const Theme& t = theme();
    const bool offline = !app::connection_alert(model).empty();
    const std::string heading = "You are " + self->name;
    const std::string_view line = offline ? "Not connected" : "Free. People here can ring you.";
    const TextStyle style = ui.layout().narrow() || ui.layout().text_scale > 1.3F ? t.type.title : t.type.headline;
    const float text_x = x + kHelloAvatar + space::k16;
    const float text_width = width - kHelloAvatar - space::k16;
    const float heading_height = words_height(ui, heading, style, text_width);
    const float line_height = words_height(ui, line, t.type.small, text_width);
    const float height = std::max(kHelloAvatar + 4, heading_height + line_height);
    // Beside more than three lines it stands at their top.
    const float middle = height > 2 * kHelloAvatar ? y + kHelloAvatar / 2 : y + height / 2;
    avatar(ui, {self->initials,
                self->hue,
                {x + kHelloAvatar / 2, middle},
                kHelloAvatar,
                offline ? PresenceMark::kAway : PresenceMark::kFree,
                t.background});
    const float top = y + (height - heading_height - line_height) / 2;
    words(ui, {"idle.heading", heading, style, t.text, Align::kStart, 1}, text_x, top, text_width);
    words(ui, {"idle.state", line, t.type.small, t.muted}, text_x, top + heading_height, text_width);
    return height;
  }

  /// The card with "Call someone". In one line with its buttons where they leave the box room enough.
  float dial(float x, float y, float width) {
    const Layout& layout = ui.layout();
    const float padding = layout.card_padding();
    const float inner = width - 2 * padding;
    const std::string error = app::call_error(model);
    Field field;
    field.id = "idle.call";
    field.label = "Call someone";
    field.placeholder = "Type a name";
    field.value = &state.callee;
    field.error = error;
    field.icon = Icon::kSearch;
    field.enter_key = EnterKey::kGo;
    field.clear_name = "Clear";

    const Size video = button_size(ui, "Video call", Icon::kCamera);
    const Size voice = button_size(ui, "Voice call", Icon::kPhone);
    const bool one_line = inner - video.width - voice.width - 2 * space::k8 >= 280;
    const float half = (inner - space::k8) / 2;
    const bool stacked = !one_line && std::max(video.width, voice.width) > half + 8;
    const float box_height = field_box_height(ui);
    const float buttons_height = one_line ? 0 : stacked ? 2 * video.height + 2 * space::k8 : video.height + space::k8;
    const float height =
        2 * padding + field_label_height(ui) + box_height + buttons_height + field_note_height(ui, field, inner);
    card(ui, {x, y, width, height});

    Column column(x + padding, y + padding, inner);
    field_label(ui, field.label, x + padding, column.y(), inner);
    column.gap(field_label_height(ui));
    Rect box = column.take(box_height);
    Rect video_rect{box.right() - voice.width - space::k8 - video.width, box.y, video.width, box_height};
    Rect voice_rect{box.right() - voice.width, box.y, voice.width, box_height};
    if (one_line) {
      box.width -= video.width + voice.width + 2 * space::k8;
    } else {
      column.gap(space::k8);
      video_rect = column.take(video.height);
      voice_rect = video_rect;
      if (stacked) {
        column.gap(space::k8);
        voice_rect = column.take(voice.height);
      } else {
        video_rect.width = voice_rect.width = half;
        voice_rect.x += half + space::k8;
      }
    }
    const FieldResult typed = field_box(ui, field, box);
    const std::optional<Media> asked = requested_by_name(model);
    const auto place = [&](std::string id, std::string_view label, Icon icon, ButtonKind kind, Rect rect, Media media) {
      return button(ui, {std::move(id), label, rect, kind, icon, Surface::kPage, false, asked == media});
    };
    if (place("idle.video", "Video call", Icon::kCamera, ButtonKind::kPrimary, video_rect, Media::Video) ||
        typed.submitted)
      call_by_name(Media::Video);
    if (place("idle.voice", "Voice call", Icon::kPhone, ButtonKind::kSecondary, voice_rect, Media::Voice))
      call_by_name(Media::Voice);
    field_note(ui, field, x + padding, column.y(), inner);
    return height;
  }

  float row_gap() const { return ui.layout().narrow() ? space::k8 : space::k12; }
  float row_edge() const { return ui.layout().phone() ? space::k8 : space::k12; }
  float row_text_start() const { return space::k12 + kRowAvatar + row_gap(); }
  float row_buttons() const { return 2 * kIconButtonSize + (ui.layout().narrow() ? 0 : space::k8); }

  /// Whether the buttons of a row stand below its words: large text on a narrow screen leaves no room beside them.
  bool stacked_rows(float row_width) {
    const float room = row_width - row_text_start() - space::k8 - row_buttons() - row_edge();
    return room < ui.text().width(app::presence_words(protocol::Presence::Busy), theme().type.small);
  }

  float row_height(bool stacked) const {
    const TypeScale& type = theme().type;
    const float text = std::max(kRowHeight, type.body.line_height + type.small.line_height + 16);
    return stacked ? text + kIconButtonSize + space::k8 : text;
  }

  void person(const app::ListedPerson& listed, const Rect& row, bool stacked) {
    const Theme& t = theme();
    const protocol::Person& p = listed.person;
    const std::string& id = p.id.value();
    Node item;
    item.id = "people:" + id;
    item.role = Role::kListItem;
    item.rect = row;
    const Ui::Scope scope = ui.open(std::move(item));

    const float middle = row.y + row_height(false) / 2;
    if (ui.visible(row))
      avatar(ui, {p.initials,
                  p.hue,
                  {row.x + space::k12 + kRowAvatar / 2, middle},
                  kRowAvatar,
                  mark_of(p.presence),
                  t.surface});
    const float buttons_y = stacked ? row.y + row_height(false) : middle - kIconButtonSize / 2;
    const Rect video{row.right() - row_edge() - kIconButtonSize, buttons_y, kIconButtonSize, kIconButtonSize};
    const Rect voice = video.moved(kIconButtonSize - row_buttons(), 0);
    const float text_x = row.x + row_text_start();
    const float text_width = stacked ? row.right() - row_edge() - text_x : voice.x - space::k8 - text_x;
    const TextStyle name = t.type.body.strong();
    const float top = middle - (name.line_height + t.type.small.line_height) / 2;
    line_of(ui, {"people.name:" + id, listed.shown, name, t.text}, {text_x, top, text_width, name.line_height});
    line_of(ui, {"people.state:" + id, app::presence_words(p.presence), t.type.small, t.muted},
            {text_x, top + name.line_height, text_width, t.type.small.line_height});

    if (icon_button(ui, {"people.voice:" + id, "Voice call " + listed.shown, Icon::kPhone, voice, IconButtonKind::kBare,
                         t.surface}))
      emit(app::CallSomeone{p.name, p.id, Media::Voice});
    if (icon_button(ui, {"people.video:" + id, "Video call " + listed.shown, Icon::kCamera, video,
                         IconButtonKind::kTint, t.surface}))
      emit(app::CallSomeone{p.name, p.id, Media::Video});
  }

  float nobody(float x, float y, float width) {
    const Theme& t = theme();
    const bool filtered = !model.people.empty();
    const std::string_view heading = filtered ? "Nobody online has such a name" : "Nobody else is here yet";
    const std::string_view line = filtered ? "Press Video call or Voice call to try the name all the same."
                                           : "Whoever joins appears here at once.";
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

  float people(float x, float y, float width) {
    const Theme& t = theme();
    const Layout& layout = ui.layout();
    const float side = layout.phone() ? space::k4 : space::k12;
    const std::string_view typed = trimmed(state.callee);
    std::vector<const app::ListedPerson*> shown;
    for (const app::ListedPerson& p : model.people)
      if (matches(p.shown, typed)) shown.push_back(&p);

    const int columns = layout.wide() && width > kPeopleBeside && shown.size() > 1 ? 2 : 1;
    const auto rows = (shown.size() + static_cast<std::size_t>(columns) - 1) / static_cast<std::size_t>(columns);
    const float head = (layout.phone() ? space::k12 : 20.0F) + t.type.title.line_height + space::k8;
    const float list_width = width - 2 * side;
    const float row_width = (list_width - static_cast<float>(columns - 1) * space::k24) / static_cast<float>(columns);
    const bool stacked = stacked_rows(row_width);
    const float list_height = static_cast<float>(rows) * row_height(stacked);
    const float body = shown.empty() ? ui.measure([&] { return nobody(0, 0, width); }) : list_height + space::k12;
    const Rect box{x, y, width, head + body};
    card(ui, box);

    const std::string count = shown.size() == model.people.size()
                                  ? std::to_string(shown.size())
                                  : std::to_string(shown.size()) + " of " + std::to_string(model.people.size());
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
    if (shown.empty()) {
      nobody(x, y + head, width);
      return box.height;
    }

    Node list;
    list.id = "people";
    list.role = Role::kList;
    list.name = "People online";
    list.rect = {x + side, y + head, list_width, list_height};
    const Rect area = list.rect;
    const Ui::Scope scope = ui.open(std::move(list));
    const float height = row_height(stacked);
    for (std::size_t i = 0; i < shown.size(); ++i) {
      const auto column = static_cast<float>(i % static_cast<std::size_t>(columns));
      const auto row = static_cast<float>(i / static_cast<std::size_t>(columns));
      person(*shown[i], {area.x + column * (row_width + space::k24), area.y + row * height, row_width, height},
             stacked);
    }
    return box.height;
  }

  /// People and calls side by side, or below each other.
  float lists(float x, float y, float width) {
    const float gap = ui.layout().card_gap();
    const bool beside = ui.layout().wide() && !model.account.calls.empty();
    const float people_width = beside ? width - kCallsWidth - gap : width;
    const float people_height = people(x, y, people_width);
    if (model.account.calls.empty()) return people_height;
    if (!beside) return people_height + gap + recent_calls(ui, model, x, y + people_height + gap, width, emit);
    return std::max(people_height, recent_calls(ui, model, x + people_width + gap, y, kCallsWidth, emit));
  }
};

}  // namespace

void draw_idle(Ui& ui, const app::Model& model, UiState& state, Emit emit) {
  const Layout& layout = ui.layout();
  page_backdrop(ui);
  const Rect view{0, 0, layout.viewport.width, layout.viewport.height - layout.keyboard_inset};
  Ui::ScrollArea page(ui, "idle.page", view);
  Idle idle{ui, model, state, emit};
  const float bar = brand_bar_height(ui);
  idle.banner(page.top(), bar);

  const Rect safe = layout.safe();
  const float width = std::min(kWidth, safe.width - 2 * layout.page_margin());
  const float x = safe.x + (safe.width - width) / 2;
  const float gap = layout.card_gap();
  float y = page.top() + bar + (layout.phone() ? space::k8 : space::k12);
  Node main;
  main.id = "main";
  main.role = Role::kMain;
  main.rect = {0, page.top() + bar, view.width, 0};
  const float bottom_padding = (layout.phone() ? space::k32 : space::k48) + layout.safe_area.bottom;
  const std::string alert = app::connection_alert(model);
  const std::string next = next_try(ui, model);
  const Notice notice{"idle.alert", alert, next, NoticeKind::kWarning, Icon::kWifiOff, {}};
  const float content = ui.measure([&] {
    const float notice_height = alert.empty() ? 0 : alert_height(ui, notice, width) + gap;
    return idle.hello(x, y, width) + gap + notice_height + idle.dial(x, y, width) + gap + idle.lists(x, y, width);
  });
  main.rect.height = y - main.rect.y + content + bottom_padding;
  {
    const Ui::Scope scope = ui.open(std::move(main));
    y += idle.hello(x, y, width) + gap;
    if (!alert.empty()) {
      alert_box(ui, notice, x, y, width);
      y += alert_height(ui, notice, width) + gap;
    }
    y += idle.dial(x, y, width) + gap;
    y += idle.lists(x, y, width);
  }
  page.finish(y - page.top() + bottom_padding);
}

}  // namespace parley::ui
