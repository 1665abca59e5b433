// A Frame with a fake font and no browser: one call a gesture, and a renderer that answers at once.
#pragma once

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "client/ui/frame.hpp"
#include "client/ui/ui.hpp"
#include "client/ui/views/views.hpp"
#include "tests/client/ui/support/fake_rasterizer.hpp"
#include "tests/client/ui/support/software_renderer.hpp"

namespace parley::ui::test {

class TestFrame {
 public:
  explicit TestFrame(std::function<void(Ui&)> draw, Size viewport = {390, 844}) : draw_(std::move(draw)) {
    input.viewport = viewport;
    input.now_ms = 100'000;
    run();
  }

  FrameOutput& run() { return run(std::vector<InputEvent>{}); }
  FrameOutput& run(InputEvent event) { return run(std::vector<InputEvent>{std::move(event)}); }
  FrameOutput& run(std::vector<InputEvent> events) {
    input.events = std::move(events);
    output = frame.run(input, draw_);
    input.events.clear();
    answer_texture_requests();
    return output;
  }
  /// Runs the frames that animations ask for, up to `ms` later.
  void advance(double ms) {
    const double end = input.now_ms + ms;
    while (output.redraw_at_ms && *output.redraw_at_ms < end) {
      input.now_ms = std::max(input.now_ms + 16, *output.redraw_at_ms);
      ++frames;
      run();
    }
    input.now_ms = end;
    run();
  }

  void move(Point at, PointerKind kind = PointerKind::kMouse) { run(PointerInput{PointerAction::kMove, kind, at}); }
  void down(Point at, PointerKind kind = PointerKind::kMouse) { run(PointerInput{PointerAction::kDown, kind, at}); }
  void up(Point at, PointerKind kind = PointerKind::kMouse) { run(PointerInput{PointerAction::kUp, kind, at}); }
  void click(Point at) {
    move(at);
    down(at);
    up(at);
  }
  void tap(Point at) {
    down(at, PointerKind::kTouch);
    up(at, PointerKind::kTouch);
  }
  void activate(const std::string& id) { run(ActivationInput{id}); }
  void type(const std::string& id, const std::string& value) { run(TextInput{id, value}); }

  const Node& node(std::string_view id) const {
    static const Node kNone;
    const Node* found = output.tree.find(id);
    return found != nullptr ? *found : kNone;
  }
  Point center(std::string_view id) const { return node(id).rect.center(); }

  FakeRasterizer rasterizer;
  Frame frame{rasterizer, software_callbacks()};
  FrameInput input;
  FrameOutput output;
  int frames = 0;

 private:
  std::function<void(Ui&)> draw_;
};

/// The views over one model, and what they emitted.
struct TestScreen {
  explicit TestScreen(app::Model shown, Size viewport = {390, 844})
      : model(std::move(shown)),
        frame([this](
                  Ui& ui) { draw_screen(ui, model, state, [this](app::Intent intent) { intents.push_back(intent); }); },
              viewport) {}

  template <typename Intent>
  const Intent* only() const {
    return intents.size() == 1 ? as<Intent>(intents.front()) : nullptr;
  }

  app::Model model;
  UiState state;
  std::vector<app::Intent> intents;
  TestFrame frame;
};

}  // namespace parley::ui::test
