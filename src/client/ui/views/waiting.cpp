// Waiting: it rings at the other end. One's own picture fills the stage, with who is called over it.
#include <algorithm>
#include <string>

#include "client/ui/painter.hpp"
#include "client/ui/views/stage.hpp"
#include "client/ui/views/views.hpp"
#include "client/ui/widgets/button.hpp"
#include "client/ui/widgets/surface.hpp"

namespace parley::ui {
namespace {

constexpr float kCancelHeight = 56;
constexpr float kDockPadding = 8;

/// The words over one's own picture: a shade under them, down to nothing below their last line.
void shade(Ui& ui, float text_bottom) {
  const Theme& t = ui.theme();
  const float fade = ui.layout().viewport.height <= 480 ? 110 : 260;
  const float width = ui.layout().viewport.width;
  const Color top = t.stage.shade.faded(.80F);
  const Color middle = t.stage.shade.faded(.60F);
  paint::gradient(ui.list(), {0, 0, width, text_bottom}, top, middle);
  paint::gradient(ui.list(), {0, text_bottom, width, fade}, middle, t.stage.shade.faded(0));
}

/// Microphone and camera in a dock, "Cancel call" to their right, or below them where the words need the room.
/// Returns their top.
float controls(Ui& ui, const app::Model& model, Emit emit) {
  const Layout& layout = ui.layout();
  const Rect safe = layout.safe();
  const float control = stage::control_size(layout);
  const float gap = stage::control_gap(layout);
  const float dock_height = control + 2 * kDockPadding;
  const float both = 2 * control + gap;
  const float cancel = button_size(ui, "Cancel call", Icon::kPhoneDown).width + 12;
  const float bottom = safe.bottom() - (layout.phone() ? space::k16 : space::k32);
  const bool one_row = both + cancel + space::k8 + 2 * kDockPadding <= safe.width - 2 * space::k8;

  const float cancel_width = one_row ? cancel : std::min(cancel, safe.width - 2 * space::k16);
  const float cancel_height = std::max(kCancelHeight, button_height(ui, "Cancel call", Icon::kPhoneDown, cancel_width));
  const float dock_width = one_row ? both + space::k8 + cancel + 2 * kDockPadding : both + 2 * kDockPadding;
  const float height = one_row ? std::max(dock_height, cancel_height + 2 * kDockPadding) : dock_height;
  const float top = one_row ? bottom - height : bottom - cancel_height - space::k12 - height;
  const Rect dock{safe.x + (safe.width - dock_width) / 2, top, dock_width, height};
  stage_panel(ui, dock, height / 2);
  const Rect microphone{dock.x + kDockPadding, dock.center().y - control / 2, control, control};
  stage::microphone_control(ui, model, microphone, emit);
  stage::camera_control(ui, model, microphone.moved(control + gap, 0), emit);
  const Rect cancel_rect =
      one_row ? Rect{dock.right() - kDockPadding - cancel_width, dock.center().y - cancel_height / 2, cancel_width,
                     cancel_height}
              : Rect{safe.x + (safe.width - cancel_width) / 2, bottom - cancel_height, cancel_width, cancel_height};
  if (button(ui, {"waiting.cancel", "Cancel call", cancel_rect, ButtonKind::kDanger, Icon::kPhoneDown, Surface::kStage,
                  true}))
    emit(app::EndCall{});
  return top;
}

}  // namespace

void draw_waiting(Ui& ui, const app::Model& model, UiState& state, Emit emit) {
  const Layout& layout = ui.layout();
  const auto* other = app::other_person(model);
  const auto* call = app::current_call(model);
  const bool preview = app::camera_on(model);
  stage::keys(ui, model, emit);
  if (preview) {
    ui.place({Video::kLocal, layout.full(), 0, VideoFit::kCover, app::settings::mirrored(model), 1, "Your video"});
    if (call != nullptr) state.own_picture_call = call->id.value();
  } else {
    stage_backdrop(ui, layout.full());
  }

  Milliseconds waited{};
  if (const auto* dialling = std::get_if<call::consent::Dialling>(&model.consent.phase)) {
    waited = std::max(Milliseconds{}, instant(ui) - dialling->since);
    ui.redraw_at(ui.now_ms() + static_cast<double>(1000 - waited.count() % 1000));
  }
  const std::string heading = "Calling " + (other != nullptr ? other->name : std::string());
  const std::string seconds = app::clock_duration(waited);
  const stage::Placeholder who{other, heading, "waiting.heading", seconds, "waiting.seconds", true, true};

  Node main;
  main.id = "main";
  main.role = Role::kMain;
  main.rect = layout.full();
  const Ui::Scope scope = ui.open(std::move(main));
  const Rect safe = layout.safe();
  const float bottom = ui.measure([&] { return controls(ui, model, emit); });
  const float margin = stage::margin(layout);
  // With a preview the words stand high, clear of the face; without, they are the picture.
  const bool short_stage = layout.viewport.height <= 600;
  const Rect room{safe.x + margin, safe.y, safe.width - 2 * margin, bottom - space::k12 - safe.y};
  const float above = preview ? (short_stage ? space::k24 : space::k48) : space::k24;
  const Size most{room.width, std::min(room.height - above, preview ? 300.0F : room.height)};
  const float who_height = stage::placeholder_height(ui, who, most);
  const float top = preview ? above : std::max(space::k24, (room.height - who_height) / 2);
  const float said = top + who_height;
  if (preview) shade(ui, std::min(safe.y + said + space::k12, bottom));
  {
    Ui::ScrollArea scroll(ui, "waiting.area", room);
    stage::placeholder(ui, who, {room.x, scroll.top() + top, most.width, most.height});
    scroll.finish(said);
  }
  const float rest = room.y + said + space::k24;
  if (room.bottom() - rest > 44) stage::banners(ui, model, {room.x, rest, room.width, room.bottom() - rest}, emit);
  controls(ui, model, emit);
}

}  // namespace parley::ui
