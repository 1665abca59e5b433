// The client's one queue: events in, app::update, effects out, and after each drained batch the views, with or without a
// frame. Only drawing with GL waits for an animation frame, and there is none while nothing changes.
#pragma once

#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "client/app/model.hpp"
#include "client/browser/canvas.hpp"
#include "client/browser/mirror.hpp"
#include "client/browser/platform.hpp"
#include "client/browser/text_raster.hpp"
#include "client/browser/values.hpp"
#include "client/record/recorder.hpp"
#include "client/ui/frame.hpp"
#include "client/ui/function_ref.hpp"

namespace parley::browser {

/// What is shown: brought by main.cpp, so that the browser layer knows no screen.
class Screens {
 public:
  Screens() = default;
  Screens(const Screens&) = delete;
  Screens& operator=(const Screens&) = delete;
  virtual ~Screens() = default;
  virtual void draw(ui::Ui& ui, const app::Model& model, ui::FunctionRef<void(app::Intent)> emit) = 0;
};

/// Makes `screens` what the page shows once it calls `start` (exports.cpp).
void set_up(std::unique_ptr<Screens> screens);

class Host {
 public:
  /// `page`: the object that web/main.js passes to `start`. If its `record` is true, everything that comes in is written down.
  Host(const val& page, Screens& screens);

  /// The first event: what this tab and this browser kept of an earlier life.
  void start(app::Started kept);

  /// Puts the event into the queue and works it off, unless that is being done already.
  void post(app::Event event);
  /// Input of a person. Applied within the DOM event, so that what it causes counts as a gesture.
  void input(ui::InputEvent event);

  void focus_moved(std::string id, bool visible);
  void surface_changed();
  void timer_passed(const std::string& name);
  void frame_came();
  void context_lost();
  void context_restored();

  /// The run so far as lines of JSON, which plays back natively (client/record); empty if it is not recorded.
  const std::string& recording() const;

 private:
  void settle();
  void drain();
  void carry_out(const app::Effect& effect);
  void run_views();
  void show(ui::FrameOutput output);
  void schedule(std::optional<double> redraw_at_ms);
  void paint();
  double now_ms() const;

  Screens& screens_;
  val page_;
  val surface_;
  val videos_;
  val clock_;
  app::Model model_;
  std::deque<app::Event> queue_;
  ui::FrameInput frame_input_;
  std::vector<ui::InputEvent> inputs_;
  bool settling_ = false;
  bool views_due_ = true;

  std::unique_ptr<app::EffectRunner> platform_;  ///< once the second part is there
  Mirror mirror_;
  TextRaster text_;
  std::unique_ptr<record::Recorder> recorder_;
  std::unique_ptr<record::ListeningRasterizer> recorded_text_;
  ui::Frame frame_;
  Canvas canvas_;

  bool frame_moves_ = false;  ///< the next animation frame is a step of an animation: run the views in it
  bool paint_due_ = true;
  bool revealed_ = false;
  std::optional<double> redraw_at_ms_;  ///< what the redraw timer is set to
  std::vector<ui::VideoPlacement> shown_videos_;
  std::optional<ui::Cursor> shown_cursor_;
  std::optional<ui::Color> shown_page_color_;
  std::string shown_title_;
};

}  // namespace parley::browser
