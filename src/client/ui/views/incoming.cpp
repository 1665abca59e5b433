// Incoming: somebody rings. A dialog over whatever is shown, with the seconds that are left.
#include <algorithm>
#include <string>

#include "client/ui/painter.hpp"
#include "client/ui/views/views.hpp"
#include "client/ui/widgets/avatar.hpp"
#include "client/ui/widgets/button.hpp"
#include "client/ui/widgets/surface.hpp"
#include "client/ui/widgets/words.hpp"

namespace parley::ui {
namespace {

constexpr float kWidth = 400;
constexpr float kLandscapeWidth = 520;
constexpr float kAvatar = 96;
constexpr float kCountdown = 116;     // the ring's box
constexpr float kUsualRing = 45'000;  // ms; only for the share of the arc
constexpr double kDeafMs = 500;       // someone may be typing when it appears

struct Incoming {
  Ui& ui;
  const call::consent::Ringing& ringing;
  bool deaf;
  Emit emit;
  bool pictured = true;  ///< false where large text needs all the room

  bool video() const { return ringing.call.media == protocol::Media::Video; }
  std::string heading() const {
    return std::string(video() ? "Incoming video call from " : "Incoming voice call from ") + ringing.call.caller.name;
  }
  Milliseconds left() const { return std::max(Milliseconds{}, ringing.until - instant(ui)); }

  void accept(protocol::Media media) { emit(app::AcceptCall{media}); }

  bool press(std::string id, std::string_view label, ButtonKind kind, Icon icon, const Rect& rect) {
    const bool by_key = ui.activated(id);
    return button(ui, {std::move(id), label, rect, kind, icon, Surface::kDialog}) && !(by_key && deaf);
  }

  /// The picture with the arc of the time that is left.
  void countdown(Point center) {
    const Theme& t = ui.theme();
    const protocol::Person& caller = ringing.call.caller;
    avatar(ui, {caller.initials, caller.hue, center, kAvatar, PresenceMark::kNone, t.raised});
    const float share = std::min(1.0F, static_cast<float>((left().count() + 999) / 1000 * 1000) / kUsualRing);
    paint::ring(ui.list(), center, 58, t.outline, 3);
    paint::arc(ui.list(), center, 58, share, t.accent, 3);
  }

  float text(float x, float y, float width, Align align) {
    const Theme& t = ui.theme();
    const std::string seconds = std::to_string((left().count() + 999) / 1000) + " s left to answer";
    const float title = words(ui, {"incoming.heading", heading(), t.type.title, t.text, align, 2}, x, y, width);
    const float line = words(ui, {"incoming.seconds", seconds, t.type.small.figures(), t.muted, align, 0, Role::kTimer},
                             x, y + title + space::k4, width);
    return title + space::k4 + line;
  }

  float buttons(float x, float y, float width) {
    const Icon accept_icon = video() ? Icon::kCamera : Icon::kPhone;
    const float half = (width - space::k8) / 2;
    const float natural =
        std::max(button_size(ui, "Decline", Icon::kPhoneDown).width, button_size(ui, "Accept", accept_icon).width);
    const bool pair = natural <= half + 16;
    const float each = pair ? half : width;
    const float height = button_size(ui, "Accept", accept_icon).height;
    float at = y;
    if (press("incoming.decline", "Decline", ButtonKind::kDanger, Icon::kPhoneDown, {x, at, each, height}))
      emit(app::DeclineCall{});
    if (!pair) at += height + space::k8;
    if (press("incoming.accept", "Accept", ButtonKind::kPositive, accept_icon,
              {pair ? x + half + space::k8 : x, at, each, height}))
      accept(ringing.call.media);
    at += height;
    if (video()) {
      at += space::k8;
      const float wide = button_height(ui, "Accept without video", Icon::kPhone, width);
      if (press("incoming.accept-voice", "Accept without video", ButtonKind::kQuiet, Icon::kPhone,
                {x, at, width, wide}))
        accept(protocol::Media::Voice);
      at += wide;
    }
    return at - y;
  }

  /// Everything inside the dialog from its top; returns its height.
  float content(const Rect& box) {
    const Layout& layout = ui.layout();
    if (layout.landscape_phone()) {
      const float padding = 20;
      const float text_x = box.x + padding + (pictured ? kCountdown + 28 : 0);
      const float width = box.right() - padding - text_x;
      const float inner =
          ui.measure([&] { return text(0, 0, width, Align::kStart) + space::k16 + buttons(0, 0, width); });
      const float height = pictured ? std::max(inner, kCountdown) : inner;
      if (!ui.measuring()) {
        if (pictured) countdown({box.x + padding + kCountdown / 2, box.y + padding + height / 2});
        const float top = box.y + padding + (height - inner) / 2;
        const float said = text(text_x, top, width, Align::kStart);
        buttons(text_x, top + said + space::k16, width);
      }
      return height + 2 * padding;
    }
    const float padding = layout.phone() ? space::k16 : space::k24;
    const float x = box.x + padding;
    const float width = box.width - 2 * padding;
    const bool tight = layout.text_scale > 1.3F || layout.viewport.height < 600;
    float y = box.y + (tight ? space::k16 : 26);
    if (pictured) {
      countdown({box.center().x, y + kCountdown / 2});
      y += kCountdown + (tight ? space::k8 : 18);
    }
    y += text(x, y, width, Align::kCenter) + (tight ? space::k16 : 28);
    y += buttons(x, y, width);
    return y + padding + (layout.portrait_phone() ? layout.safe_area.bottom : 0) - box.y;
  }
};

}  // namespace

void draw_incoming(Ui& ui, const app::Model& model, UiState& state, Emit emit) {
  const auto* ringing = app::incoming(model);
  if (ringing == nullptr) return;
  const std::string& id = ringing->call.id.value();
  if (state.ringing_call != id) {
    state.ringing_call = id;
    state.ringing_since_ms = ui.now_ms();
  }
  const Layout& layout = ui.layout();
  Incoming incoming{ui, *ringing, ui.now_ms() - state.ringing_since_ms < kDeafMs, emit};
  const auto left = incoming.left().count();
  if (left > 0) ui.redraw_at(ui.now_ms() + static_cast<double>(left % 1000 == 0 ? 1000 : left % 1000));

  const bool sheet = layout.portrait_phone();
  const Rect room = sheet ? layout.full() : layout.safe().inset(layout.landscape_phone() ? 8 : 24);
  const float width = sheet ? room.width : std::min(layout.landscape_phone() ? kLandscapeWidth : kWidth, room.width);
  const float most = room.height - (sheet ? layout.safe_area.top : 0);
  const auto measured = [&] { return ui.measure([&] { return incoming.content({0, 0, width, 0}); }); };
  incoming.pictured = measured() <= most;
  const float natural = measured();
  const float height = std::min(natural, most);
  Rect box = room.centered({width, height});
  if (sheet) box.y = layout.viewport.height - height;

  const Rect drawn = dialog_surface(ui, "incoming:" + id, box, sheet);

  Node dialog;
  dialog.id = "incoming";
  dialog.role = Role::kDialog;
  dialog.name = incoming.heading();
  dialog.rect = drawn.intersection(layout.full());
  dialog.modal = true;
  dialog.focus = Focus::kByProgram;
  const Ui::Scope scope = ui.open(std::move(dialog));
  Ui::ScrollArea area(ui, "incoming.area", drawn.intersection(layout.full()));
  incoming.content({drawn.x, area.top(), drawn.width, 0});
  area.finish(natural - (drawn.height - drawn.intersection(layout.full()).height));
}

}  // namespace parley::ui
