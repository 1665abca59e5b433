// The sheet of keyboard shortcuts: what a single key does, and that it can be switched off.
#include <array>
#include <string>

#include "client/ui/geometry/column.hpp"
#include "client/ui/painter.hpp"
#include "client/ui/views/stage.hpp"
#include "client/ui/views/views.hpp"
#include "client/ui/widgets/dialog.hpp"
#include "client/ui/widgets/words.hpp"

namespace parley::ui {
namespace {

constexpr float kKeyWidth = 88;
constexpr float kKeyHeight = 28;

struct Shortcut {
  const char* id;
  std::string_view key;
  std::string_view words;
};

constexpr std::array<Shortcut, 8> kShortcuts{{
    {"shortcuts.mute", "M", "Mute or unmute the microphone"},
    {"shortcuts.camera", "V", "Turn the camera on or off"},
    {"shortcuts.talk", "Space", "Talk while it is held, with Push to talk"},
    {"shortcuts.zoom", "+  -", "Zoom a shared screen in or out"},
    {"shortcuts.fit", "0", "Fit a shared screen"},
    {"shortcuts.move", "Arrows", "Move the small picture that has focus"},
    {"shortcuts.escape", "Escape", "Close what is open"},
    {"shortcuts.help", "?", "Show these keys"},
}};

}  // namespace

void draw_shortcuts(Ui& ui, const app::Model& model, UiState& /*state*/, Emit emit) {
  const Theme& t = ui.theme();
  const std::string_view about = stage::keys_on(model)
                                     ? "Keys do nothing while text is typed. Settings can switch them off."
                                     : "Single keys are switched off. Settings can switch them on.";
  const bool closed =
      dialog(ui, {"shortcuts", "Keyboard shortcuts", "Close keyboard shortcuts", 440}, [&](Column& column) {
        for (const Shortcut& one : kShortcuts) {
          const TextStyle style = t.type.body;
          const float width = column.width() - kKeyWidth - space::k16;
          const float height = words_height(ui, one.words, style, width);
          const Rect row = column.take(std::max(kKeyHeight, height) + space::k12);
          const Rect key{row.x, row.center().y - kKeyHeight / 2, kKeyWidth, kKeyHeight};
          paint::fill(ui.list(), key, 8, t.sunken);
          paint::outline(ui.list(), key, 8, t.outline);
          const TextStyle small = t.type.small.strong();
          line_of(ui, {std::string(one.id) + ".key", one.key, small, t.text, Align::kCenter},
                  key.centered({kKeyWidth, small.line_height}));
          words(ui, {one.id, one.words, style, t.text}, key.right() + space::k16, row.center().y - height / 2, width);
        }
        column.gap(space::k8);
        const Rect foot = column.take(words_height(ui, about, t.type.small, column.width()));
        words(ui, {"shortcuts.about", about, t.type.small, t.muted}, foot.x, foot.y, foot.width);
      });
  if (closed) emit(app::stage::Show{app::stage::Sheet::Shortcuts, false});
}

}  // namespace parley::ui
