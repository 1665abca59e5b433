// Idle: who one is, calling somebody by name, and below it the cards of what there is: people, calls, links.
#include "client/ui/views/idle.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "client/ui/geometry/column.hpp"
#include "client/ui/icons.hpp"
#include "client/ui/painter.hpp"
#include "client/ui/widgets/avatar.hpp"
#include "client/ui/widgets/button.hpp"
#include "client/ui/widgets/field.hpp"
#include "client/ui/widgets/notice.hpp"
#include "client/ui/widgets/select.hpp"
#include "client/ui/widgets/surface.hpp"
#include "client/ui/widgets/toast.hpp"
#include "client/ui/widgets/words.hpp"

namespace parley::ui {
namespace {

using protocol::Media;

constexpr float kWidth = 1040;
constexpr float kOwnWidth = 400;
constexpr float kHelloAvatar = 56;
constexpr float kStatusWidth = 192;
/// What one can be, in the order in which "Status" offers it.
constexpr protocol::Presence kStatuses[] = {protocol::Presence::Free, protocol::Presence::Away,
                                            protocol::Presence::DoNotDisturb};

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
  Rect view;
  Emit emit;
  bool chat_below = false;  ///< the banner has no room for its button

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
    const Rect tools = brand_bar(ui, top);
    const bool account = app::has_account(model);
    const Size out = button_size(ui, "Sign out", Icon::kSignOut);
    const Size mine = button_size(ui, "Account", Icon::kPerson);
    const float icons = 2 * (kIconButtonSize + space::k4);
    const float worded = out.width + (account ? mine.width : 0);
    const bool words = !ui.layout().phone() && worded + icons <= tools.width;
    const float account_width = !account ? 0 : words ? mine.width : kIconButtonSize;
    const float total = icons + account_width + (words ? out.width : kIconButtonSize);
    float x = tools.right() - total;
    const auto icon = [&](std::string id, std::string_view name, Icon picture, std::string_view description) {
      const Rect rect{x, tools.center().y - kIconButtonSize / 2, kIconButtonSize, kIconButtonSize};
      x += kIconButtonSize + (words ? space::k4 : 0);
      return icon_button(
          ui, {std::move(id), name, picture, rect, IconButtonKind::kStrong, theme().background, false, description});
    };
    const auto place = [&](std::string id, std::string_view name, Icon picture, Size size) {
      if (!words) return icon(std::move(id), name, picture, {});
      const Rect rect{x, tools.center().y - size.height / 2, size.width, size.height};
      x += size.width;
      return button(ui, {std::move(id), name, rect, ButtonKind::kPlain, picture});
    };
    if (!words) x += 2 * space::k4;  // without words the targets touch
    chat_below = x < tools.x;
    if (!chat_below) chat_button({x, tools.center().y - kIconButtonSize / 2, kIconButtonSize, kIconButtonSize});
    x += kIconButtonSize + (words ? space::k4 : 0);
    if (icon("idle.settings", "Settings", Icon::kSettings, {})) emit(app::settings::Show{true});
    if (account && place("idle.account", "Account", Icon::kPerson, mine)) emit(app::ShowAccount{true});
    if (place("idle.sign-out", "Sign out", Icon::kSignOut, out)) emit(app::SignOut{});
  }

  void chat_button(const Rect& rect) {
    const std::uint32_t unread = app::chat::unread(model);
    const std::string description = app::chat::unread_words(unread);
    if (icon_button(ui, {"idle.chat", "Chat", Icon::kChat, rect, IconButtonKind::kStrong, theme().background, false,
                         description}))
      emit(app::chat::Show{true});
    if (unread > 0) count_badge({rect.right() - 10, rect.y + 12}, unread);
  }

  /// How much is unread, over its button.
  void count_badge(Point center, std::uint32_t count) {
    const Theme& t = theme();
    const std::string text = count > 99 ? "99+" : std::to_string(count);
    const TextStyle style = t.type.caption.strong();
    const float width = std::max(20.0F, ui.text().width(text, style) + 10);
    const Rect box{center.x - width / 2, center.y - 10, width, 20};
    paint::fill(ui.list(), box, 10, t.accent);
    line_of(ui, {"", text, style, t.on_accent, Align::kCenter},
            {box.x, box.center().y - style.line_height / 2, width, style.line_height});
  }

  /// "Status" and "Copy link", beside who one is or below it.
  void hello_tools(const Rect& row, bool link, bool words) {
    Select status;
    status.id = "idle.status";
    status.label = "Status";
    for (const protocol::Presence one : kStatuses) status.options.emplace_back(app::presence_words(one));
    const auto* chosen = std::find(std::begin(kStatuses), std::end(kStatuses), model.lobby.wished);
    status.chosen = static_cast<int>(chosen - std::begin(kStatuses));
    const Size copy = words ? button_size(ui, "Copy link", Icon::kLink) : Size{kIconButtonSize, kIconButtonSize};
    const float chat = chat_below ? kIconButtonSize : 0;
    const float end = (link ? copy.width + space::k8 : 0) + chat;
    const Rect box{row.x, row.y, row.width - end, row.height};
    if (const auto index = select_box(ui, status, box)) emit(app::lobby::ChooseStatus{kStatuses[*index]});
    if (chat_below) chat_button({box.right(), row.center().y - kIconButtonSize / 2, chat, kIconButtonSize});
    if (!link) return;
    const Rect rect{row.right() - copy.width, row.center().y - copy.height / 2, copy.width, copy.height};
    const bool pressed =
        words
            ? button(ui, {"idle.copy", "Copy link", rect, ButtonKind::kQuiet, Icon::kLink})
            : icon_button(
                  ui,
                  {"idle.copy", "Copy link", Icon::kLink, rect, IconButtonKind::kTint, theme().background, false, {}});
    if (pressed) emit(app::links::Copy{app::links::Kind::Meeting});
  }

