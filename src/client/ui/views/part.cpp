// What stands in place of a screen until the program's second part is there: that it comes, or why it did not.
#include <algorithm>

#include "client/ui/views/views.hpp"
#include "client/ui/widgets/button.hpp"
#include "client/ui/widgets/surface.hpp"
#include "client/ui/widgets/words.hpp"

namespace parley::ui {

void draw_part(Ui& ui, const app::Model& model, Emit emit) {
  const Theme& t = ui.theme();
  const Layout& layout = ui.layout();
  page_backdrop(ui);
  Node main;
  main.id = "main";
  main.role = Role::kMain;
  main.rect = layout.full();
  const Ui::Scope scope = ui.open(std::move(main));
  const bool failed = model.part == app::Part::Failed;
  const std::string_view text =
      failed ? "A part of Parley could not be loaded. Check that you are online, then reload." : "Parley is loading.";
  const Rect safe = layout.safe();
  const float width = std::min(400.0F, safe.width - 2 * layout.page_margin());
  const float x = safe.center().x - width / 2;
  const float height = words_height(ui, text, t.type.body, width);
  const float y = safe.center().y - height;
  words(ui, {"part.words", text, t.type.body, t.text, Align::kCenter}, x, y, width);
  if (!failed) return;
  const Size size = button_size(ui, "Reload", Icon::kNone);
  const Rect rect{safe.center().x - size.width / 2, y + height + space::k16, size.width, size.height};
  if (button(ui, {"part.reload", "Reload", rect})) emit(app::UserReloads{});
}

}  // namespace parley::ui
