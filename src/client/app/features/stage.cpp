#include "client/app/features/stage.hpp"

#include "client/app/context.hpp"

namespace parley::app::stage {
namespace {

namespace devices = call::devices;

/// What the page is to show of the call now.
ShowCall call_of(const Model& model) {
  ShowCall call;
  call.live = screen(model) == Screen::Call;
  if (!call.live) return call;
  call.microphone = microphone_on(model);
  call.camera = camera_on(model);
  call.video = call.camera || remote_camera_on(model) || sharing::remote_on(model);
  call.name = other_person(model)->name;
  return call;
}

}  // namespace

void handle(Context& context, const Show& intent) {
  State& stage = context.model.stage;
  stage.more = intent.sheet == Sheet::More && intent.shown;
  stage.shortcuts = intent.sheet == Sheet::Shortcuts && intent.shown;
}
void handle(Context& context, const ToggleFullScreen&) {
  context.emit(SetFullScreen{!context.model.stage.full_screen});
}
void handle(Context& context, const TogglePictureInPicture&) {
  context.emit(SetPictureInPicture{!context.model.stage.picture_in_picture});
}
void handle(Context& context, const Talk& intent) {
  bool& talking = context.model.stage.talking;
  if (intent.held == talking || (intent.held && microphone_on(context.model))) return;
  talking = intent.held;
  if (microphone_on(context.model) != talking) context.next(devices::UserTogglesMicrophone{});
}
void handle(Context& context, const Abilities& report) { context.model.stage.can = report; }
void handle(Context& context, const PictureSize& report) {
  State& stage = context.model.stage;
  (report.picture == Picture::Remote ? stage.remote : stage.screen) = report;
}
void handle(Context& context, const FullScreenChanged& report) { context.model.stage.full_screen = report.on; }
void handle(Context& context, const PictureInPictureChanged& report) {
  context.model.stage.picture_in_picture = report.on;
}
void handle(Context& context, const Wished& report) {
  if (screen(context.model) != Screen::Call) return;
  switch (report.what) {
    case Wish::ToggleMicrophone: return context.next(devices::UserTogglesMicrophone{});
    case Wish::ToggleCamera: return context.next(devices::UserTogglesCamera{});
    case Wish::HangUp: return context.next(call::consent::UserEnds{});
  }
}

void follow(Context& context, const Before& /*before*/) {
  Model& model = context.model;
  State& stage = model.stage;
  if (screen(model) != Screen::Call) {
    stage.more = false;
    stage.talking = false;
    if (stage.picture_in_picture) context.emit(SetPictureInPicture{false});
    stage.picture_in_picture = false;
  }
  const ShowCall now = call_of(model);
  if (now == stage.shown) return;
  stage.shown = now;
  context.emit(now);
}

}  // namespace parley::app::stage
