// What happened, as lines: the tabs and the server, without secrets. Off unless a failing seed is played again.
#pragma once

#include <deque>
#include <set>
#include <string>

#include "client/app/event.hpp"
#include "core/base/time.hpp"
#include "server/hub/effect.hpp"
#include "server/hub/event.hpp"

namespace parley::sim {

class Trace {
 public:
  void enable() { enabled_ = true; }
  bool is_enabled() const { return enabled_; }

  /// `tab`: its number and one more; 0 is the server.
  void add(Instant when, std::size_t tab, std::string text);
  /// The latest lines about these tabs and the server.
  std::string last(std::size_t lines, const std::set<std::size_t>& tabs) const;

 private:
  struct Line {
    Instant when;
    std::size_t tab;
    std::string text;
  };
  bool enabled_ = false;
  std::deque<Line> lines_;
};

std::string to_line(const app::Event& event);
std::string to_line(const app::Effect& effect);
std::string to_line(const hub::Event& event);
std::string to_line(const hub::Effect& effect);

}  // namespace parley::sim
