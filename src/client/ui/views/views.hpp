// The screens as functions of the model. A view draws what the model says and emits what the person asks for; it decides
// nothing and changes nothing but the UiState.
#pragma once

#include <string>

#include "client/app/model.hpp"
#include "client/ui/function_ref.hpp"
#include "client/ui/ui.hpp"
#include "client/ui/views/ui_state.hpp"

namespace parley::ui {

using Emit = FunctionRef<void(app::Intent)>;

/// The screen that the model is on, the dialog over it, and the live regions. This is what a Frame runs.
void draw_screen(Ui& ui, const app::Model& model, UiState& state, Emit emit);

void draw_entry(Ui& ui, const app::Model& model, UiState& state, Emit emit);
void draw_idle(Ui& ui, const app::Model& model, UiState& state, Emit emit);
void draw_waiting(Ui& ui, const app::Model& model, UiState& state, Emit emit);
void draw_call(Ui& ui, const app::Model& model, UiState& state, Emit emit);
void draw_ended(Ui& ui, const app::Model& model, UiState& state, Emit emit);
/// Only while it is open.
void draw_account(Ui& ui, const app::Model& model, UiState& state, Emit emit);
/// Only while it is open.
void draw_settings(Ui& ui, const app::Model& model, UiState& state, Emit emit);
/// Only while it is open.
void draw_chat(Ui& ui, const app::Model& model, UiState& state, Emit emit);
/// Whether the chat lies over everything, as a dialog; else it stands beside the call.
bool chat_covers(const Layout& layout, const app::Model& model);
/// While files are held over a call: where they would go.
void draw_drop(Ui& ui, const app::Model& model);
/// Only while it is open, within a call.
void draw_statistics(Ui& ui, const app::Model& model, UiState& state, Emit emit);
/// Whether it lies over everything, as a dialog; else it stands at the stage's right.
bool statistics_covers(const Layout& layout, const app::Model& model);
/// What it takes of the stage's width there.
float statistics_width(const Layout& layout, const app::Model& model);
/// Only while it is open, within a call.
void draw_more(Ui& ui, const app::Model& model, UiState& state, Emit emit);
/// Only while it is open.
void draw_shortcuts(Ui& ui, const app::Model& model, UiState& state, Emit emit);
/// The question for consent, only while there is one.
void draw_recording(Ui& ui, const app::Model& model, UiState& state, Emit emit);
/// Whether a recording waits that has to be saved or discarded before anything else: outside of a call.
bool asks_about_recorded(const app::Model& model);
void draw_recorded_question(Ui& ui, const app::Model& model, UiState& state, Emit emit);
/// In a call the recording that waits to be saved, on every screen the one that has just been.
void draw_recorded(Ui& ui, const app::Model& model, Emit emit);
/// "More about NAME", only while it is open.
void draw_person_menu(Ui& ui, const app::Model& model, UiState& state, Emit emit);
/// Only while something rings.
void draw_incoming(Ui& ui, const app::Model& model, UiState& state, Emit emit);

/// The card "Recent calls" from (`x`, `y`) downwards; returns its height, 0 where there was none.
float recent_calls(Ui& ui, const app::Model& model, float x, float y, float width, Emit emit);

/// `now_ms` of the frame as the model's clock has it.
Instant instant(const Ui& ui);

/// When the model tries the server next, in words; asks for the frame in which they change.
std::string next_try(Ui& ui, const app::Model& model);

}  // namespace parley::ui
