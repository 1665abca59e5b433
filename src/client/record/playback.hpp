// Plays a recording back on any machine: the same events, the same frames, the same lengths of text, and therefore the same
// screens. Says where it first differs.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "client/app/model.hpp"
#include "client/ui/frame.hpp"

namespace parley::record {

/// Draws a frame of the model; what it emits is in the recording already.
using Draw = std::function<void(ui::Ui&, const app::Model&)>;

struct Difference {
  std::size_t line = 0;  ///< of the recording, from 1
  std::string expected;
  std::string got;
};

struct Played {
  std::size_t events = 0;
  std::size_t frames = 0;
  std::size_t trees = 0;
  std::optional<Difference> difference;  ///< nothing: the same to the end
  app::Model model;                      ///< as the recording left it
};

Played play_back(std::string_view recording, const Draw& draw);

}  // namespace parley::record