  float hello(float x, float y, float width) {
    const auto* self = app::oneself(model);
    if (self == nullptr) return 0;
    const Theme& t = theme();
    const bool offline = !app::connection_alert(model).empty();
    const std::string heading = "You are " + self->name;
    const protocol::Presence presence = app::lobby::presence(model.lobby);
    const std::string_view line = offline ? "Not connected" : app::lobby::status_words(presence);
    const TextStyle style = ui.layout().narrow() || ui.layout().text_scale > 1.3F ? t.type.title : t.type.headline;
    const float text_x = x + kHelloAvatar + space::k16;

    const bool link = !app::links::card(model);  // else it stands in the card
    const float tool_height = field_box_height(ui);
    const float tools = kStatusWidth + (link ? space::k8 + button_size(ui, "Copy link", Icon::kLink).width : 0);
    const float beside_width = width - kHelloAvatar - space::k16 - space::k24 - tools;
    const bool beside = ui.layout().wide() || (!ui.layout().phone() && beside_width >= 240);
    const float text_width = beside ? beside_width : width - kHelloAvatar - space::k16;

    const float heading_height = words_height(ui, heading, style, text_width);
    const float line_height = words_height(ui, line, t.type.small, text_width);
    const float height = std::max(kHelloAvatar + 4, heading_height + line_height);
    // Beside more than three lines it stands at their top.
    const float middle = height > 2 * kHelloAvatar ? y + kHelloAvatar / 2 : y + height / 2;
    avatar(ui, {self->initials,
                self->hue,
                {x + kHelloAvatar / 2, middle},
                kHelloAvatar,
                offline ? PresenceMark::kAway : presence_mark(presence),
                t.background});
    const float top = y + (height - heading_height - line_height) / 2;
    words(ui, {"idle.heading", heading, style, t.text, Align::kStart, 1}, text_x, top, text_width);
    words(ui, {"idle.state", line, t.type.small, t.muted}, text_x, top + heading_height, text_width);
    if (beside) {
      hello_tools({x + width - tools, y + height / 2 - tool_height / 2, tools, tool_height}, link, true);
      return height;
    }
    hello_tools({x, y + height + space::k12, width, tool_height}, link, !ui.layout().phone());
    return height + space::k12 + tool_height;
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

  /// Calls and what else concerns oneself, below each other.
  float own_cards(float x, float y, float width) {
    const float gap = ui.layout().card_gap();
    const float calls = recent_calls(ui, model, x, y, width, emit);
    float at = calls > 0 ? y + calls + gap : y;
    at += reach_card(ui, model, x, at, width, emit);
    if (const float blocked = blocked_card(ui, model, x, at + gap, width, emit); blocked > 0) at += gap + blocked;
    return at - y;
  }

  /// People and one's own side by side, or below each other.
  float lists(float x, float y, float width) {
    const float gap = ui.layout().card_gap();
    const bool beside = ui.layout().wide();
    const float people_width = beside ? width - kOwnWidth - gap : width;
    const float people_height = people_card(ui, model, state, x, y, people_width, view, emit);
    if (!beside) return people_height + gap + own_cards(x, y + people_height + gap, width);
    return std::max(people_height, own_cards(x + people_width + gap, y, kOwnWidth));
  }
};

}  // namespace

void draw_idle(Ui& ui, const app::Model& model, UiState& state, Emit emit) {
  const Layout& layout = ui.layout();
  page_backdrop(ui);
  const Rect view{0, 0, layout.viewport.width, layout.viewport.height - layout.keyboard_inset};
  Ui::ScrollArea page(ui, "idle.page", view);
  Idle idle{ui, model, state, view, emit};
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
    const float happening = happening_cards(ui, model, x, y, width, emit);
    return idle.hello(x, y, width) + gap + notice_height + (happening > 0 ? happening + gap : 0) +
           idle.dial(x, y, width) + gap + idle.lists(x, y, width);
  });
  main.rect.height = y - main.rect.y + content + bottom_padding;
  {
    const Ui::Scope scope = ui.open(std::move(main));
    y += idle.hello(x, y, width) + gap;
    if (!alert.empty()) {
      alert_box(ui, notice, x, y, width);
      y += alert_height(ui, notice, width) + gap;
    }
    if (const float happening = happening_cards(ui, model, x, y, width, emit); happening > 0) y += happening + gap;
    y += idle.dial(x, y, width) + gap;
    y += idle.lists(x, y, width);
  }
  page.finish(y - page.top() + bottom_padding);
  if (state.links_copied != model.links.copied) {
    state.links_copied = model.links.copied;
    state.link_copied_ms = ui.now_ms();
  }
  if (state.links_copied > 0) toast(ui, "idle.toast", "Link copied.", state.link_copied_ms);
}

}  // namespace parley::ui
