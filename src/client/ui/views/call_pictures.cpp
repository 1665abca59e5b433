// The pictures of a call: one large, the others small in the corners. They are dragged, swapped and hidden, and a shared screen is
// zoomed. Which one is large is the person's choice, else the other side's screen, else its camera.
#include <algorithm>
#include <cmath>
#include <utility>

#include "client/ui/motion.hpp"
#include "client/ui/painter.hpp"
#include "client/ui/views/call_stage.hpp"
#include "client/ui/widgets/avatar.hpp"
#include "client/ui/widgets/button.hpp"
#include "client/ui/widgets/surface.hpp"

namespace parley::ui {
namespace {

constexpr float kMostZoom = 5;
constexpr float kZoomStep = 1.25F;
constexpr float kWheelZoom = .0015F;   // natural logarithm of the zoom, per CSS px of the wheel
constexpr float kEnoughVisible = .6F;  // of a picture that is cut to fill the stage
constexpr double kSnapMs = 200;
constexpr float kFlip = 36;

constexpr std::size_t index(Video video) { return static_cast<std::size_t>(video); }

std::string_view id_of(Video video) {
  switch (video) {
    case Video::kRemote: return "call.remote-picture";
    case Video::kLocal: return "call.own-picture";
    case Video::kScreen: return "call.screen";
  }
  return {};
}

bool is_left(Corner corner) { return corner == Corner::kTopLeft || corner == Corner::kBottomLeft; }
bool is_top(Corner corner) { return corner == Corner::kTopLeft || corner == Corner::kTopRight; }
Corner corner_at(bool left, bool top) {
  if (top) return left ? Corner::kTopLeft : Corner::kTopRight;
  return left ? Corner::kBottomLeft : Corner::kBottomRight;
}

float distance(Point a, Point b) { return std::hypot(a.x - b.x, a.y - b.y); }

}  // namespace

bool CallStage::arrived() const { return app::link(model) != app::Link::Connecting; }

bool CallStage::has(Video video) const {
  switch (video) {
    case Video::kRemote: return arrived() && app::remote_camera_on(model);
    case Video::kScreen: return arrived() && app::sharing::remote_on(model);
    case Video::kLocal: return true;
  }
  return false;
}

Video CallStage::large() const {
  const bool possible = view.large && has(*view.large) && (view.large != Video::kLocal || app::camera_on(model));
  if (possible) return *view.large;
  return has(Video::kScreen) ? Video::kScreen : Video::kRemote;
}

bool CallStage::picture() const { return has(large()); }

bool CallStage::may_fit() const { return large() == Video::kRemote && picture(); }

bool CallStage::fills() const {
  if (view.fills) return *view.fills;
  const auto& natural = model.stage.remote;
  if (natural.width <= 0 || natural.height <= 0 || area.empty()) return true;
  const float shape = natural.width / natural.height * area.height / area.width;
  return std::min(shape, 1 / shape) >= kEnoughVisible;
}

std::vector<Video> CallStage::small() const {
  std::vector<Video> found;
  for (const Video video : {Video::kLocal, Video::kRemote, Video::kScreen}) {
    if (video == large() || !has(video) || (video == Video::kLocal && view.own_hidden)) continue;
    found.push_back(video);
  }
  return found;
}

// ---- where the small ones lie

Size CallStage::tile_size() const {
  switch (layout().kind) {
    case LayoutClass::kPhonePortrait: return {104, 139};
    case LayoutClass::kPhoneLandscape: return {139, 104};
    case LayoutClass::kTablet: return {208, 117};
    case LayoutClass::kDesktop: return model.chat.open ? Size{208, 117} : Size{256, 144};
    case LayoutClass::kVeryWide: return {320, 180};
  }
  return {};
}

/// A lower one lies beside the dock where 16 px stay between them, else above it; an upper one below the pills.
Rect CallStage::corner_rect(Corner corner, const Rect& status, const Rect& tools) const {
  const Size size = tile_size();
  const Rect dock = dock_rect();
  const bool upright = layout().landscape_phone();
  const float left = safe.x + margin();
  const float right = (upright ? dock.x - space::k12 : safe.right() - margin()) - size.width;
  const float x = is_left(corner) ? left : right;
  if (is_top(corner)) {
    const bool under_status = is_left(corner) || status.right() > x;
    const float top = under_status ? std::max(status.bottom(), is_left(corner) ? 0 : tools.bottom()) : tools.bottom();
    return {x, top + space::k12, size.width, size.height};
  }
  if (upright) return {x, safe.bottom() - margin() - size.height, size.width, size.height};
  const bool beside = is_left(corner) ? dock.x - (x + size.width) >= space::k16 : x - dock.right() >= space::k16;
  return {x, (beside ? dock.bottom() : dock.y - space::k16) - size.height, size.width, size.height};
}

Corner CallStage::corner_of(Video video) const {
  if (const auto chosen = view.places[index(video)].corner) return *chosen;
  const bool own_left = layout().landscape_phone();
  const Corner own = view.places[index(Video::kLocal)].corner.value_or(corner_at(own_left, false));
  if (video == Video::kLocal) return own;
  return corner_at(!is_left(own), is_top(own));
}

Rect CallStage::tile_rect(Video video, const Rect& status, const Rect& tools) const {
  const CallView::Place& place = view.places[index(video)];
  const Rect home = corner_rect(corner_of(video), status, tools);
  if (view.dragged == video) {
    if (const auto at = ui.pointer().at) {
      return {std::clamp(at->x - view.grip.x, safe.x, std::max(safe.x, safe.right() - home.width)),
              std::clamp(at->y - view.grip.y, safe.y, std::max(safe.y, safe.bottom() - home.height)), home.width,
              home.height};
    }
  }
  if (place.moves == 0) return home;
  const auto moves = static_cast<float>(place.moves);
  const float done = 1 - (moves - ui.animate(id_of(video), 'm', moves, kSnapMs, moves - 1));
  const float way = motion::ease_in_out(std::clamp(done, 0.0F, 1.0F));
  return {place.from.x + (home.x - place.from.x) * way, place.from.y + (home.y - place.from.y) * way, home.width,
          home.height};
}

Rect CallStage::own_rect(const Rect& status, const Rect& tools) const {
  const bool there = large() != Video::kLocal && !view.own_hidden;
  return there ? corner_rect(corner_of(Video::kLocal), status, tools) : Rect{};
}

/// To a corner, from where it is now; whoever is there takes the corner that it leaves.
void CallStage::send_to(Video video, Corner corner, const Rect& from) {
  const Corner before = corner_of(video);
  for (const Tile& tile : tiles_) {
    if (tile.video == video || corner_of(tile.video) != corner) continue;
    CallView::Place& place = view.places[index(tile.video)];
    place = {before, place.moves + 1, {tile.rect.x, tile.rect.y}};
  }
  CallView::Place& place = view.places[index(video)];
  place = {corner, place.moves + 1, {from.x, from.y}};
  ui.redraw_at(ui.now_ms());
}

void CallStage::drag(const Rect& status, const Rect& tools) {
  const Pointer pointer = ui.pointer();
  if (pointer.pressed && !ui.measuring()) {
    for (const Tile& tile : tiles_) {
      if (!pointer.at || !tile.rect.contains(*pointer.at)) continue;
      view.dragged = tile.video;
      view.grip = {pointer.at->x - tile.rect.x, pointer.at->y - tile.rect.y};
    }
  }
  if (!view.dragged || pointer.down) return;
  const Video video = *view.dragged;
  const Rect from = tile_rect(video, status, tools);
  view.dragged.reset();
  if (!pointer.released || !pointer.dragging) return;
  Corner nearest = corner_of(video);
  for (const Corner corner : {Corner::kTopLeft, Corner::kTopRight, Corner::kBottomLeft, Corner::kBottomRight}) {
    const Point center = from.center();
    if (distance(corner_rect(corner, status, tools).center(), center) <
        distance(corner_rect(nearest, status, tools).center(), center))
      nearest = corner;
  }
  send_to(video, nearest, from);
  // Where it was let go is no press on it.
  ui.swallow_press();
}

// ---- the large one

void CallStage::zoom_by(float factor, Point around) {
  const float before = view.zoom;
  view.zoom = std::clamp(before * factor, 1.0F, kMostZoom);
  const float by = view.zoom / before;
  // What lies under the pointer stays there.
  const Point middle = area.center();
  view.pan.x = around.x - middle.x - (around.x - middle.x - view.pan.x) * by;
  view.pan.y = around.y - middle.y - (around.y - middle.y - view.pan.y) * by;
}

void CallStage::follow_zoom() {
  if (large() != Video::kScreen) {
    view.zoom = 1;
    view.pan = {};
    view.pan_start.reset();
    return;
  }
  const Point middle = area.center();
  if (const auto wheel = ui.wheel_over(area)) zoom_by(std::exp(-wheel->dy * kWheelZoom), wheel->at);
  if (stage::keys_on(model)) {
    if (ui.activated("key:+") || ui.activated("key:=")) zoom_by(kZoomStep, middle);
    if (ui.activated("key:-")) zoom_by(1 / kZoomStep, middle);
    if (ui.activated("key:0")) view.zoom = 1;
  }
  const Pointer pointer = ui.pointer();
  if (!pointer.down) view.pan_start.reset();
  if (pointer.pressed && pointer.at && area.contains(*pointer.at) && !view.dragged) view.pan_start = view.pan;
  if (view.pan_start && pointer.dragging && pointer.at) {
    view.pan = {view.pan_start->x + pointer.at->x - pointer.start.x,
                view.pan_start->y + pointer.at->y - pointer.start.y};
  }
  const float most_x = (view.zoom - 1) * area.width / 2;
  const float most_y = (view.zoom - 1) * area.height / 2;
  view.pan = {std::clamp(view.pan.x, -most_x, most_x), std::clamp(view.pan.y, -most_y, most_y)};
}

void CallStage::draw_large() {
  const StageColors& s = theme().stage;
  const Rect full = layout().full();
  switch (large()) {
    case Video::kLocal:
      ui.place({Video::kLocal, area, 0, VideoFit::kCover, app::settings::mirrored(model), 1, "Your video"});
      break;
    case Video::kRemote:
      // Placed before its first picture is shown, so that it plays when it comes.
      if (app::remote_camera_on(model)) {
        ui.place({Video::kRemote, area, 0, fills() ? VideoFit::kCover : VideoFit::kContain, false, 1,
                  other.name + "'s video"});
      }
      break;
    case Video::kScreen: {
      const Rect rect = area.centered({area.width * view.zoom, area.height * view.zoom}).moved(view.pan.x, view.pan.y);
      ui.place({Video::kScreen, rect, 0, VideoFit::kContain, false, 1, other.name + "'s screen"});
      break;
    }
  }
  if (!picture()) {
    stage_backdrop(ui, full);
  } else if (area != full) {
    paint::fill(ui.list(), full, 0, s.letterbox);
    ui.punch(area, layout().phone() ? 0 : radius::kCard);
  }
  if (app::link(model) == app::Link::Reconnecting) paint::fill(ui.list(), full, 0, s.veil);
}

void CallStage::draw_tile(const Tile& tile) {
  const StageColors& s = theme().stage;
  const bool own = tile.video == Video::kLocal;
  const auto* call = app::current_call(model);
  const bool camera = !own || app::camera_on(model);
  // On arrival one's own picture comes from the whole stage, where Waiting had it.
  const bool from_waiting = own && call != nullptr && state.own_picture_call == call->id.value();
  const float moved = own ? ui.animate("call.self", 'm', 1, motion::kConnectMs, from_waiting && camera ? 0 : 1) : 1;
  const float way = motion::ease_in_out(moved);
  const Rect full = layout().full();
  const auto between = [way](float from, float to) { return from + (to - from) * way; };
  const Rect rect{between(full.x, tile.rect.x), between(full.y, tile.rect.y), between(full.width, tile.rect.width),
                  between(full.height, tile.rect.height)};
  const float r = radius::kRow * way;
  paint::shadow(ui.list(), rect, r, theme().stage_e2);
  if (camera) {
    const std::string name = own                            ? std::string("Your video")
                             : tile.video == Video::kRemote ? other.name + "'s video"
                                                            : other.name + "'s screen";
    const bool fit = tile.video == Video::kScreen;
    ui.place({tile.video, rect, r, fit ? VideoFit::kContain : VideoFit::kCover, own && app::settings::mirrored(model),
              1, name});
    ui.punch(rect, r);
  } else {
    paint::fill(ui.list(), rect, r, theme().forced ? s.dock : s.backdrop.top_right);
    if (const auto* self = app::oneself(model))
      avatar(ui, {self->initials, self->hue, rect.center(), 56, PresenceMark::kNone, s.backdrop.top_right, true});
  }
  paint::outline(ui.list(), rect, r, theme().forced ? s.dock_line : s.text.faded(.14F));
  if (own && !app::microphone_on(model)) {
    const Rect chip{rect.x + 8, rect.bottom() - 8 - 28, 28, 28};
    paint::fill(ui.list(), chip, 14, s.dock);
    draw_icon(ui.list(), Icon::kMicOff, chip.center(), 16, s.text, s.dock_solid);
  }
}

void CallStage::pictures(const Rect& status, const Rect& tools) {
  const auto lay = [&] {
    tiles_.clear();
    for (const Video video : small()) tiles_.push_back({video, tile_rect(video, status, tools)});
  };
  lay();
  drag(status, tools);
  follow_zoom();
  lay();
  draw_large();
  for (const Tile& tile : tiles_) draw_tile(tile);
}

void CallStage::picture_controls() {
  const StageColors& s = theme().stage;
  for (const Tile& tile : tiles_) {
    const bool own = tile.video == Video::kLocal;
    if (own && !app::camera_on(model)) continue;
    if (own && app::settings::can_flip(model)) {
      const Rect target{tile.rect.right() - kIconButtonSize, tile.rect.bottom() - kIconButtonSize, kIconButtonSize,
                        kIconButtonSize};
      paint::disc(ui.list(), target.center(), kFlip / 2, s.dock);
      if (icon_button(ui,
                      {"call.flip", "Flip camera", Icon::kFlipCamera, target, IconButtonKind::kStage, s.dock_solid}))
        emit(app::settings::Press{app::settings::Wish::FlipCamera});
    }
    Node node;
    node.id = id_of(tile.video);
    node.role = Role::kButton;
    node.name = tiles_.size() == 1             ? std::string("Swap pictures")
                : own                          ? std::string("Enlarge your picture")
                : tile.video == Video::kRemote ? "Enlarge " + other.name + "'s picture"
                                               : "Enlarge " + other.name + "'s screen";
    node.description = "Drag it, or press an arrow key, to move it to another corner.";
    node.rect = tile.rect;
    node.focus = Focus::kByTab;
    const Interaction control = ui.control(std::move(node));
    if (control.focused) draw_focus(ui, tile.rect, radius::kRow, Surface::kStage);
    if (control.pressed) {
      view.large = tile.video;
      ui.redraw_at(ui.now_ms());
    }
    if (!ui.has_focus(id_of(tile.video))) continue;
    const Corner corner = corner_of(tile.video);
    const bool left = ui.activated("key:arrowleft");
    const bool up = ui.activated("key:arrowup");
    if (left || ui.activated("key:arrowright")) send_to(tile.video, corner_at(left, is_top(corner)), tile.rect);
    if (up || ui.activated("key:arrowdown")) send_to(tile.video, corner_at(is_left(corner), up), tile.rect);
  }
}

}  // namespace parley::ui
