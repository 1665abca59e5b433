// Ended: why the call is over, how long it was, and what can be done next.
#include <algorithm>
#include <string>

#include "client/ui/icons.hpp"
#include "client/ui/painter.hpp"
#include "client/ui/views/views.hpp"
#include "client/ui/widgets/avatar.hpp"
#include "client/ui/widgets/button.hpp"
#include "client/ui/widgets/notice.hpp"
#include "client/ui/widgets/surface.hpp"
#include "client/ui/widgets/words.hpp"

namespace parley::ui {
namespace {

constexpr float kAvatar = 112;
constexpr float kBadge = 36;
constexpr float kMostHeading = 560;
constexpr float kMostDetail = 440;

struct Badge {
  Icon icon = Icon::kPhoneDown;
  bool bad = false;
};

Badge badge_of(const protocol::Call* call) {
  if (call == nullptr || !call->reason) return {};
  switch (*call->reason) {
    case protocol::EndReason::HungUp:
    case protocol::EndReason::Cancelled:
    case protocol::EndReason::Declined:
    case protocol::EndReason::Busy: return {};
    case protocol::EndReason::NoAnswer: return {Icon::kMissedCall, false};
    case protocol::EndReason::ConnectionLost:
    case protocol::EndReason::NoPath: return {Icon::kWifiOff, true};
    case protocol::EndReason::Failed: return {Icon::kWarning, true};
  }
  return {};
}

struct Ended {
  Ui& ui;
  const app::Model& model;
  Emit emit;

  void picture(Point center, float diameter) {
    const Theme& t = ui.theme();
    const auto* other = app::other_person(model);
    if (other != nullptr)
      avatar(ui, {other->initials, other->hue, center, diameter, PresenceMark::kNone, t.background});
    const auto* call = app::current_call(model);
    const Badge badge = badge_of(call);
    const float offset = diameter / 2 + 4 - kBadge / 2;
    const Point at{center.x + offset, center.y + offset};
    paint::disc(ui.list(), at, kBadge / 2, t.surface);
    paint::ring(ui.list(), at, kBadge / 2 - .5F, t.outline, 1);
    draw_icon(ui.list(), badge.icon, at, 20, badge.bad ? t.danger : t.muted, t.surface);
  }

  /// The call goes on on another device of one's own.
  bool lives_elsewhere() const {
    const auto* call = app::current_call(model);
    return call != nullptr && model.lobby.elsewhere && model.lobby.elsewhere->id == call->id;
  }

  float actions(float x, float y, float width) {
    const auto* call = app::current_call(model);
    const bool video = call == nullptr || call->media == protocol::Media::Video;
    const bool elsewhere = lives_elsewhere();
    const Icon icon = video ? Icon::kCamera : Icon::kPhone;
    const std::string_view first_words = elsewhere ? "Use here" : "Call again";
    const Size again = button_size(ui, first_words, icon);
    const Size back = button_size(ui, "Back", Icon::kNone);
    const float total = again.width + space::k12 + back.width;
    const bool row = total <= width;
    const bool requesting = elsewhere ? model.lobby.taking.has_value() : app::is_requesting(model);
    Rect first{x + (width - total) / 2, y, again.width, again.height};
    Rect second{first.right() + space::k12, y, back.width, back.height};
    if (!row) {
      first = {x, y, width, button_height(ui, first_words, icon, width)};
      second = {x, first.bottom() + space::k8, width, back.height};
    }
    if (button(ui,
               {"ended.again", first_words, first, ButtonKind::kPrimary, icon, Surface::kPage, false, requesting})) {
      if (elsewhere)
        emit(app::lobby::UseHere{});
      else
        emit(app::CallAgain{});
    }
    if (button(ui, {"ended.back", "Back", second, ButtonKind::kQuiet})) emit(app::GoBack{});
    const auto* other = app::other_person(model);
    if (elsewhere || other == nullptr || call->room) return second.bottom() - y;
    const std::string message = "Message " + other->name;
    const float most = std::min(width, button_size(ui, message, Icon::kChat).width);
    const Rect below{x + (width - most) / 2, second.bottom() + space::k8, most,
                     button_height(ui, message, Icon::kChat, most)};
    if (button(ui, {"ended.message", message, below, ButtonKind::kGhost, Icon::kChat}))
      emit(app::chat::Open{other->id});
    return below.bottom() - y;
  }

  float content(float center_x, float y, float room) {
    const Theme& t = ui.theme();
    const Layout& layout = ui.layout();
    const bool tight = layout.landscape_phone() || layout.text_scale > 1.3F;
    const float diameter = tight ? 80 : kAvatar;
    const float top = y;
    picture({center_x, y + diameter / 2}, diameter);
    y += diameter + (tight ? space::k16 : space::k24);
    const auto centered = [&](const char* id, const std::string& text, const TextStyle& style, Color color, float most,
                              int level) {
      const float width = std::min(most, room);
      return words(ui, {id, text, style, color, Align::kCenter, level}, center_x - width / 2, y, width);
    };
    y += centered("ended.heading", app::ended_heading(model), tight ? t.type.title : t.type.headline, t.text,
                  kMostHeading, 1);
    const std::string detail = app::ended_detail(model);
    if (!detail.empty()) {
      y += space::k8;
      y += centered("ended.detail", detail, t.type.body, t.muted, kMostDetail, 0);
    }
    y += tight ? space::k16 : space::k32;
    const float width = std::min(kMostDetail, room);
    y += actions(center_x - width / 2, y, width);
    const std::string alert = app::connection_alert(model);
    const std::string next = next_try(ui, model);
    if (!alert.empty()) {
      y += space::k24;
      const Notice notice{"ended.alert", alert, next, NoticeKind::kWarning, Icon::kWifiOff, {}};
      alert_box(ui, notice, center_x - width / 2, y, width);
      y += alert_height(ui, notice, width);
    }
    return y - top;
  }
};

}  // namespace

void draw_ended(Ui& ui, const app::Model& model, UiState&, Emit emit) {
  const Layout& layout = ui.layout();
  page_backdrop(ui);
  const Rect view{0, 0, layout.viewport.width, layout.viewport.height - layout.keyboard_inset};
  Ui::ScrollArea page(ui, "ended.page", view);
  const float bar = brand_bar_height(ui);
  {
    Node banner;
    banner.id = "banner";
    banner.role = Role::kBanner;
    banner.rect = {0, page.top(), view.width, bar};
    const Ui::Scope scope = ui.open(std::move(banner));
    brand_bar(ui, page.top());
  }
  Ended ended{ui, model, emit};
  const Rect safe = layout.safe();
  const float room = safe.width - 2 * layout.page_margin();
  const float height = ui.measure([&] { return ended.content(0, 0, room); });
  const float padding_top = space::k8;
  const float padding_bottom = (layout.phone() ? space::k16 : 104.0F) + layout.safe_area.bottom;
  const float spare = std::max(0.0F, view.height - bar - padding_top - padding_bottom - height);
  Node main;
  main.id = "main";
  main.role = Role::kMain;
  main.rect = {0, page.top() + bar, view.width, padding_top + spare + height + padding_bottom};
  {
    const Ui::Scope scope = ui.open(std::move(main));
    ended.content(safe.center().x, page.top() + bar + padding_top + spare / 2, room);
  }
  page.finish(bar + padding_top + height + padding_bottom);
}

}  // namespace parley::ui
