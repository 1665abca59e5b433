#include "client/browser/host.hpp"

#include <cmath>
#include <utility>

#include <emscripten/emscripten.h>

#include "client/browser/names.hpp"
#include "client/browser/surroundings.hpp"
#include "core/base/visit.hpp"

namespace parley::browser {
namespace {

constexpr const char* kRedrawTimer = "redraw";
constexpr double kFrameMs = 8;  // a redraw that is nearer than this takes the next animation frame

val videos_to_js(const std::vector<ui::VideoPlacement>& videos) {
  val list = val::array();
  for (const ui::VideoPlacement& video : videos) {
    val object = val::object();
    object.set("video", to_js(name_of(video.video)));
    object.set("rect", to_js(video.rect));
    object.set("radius", video.radius);
    object.set("fit", to_js(name_of(video.fit)));
    object.set("mirrored", video.mirrored);
    object.set("opacity", video.opacity);
    object.set("name", video.name);
    list.call<void>("push", object);
  }
  return list;
}

}  // namespace

Host::Host(const val& page, Screens& screens)
    : screens_(screens),
      page_(page),
      surface_(page["surface"]),
      videos_(page["videos"]),
      clock_(page["clock"]),
      mirror_(page["mirror"]),
      text_(page["text"]),
      recorder_(page["record"].as<bool>() ? std::make_unique<record::Recorder>() : nullptr),
      recorded_text_(recorder_ ? std::make_unique<record::ListeningRasterizer>(text_, *recorder_) : nullptr),
      frame_(recorded_text_ ? static_cast<ui::TextRasterizer&>(*recorded_text_) : text_, Canvas::callbacks()) {
  read_surroundings(surface_, frame_input_);
}

void Host::start(app::Started kept) { post(std::move(kept)); }

double Host::now_ms() const { return emscripten_get_now(); }

void Host::post(app::Event event) {
  queue_.push_back(std::move(event));
  settle();
}

void Host::input(ui::InputEvent event) {
  inputs_.push_back(std::move(event));
  views_due_ = true;
  settle();
}

void Host::focus_moved(std::string id, bool visible) {
  frame_input_.focused_id = std::move(id);
  frame_input_.focus_visible = visible;
  views_due_ = true;
  settle();
}

void Host::surface_changed() {
  read_surroundings(surface_, frame_input_);
  views_due_ = true;
  paint_due_ = true;
  settle();
  surface_.call<void>("request_frame");
}

void Host::timer_passed(const std::string& name) {
  if (name == kRedrawTimer) {
    redraw_at_ms_.reset();
    views_due_ = true;
    settle();
  } else if (const auto timer = timer_named(name)) {
    post(app::TimerPassed{*timer});
  }
}

void Host::frame_came() {
  if (frame_moves_) {
    frame_moves_ = false;
    views_due_ = true;
    settle();
  }
  if (paint_due_) paint();
}

void Host::context_lost() { canvas_.lose(); }

void Host::context_restored() {
  canvas_.restore();
  surface_changed();
}

const std::string& Host::recording() const {
  static const std::string nothing;
  return recorder_ ? recorder_->text() : nothing;
}

/// Whatever is called from here may report something before it returns; it then finds us at work and only leaves it here.
void Host::settle() {
  if (settling_) return;
  settling_ = true;
  while (!queue_.empty() || views_due_) {
    drain();
    run_views();
  }
  settling_ = false;
}

void Host::drain() {
  while (!queue_.empty()) {
    const app::Event event = std::move(queue_.front());
    queue_.pop_front();
    const Moment moment{Instant{Milliseconds{std::llround(now_ms())}}, clock_.call<std::uint32_t>("dice")};
    if (recorder_) recorder_->event(event, moment);
    for (const app::Effect& effect : app::update(model_, event, moment)) {
      if (recorder_) recorder_->effect(effect);
      carry_out(effect);
    }
    views_due_ = true;
  }
}

void Host::carry_out(const app::Effect& effect) {
  if (as<app::FetchPart>(effect)) {
    surface_.call<void>("fetch_part");
    return;
  }
  if (!platform_) platform_ = make_platform(page_, [this](app::Event event) { post(std::move(event)); });
  platform_->run(effect);
}

void Host::run_views() {
  views_due_ = false;
  frame_input_.now_ms = now_ms();
  frame_input_.events = std::exchange(inputs_, {});
  if (recorder_) recorder_->frame(frame_input_);
  ui::FrameOutput output = frame_.run(frame_input_, [this](ui::Ui& ui) {
    screens_.draw(ui, model_, [this](app::Intent intent) { queue_.emplace_back(std::move(intent)); });
  });
  if (recorder_) recorder_->shown(output.tree);
  show(std::move(output));
}

void Host::show(ui::FrameOutput output) {
  if (output.changed) {
    paint_due_ = true;
    surface_.call<void>("request_frame");
  }
  schedule(output.redraw_at_ms);
  if (output.videos != shown_videos_) {
    videos_.call<void>("place", videos_to_js(output.videos));
    shown_videos_ = std::move(output.videos);
  }
  if (output.cursor != shown_cursor_) {
    surface_.call<void>("set_cursor", std::string(name_of(output.cursor)));
    shown_cursor_ = output.cursor;
  }
  if (output.page_color != shown_page_color_) {
    surface_.call<void>("set_page_color", css_color(output.page_color));
    shown_page_color_ = output.page_color;
  }
  if (output.title != shown_title_) {
    surface_.call<void>("set_title", output.title);
    shown_title_ = output.title;
  }
  mirror_.show(std::move(output.tree));
  if (!output.focus_request.empty()) mirror_.focus(output.focus_request);
}

void Host::schedule(std::optional<double> redraw_at_ms) {
  frame_moves_ = redraw_at_ms && *redraw_at_ms < now_ms() + kFrameMs;
  if (frame_moves_) {
    surface_.call<void>("request_frame");
    redraw_at_ms.reset();
  }
  if (redraw_at_ms == redraw_at_ms_) return;
  redraw_at_ms_ = redraw_at_ms;
  if (redraw_at_ms) {
    clock_.call<void>("start", std::string(kRedrawTimer), std::ceil(*redraw_at_ms - now_ms()));
  } else {
    clock_.call<void>("stop", std::string(kRedrawTimer));
  }
}

void Host::paint() {
  if (!canvas_.ready()) return;
  paint_due_ = false;
  const auto device_px = [this](float css_px) {
    return static_cast<int>(css_px * frame_input_.density);
  };  // as ImGui does
  const int width = device_px(frame_input_.viewport.width);
  const int height = device_px(frame_input_.viewport.height);
  surface_.call<void>("resize", width, height);
  canvas_.paint(frame_.render(), width, height);
  if (!revealed_) {
    revealed_ = true;
    surface_.call<void>("reveal");
  }
}

}  // namespace parley::browser
