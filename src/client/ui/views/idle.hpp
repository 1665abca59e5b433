// The parts of Idle, each a card: drawn from (`x`, `y`) downwards, they return their height, 0 where there is nothing to show.
#pragma once

#include "client/ui/views/views.hpp"
#include "client/ui/widgets/avatar.hpp"

namespace parley::ui {

/// "People online" with its virtual list: only the rows near `view`, the visible part of the page, are made.
float people_card(Ui& ui, const app::Model& model, UiState& state, float x, float y, float width, const Rect& view,
                  Emit emit);
/// "Blocked people".
float blocked_card(Ui& ui, const app::Model& model, float x, float y, float width, Emit emit);
/// One's own call on another device, the meeting point one is at, and a link that led to nothing.
float happening_cards(Ui& ui, const app::Model& model, float x, float y, float width, Emit emit);
/// How the others find one: the personal link, notifications.
float reach_card(Ui& ui, const app::Model& model, float x, float y, float width, Emit emit);

PresenceMark presence_mark(protocol::Presence presence);

}  // namespace parley::ui
