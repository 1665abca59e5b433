// "More about NAME": what one does to a person of the list less often than calling.
#include <string>

#include "client/ui/icons.hpp"
#include "client/ui/views/views.hpp"
#include "client/ui/widgets/button.hpp"
#include "client/ui/widgets/dialog.hpp"
#include "client/ui/widgets/notice.hpp"

namespace parley::ui {

void draw_person_menu(Ui& ui, const app::Model& model, UiState&, Emit emit) {
  const auto& subject = model.lobby.subject;
  if (!subject) return;
  const std::string& name = subject->name;
  const bool favourite = app::lobby::is_favourite(model.lobby, name);
  const auto content = [&](Column& column) {
    const auto press = [&](std::string id, const std::string& label, Icon icon, ButtonKind kind) {
      const Rect rect = column.take(button_height(ui, label, icon, column.width()));
      column.gap(space::k8);
      return button(ui, {std::move(id), label, rect, kind, icon, Surface::kDialog});
    };
    if (press("person.message", "Message " + name, Icon::kChat, ButtonKind::kSecondary)) {
      emit(app::lobby::ShowMore{});
      emit(app::chat::Open{subject->person});
    }
    if (press("person.favour", favourite ? "Remove " + name + " from favourites" : "Add " + name + " to favourites",
              Icon::kStar, ButtonKind::kQuiet))
      emit(app::lobby::Favour{name, !favourite});
    const std::string alert = app::lobby::block_alert(model);
    if (!alert.empty()) {
      const Notice notice{"person.alert", alert, {}, NoticeKind::kDanger, Icon::kWarning, {}};
      alert_box(ui, notice, column.x(), column.y(), column.width());
      column.gap(alert_height(ui, notice, column.width()) + space::k8);
    }
    if (press("person.block", "Block " + name, Icon::kClose,
              subject->confirming ? ButtonKind::kDanger : ButtonKind::kQuiet))
      emit(app::lobby::BlockSubject{});
  };
  const std::string title = "More about " + name;
  if (dialog(ui, {"person", title, "Close", 400}, content)) emit(app::lobby::ShowMore{});
}

}  // namespace parley::ui
