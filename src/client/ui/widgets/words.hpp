// Words on the screen with their nodes: paragraphs that wrap, single lines that end in an ellipsis, headings.
#pragma once

#include <string>
#include <string_view>

#include "client/ui/ui.hpp"

namespace parley::ui {

struct Words {
  std::string id;  ///< empty for words that a containing node says already: they get no node
  std::string_view text;
  TextStyle style;
  Color color;
  Align align = Align::kStart;
  int heading = 0;          ///< its level; 0 for a paragraph
  Role role = Role::kText;  ///< of a paragraph
};

/// The height of the text in `width`.
float words_height(Ui& ui, std::string_view text, const TextStyle& style, float width);

/// Draws as many lines as needed from (`x`, `y`) downwards and returns their height.
float words(Ui& ui, const Words& words, float x, float y, float width);

/// Draws one line, cut where it does not fit. Its node still says all of it.
void line_of(Ui& ui, const Words& words, const Rect& rect);

}  // namespace parley::ui
