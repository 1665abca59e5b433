#include "client/ui/views/views.hpp"

namespace parley::ui {
namespace {

void append(std::string& all, std::string_view sentence) {
  if (sentence.empty()) return;
  if (!all.empty()) all += ' ';
  all += sentence;
}

/// Everything on the screen that went wrong, in the order in which it stands there.
std::string alert_words(const app::Model& model, Instant now) {
  std::string words;
  switch (app::screen(model)) {
    case app::Screen::Entry:
      append(words, app::entry_alert(model));
      append(words, app::name_error(model));
      append(words, app::password_error(model));
      break;
    case app::Screen::Idle:
      append(words, app::connection_alert(model));
      append(words, app::call_error(model));
      append(words, app::links::problem(model));
      append(words, app::lobby::block_alert(model));
      append(words, app::account_alert(model));
      append(words, app::password_error(model));
      append(words, app::new_password_error(model));
      break;
    case app::Screen::Waiting:
    case app::Screen::Call:
      for (const app::Banner& banner : app::banners(model, now))
        if (banner.kind != app::Banner::Kind::Info) append(words, banner.text);
      break;
    case app::Screen::Ended: append(words, app::connection_alert(model)); break;
  }
  const auto& told = model.settings.notice;  // on the stage it is one of the banners
  if (model.settings.open && told && told->warning && app::current_call(model) == nullptr) append(words, told->text);
  const app::Screen screen = app::screen(model);
  if (screen == app::Screen::Idle || screen == app::Screen::Ended) append(words, app::recording::trouble(model));
  return words;
}

void say(Ui& ui, const app::Model& model, UiState& state) {
  std::string words = alert_words(model, instant(ui));
  if (words != state.alert) {
    state.alert = std::move(words);
    ++state.alert_serial;
  }
  ui.set_alert(state.alert, state.alert_serial);
  ui.set_status(model.status.text, model.status.serial);
}

std::string title(const app::Model& model) {
  if (const auto* ringing = app::incoming(model)) return ringing->call.caller.name + " is calling";
  const app::Screen screen = app::screen(model);
  const auto* other = app::other_person(model);
  if (other != nullptr && (screen == app::Screen::Call || screen == app::Screen::Waiting))
    return other->name + ", Parley";
  return "Parley";
}

/// What was typed as a password is kept only as long as its field is there and its wish has not come true.
void forget_passwords(const app::Model& model, UiState& state) {
  const bool there = app::screen(model) == app::Screen::Entry || model.account.open;
  if (there && state.account_done == model.account.done) return;
  state.account_done = model.account.done;
  state.password.clear();
  state.new_password.clear();
  state.password_shown = false;
}

}  // namespace

bool asks_about_recorded(const app::Model& model) {
  const app::Screen now = app::screen(model);
  const auto& file = model.recording.file;
  return file && !file->saved && (now == app::Screen::Idle || now == app::Screen::Ended);
}

Instant instant(const Ui& ui) { return Instant(Milliseconds(static_cast<Milliseconds::rep>(ui.now_ms()))); }

std::string next_try(Ui& ui, const app::Model& model) {
  if (const auto* waiting = std::get_if<session::BackingOff>(&model.session.phase)) {
    const auto left = (waiting->until - instant(ui)).count();
    if (left > 0) ui.redraw_at(ui.now_ms() + static_cast<double>(left % 1000 == 0 ? 1000 : left % 1000));
  }
  return app::next_try(model, instant(ui));
}

namespace {

void draw_page(Ui& ui, const app::Model& model, UiState& state, Emit emit) {
  switch (app::screen(model)) {
    case app::Screen::Entry: return draw_entry(ui, model, state, emit);
    case app::Screen::Idle: return draw_idle(ui, model, state, emit);
    case app::Screen::Waiting: return draw_waiting(ui, model, state, emit);
    case app::Screen::Call: return draw_call(ui, model, state, emit);
    case app::Screen::Ended: return draw_ended(ui, model, state, emit);
  }
}

}  // namespace

void draw_screen(Ui& ui, const app::Model& model, UiState& state, Emit emit) {
  const bool rings = app::incoming(model) != nullptr;
  const bool in_call = app::screen(model) == app::Screen::Call;
  const bool chat_dialog = model.chat.open && chat_covers(ui.layout(), model);
  const bool statistics = in_call && model.statistics.open;
  const bool statistics_dialog = statistics && statistics_covers(ui.layout(), model);
  struct Over {
    bool open;
    void (*draw)(Ui&, const app::Model&, UiState&, Emit);
  };
  // In the order in which they lie over each other; what is under one is out of reach.
  const Over dialogs[] = {
      {chat_dialog, draw_chat},
      {statistics_dialog, draw_statistics},
      {model.account.open, draw_account},
      {model.lobby.subject.has_value(), draw_person_menu},
      {model.settings.open, draw_settings},
      {in_call && model.stage.more, draw_more},
      {model.stage.shortcuts, draw_shortcuts},
      {in_call && app::recording::asks_consent(model), draw_recording},
      {asks_about_recorded(model), draw_recorded_question},
      {rings, draw_incoming},
  };
  const Over* top = nullptr;
  for (const Over& dialog : dialogs)
    if (dialog.open) top = &dialog;
  forget_passwords(model, state);
  {
    const Ui::InertScope under_dialog(ui, top != nullptr);
    draw_page(ui, model, state, emit);
    if (statistics && !statistics_dialog) draw_statistics(ui, model, state, emit);
    if (in_call && model.chat.open && !chat_dialog) draw_chat(ui, model, state, emit);
    if (app::screen(model) != app::Screen::Entry) draw_recorded(ui, model, emit);  // Entry is there before all else
    if (model.part == app::Part::Here && ui.activated("key:?") && app::settings::single_keys(model))
      emit(app::stage::Show{app::stage::Sheet::Shortcuts, true});
  }
  for (const Over& dialog : dialogs) {
    if (!dialog.open) continue;
    const Ui::InertScope under_another(ui, &dialog != top);
    dialog.draw(ui, model, state, emit);
  }
  if (!rings) state.ringing_call.clear();
  if (model.transfers.dragged) draw_drop(ui, model);
  if (!model.chat.open) state.chat.entered = false;
  say(ui, model, state);
  ui.set_title(title(model));
}

}  // namespace parley::ui
