// What is said, politely and once, when something changed that a screen reader's user would otherwise miss.
#pragma once

#include "client/app/model.hpp"

namespace parley::app {

/// What has to be remembered of the model to notice a change.
struct Before {
  Screen screen{};
  bool rang = false;
  std::string caller;  ///< of the ring that was shown
  Link link{};
  bool online = false;
  bool live = false;  ///< something rang or was a call
  std::string name;   ///< one's own
  std::optional<protocol::CallMedia> remote;
};

Before remember(const Model& model);

/// Says this politely.
void say(Model& model, std::string text);

/// Compares and says what changed, by `Model::status`.
void announce_change(Model& model, const Before& before);

}  // namespace parley::app
