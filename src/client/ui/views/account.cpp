// The dialog "Account": where one is signed in, another password, and leaving for good.
#include <algorithm>
#include <string>
#include <utility>

#include "client/ui/geometry/column.hpp"
#include "client/ui/icons.hpp"
#include "client/ui/views/views.hpp"
#include "client/ui/widgets/button.hpp"
#include "client/ui/widgets/dialog.hpp"
#include "client/ui/widgets/field.hpp"
#include "client/ui/widgets/notice.hpp"
#include "client/ui/widgets/words.hpp"

namespace parley::ui {
namespace {

using app::AccountAsk;

struct AccountDialog {
  Ui& ui;
  const app::Model& model;
  UiState& state;
  Emit emit;

  const Theme& theme() const { return ui.theme(); }
  float device_text_width(const Column& column) const { return column.width() - kIconButtonSize - space::k8; }
  std::string used(const app::ListedLogin& login) const {
    return app::login_words(model.account.clock, login, instant(ui));
  }

  float device_height(const app::ListedLogin& login, float width) {
    const TypeScale& type = theme().type;
    return std::max(60.0F, words_height(ui, login.shown, type.body.strong(), width) +
                               words_height(ui, used(login), type.small, width) + 12);
  }

  void device(const app::ListedLogin& login, Column& column) {
    const Theme& t = theme();
    const float width = device_text_width(column);
    const Rect row = column.take(device_height(login, width));
    Node item;
    item.id = "logins:" + login.id;
    item.role = Role::kListItem;
    item.rect = {row.x, row.y, row.width + space::k8, row.height};
    const Ui::Scope scope = ui.open(std::move(item));
    const TextStyle name = t.type.body.strong();
    const TextStyle line = t.type.small;
    const float text = words_height(ui, login.shown, name, width) + words_height(ui, used(login), line, width);
    float y = row.center().y - text / 2;
    y += words(ui, {"logins.name:" + login.id, login.shown, name, t.text}, row.x, y, width);
    words(ui, {"logins.used:" + login.id, used(login), line, login.here ? t.positive : t.muted}, row.x, y, width);
    const Rect out{row.right() - kIconButtonSize + space::k8, row.center().y - kIconButtonSize / 2, kIconButtonSize,
                   kIconButtonSize};
    if (!icon_button(ui, {"logins.end:" + login.id, "Sign out " + login.shown, Icon::kSignOut, out,
                          IconButtonKind::kBare, t.raised}))
      return;
    if (login.here)
      emit(app::SignOut{});
    else
      emit(app::AccountWish{AccountAsk::EndLogin, login.shown, {}, {}, login.id});
  }

  void devices(Column& column) {
    const Theme& t = theme();
    const TextStyle small = t.type.small;
    column.gap(words(ui, {"account.who", "You are signed in as " + model.account.name + ".", small, t.muted},
                     column.x(), column.y(), column.width()));
    column.gap(space::k16);
    line_of(ui, {"account.devices", "Signed in on", small.strong(), t.text, Align::kStart, 3},
            column.take(small.line_height));
    const auto& logins = model.account.logins;
    if (logins.empty()) return;
    float height = 0;
    for (const app::ListedLogin& login : logins) height += device_height(login, device_text_width(column));
    Node list;
    list.id = "logins";
    list.role = Role::kList;
    list.name = "Signed in on";
    list.rect = {column.x(), column.y(), column.width() + space::k8, height};
    const Ui::Scope scope = ui.open(std::move(list));
    for (const app::ListedLogin& login : logins) device(login, column);
  }

  void password(Column& column, std::string id, std::string_view label, std::string& value, std::string_view error,
                std::string_view autocomplete) {
    Field field;
    field.id = std::move(id);
    field.label = label;
    field.value = &value;
    field.error = error;
    field.secret = true;
    field.autocomplete = autocomplete;
    float height = 0;
    if (whole_field(ui, field, column.x(), column.y(), column.width(), height).submitted) change_password();
    column.gap(height + space::k16);
  }

  void change_password() { wish(AccountAsk::ChangePassword); }

  void wish(AccountAsk ask) {
    const bool needs_password = ask != AccountAsk::EndLogins;
    if (needs_password && state.password.empty())
      ui.request_focus("account.current");
    else if (ask == AccountAsk::ChangePassword && state.new_password.empty())
      ui.request_focus("account.new");
    emit(app::AccountWish{ask, {}, state.password, state.new_password, {}});
  }

  void press(Column& column, std::string id, std::string_view label, ButtonKind kind, AccountAsk ask) {
    const Rect rect = column.take(button_height(ui, label, Icon::kNone, column.width()));
    if (button(ui,
               {std::move(id), label, rect, kind, Icon::kNone, Surface::kDialog, false, app::is_asking(model, ask)}))
      wish(ask);
  }

  void content(Column& column) {
    devices(column);
    column.gap(space::k16);
    const std::string current = app::password_error(model);
    const std::string fresh = app::new_password_error(model);
    password(column, "account.current", "Current password", state.password, current, "current-password");
    password(column, "account.new", "New password", state.new_password, fresh, "new-password");
    press(column, "account.change", "Change password", ButtonKind::kSecondary, AccountAsk::ChangePassword);
    column.gap(space::k24);
    const std::string alert = app::account_alert(model);
    const bool confirming = model.account.confirming;
    if (!alert.empty()) {
      const Notice notice{"account.alert", alert, {}, NoticeKind::kDanger, Icon::kWarning, {}};
      alert_box(ui, notice, column.x(), column.y(), column.width());
      column.gap(alert_height(ui, notice, column.width()) + space::k16);
    }
    press(column, "account.everywhere", "Sign out everywhere", ButtonKind::kQuiet, AccountAsk::EndLogins);
    column.gap(space::k8);
    press(column, "account.delete", "Delete account", confirming ? ButtonKind::kDanger : ButtonKind::kQuiet,
          AccountAsk::Delete);
  }
};

}  // namespace

void draw_account(Ui& ui, const app::Model& model, UiState& state, Emit emit) {
  AccountDialog account{ui, model, state, emit};
  if (dialog(ui, {"account", "Account", "Close account"}, [&](Column& column) { account.content(column); }))
    emit(app::ShowAccount{false});
}

}  // namespace parley::ui
