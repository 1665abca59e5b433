// Sends ui's accessible tree to web/accessibility.js: only what changed since the last one.
#pragma once

#include <string>

#include "client/browser/values.hpp"
#include "client/ui/accessibility.hpp"

namespace parley::browser {

class Mirror {
 public:
  explicit Mirror(val mirror) : mirror_(std::move(mirror)) {}

  void show(ui::Tree tree);
  /// Moves DOM focus to this node, in the same task and without scrolling.
  void focus(const std::string& id) { mirror_.call<void>("focus", id); }

 private:
  val mirror_;
  ui::Tree shown_;
};

}  // namespace parley::browser
