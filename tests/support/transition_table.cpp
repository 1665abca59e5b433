#include "tests/support/transition_table.hpp"

#include <algorithm>
#include <fstream>
#include <map>
#include <sstream>

namespace parley::test {
namespace {

constexpr std::size_t kOutcomeColumn = 62;

std::string join(const std::vector<std::string>& parts) {
  std::string text;
  for (const std::string& part : parts) text += (text.empty() ? "" : ", ") + part;
  return text;
}

std::string trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(' ');
  if (first == std::string_view::npos) return {};
  return std::string(text.substr(first, text.find_last_not_of(' ') - first + 1));
}

std::vector<std::string> split(std::string_view text) {
  std::vector<std::string> parts;
  while (!text.empty()) {
    const auto comma = std::min(text.find(','), text.size());
    parts.push_back(trimmed(text.substr(0, comma)));
    text.remove_prefix(std::min(comma + 1, text.size()));
  }
  return parts;
}

std::string words(const Outcome& outcome) {
  const std::string effects = join(outcome.effects);
  if (outcome.changed) return "-> " + outcome.to + (effects.empty() ? "" : ": " + effects);
  return effects.empty() ? "." : "stays: " + effects;
}

std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines;
  std::istringstream stream{std::string(text)};
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

}  // namespace

std::string alternative_of(std::string_view sample_name) {
  return std::string(sample_name.substr(0, sample_name.find('(')));
}

void Outcome::abbreviate(const std::vector<std::string>& together, const std::string& word) {
  const auto found = std::search(effects.begin(), effects.end(), together.begin(), together.end());
  if (found == effects.end()) return;
  *found = word;
  effects.erase(found + 1, found + static_cast<std::ptrdiff_t>(together.size()));
}

std::string words(const std::set<Arrow>& arrows) {
  std::string text;
  for (const auto& [from, to] : arrows) text += from + " -> " + to + "\n";
  return text;
}

TransitionTable::TransitionTable(std::vector<std::string> states, std::vector<std::string> events,
                                 const std::function<Outcome(std::size_t, std::size_t)>& outcome)
    : states_(std::move(states)), events_(std::move(events)), outcomes_(events_.size()) {
  for (std::size_t event = 0; event < events_.size(); ++event) {
    for (std::size_t state = 0; state < states_.size(); ++state) outcomes_[event].push_back(outcome(state, event));
  }
}

std::string TransitionTable::rendered() const {
  std::string text;
  for (std::size_t event = 0; event < events_.size(); ++event) {
    text += events_[event] + "\n";
    std::vector<std::pair<std::string, std::vector<std::string>>> rows;
    for (std::size_t state = 0; state < states_.size(); ++state) {
      const std::string outcome = words(outcomes_[event][state]);
      const auto same = [&](const auto& row) {
        return row.first == outcome && join(row.second).size() + states_[state].size() < kOutcomeColumn - 5;
      };
      auto row = std::find_if(rows.begin(), rows.end(), same);
      if (row == rows.end()) row = rows.insert(rows.end(), {outcome, {}});
      row->second.push_back(states_[state]);
    }
    for (const auto& [outcome, states] : rows) {
      std::string line = "  " + join(states);
      line.resize(std::max(line.size() + 2, kOutcomeColumn), ' ');
      text += line + outcome + "\n";
    }
  }
  return text;
}

void TransitionTable::expect(std::string_view written) const {
  std::map<std::pair<std::string, std::string>, std::string> pairs;
  std::string event;
  std::string wrong;
  for (const std::string& line : lines_of(written)) {
    if (trimmed(line).empty()) continue;
    if (line[0] != ' ') {
      event = line;
      if (std::find(events_.begin(), events_.end(), event) == events_.end()) wrong += "unknown event: " + event + "\n";
      continue;
    }
    const std::string row = trimmed(line);
    const auto gap = row.find("  ");
    const std::string outcome = gap == std::string::npos ? "" : trimmed(std::string_view(row).substr(gap));
    for (const std::string& state : split(std::string_view(row).substr(0, gap))) {
      if (std::find(states_.begin(), states_.end(), state) == states_.end()) wrong += "unknown state: " + state + "\n";
      if (!pairs.emplace(std::pair(event, state), outcome).second)
        wrong += "written twice: " + event + " in " + state + "\n";
    }
  }
  for (std::size_t e = 0; e < events_.size(); ++e) {
    for (std::size_t s = 0; s < states_.size(); ++s) {
      const auto found = pairs.find({events_[e], states_[s]});
      const std::string actual = words(outcomes_[e][s]);
      if (found == pairs.end()) {
        wrong += "not written: " + events_[e] + " in " + states_[s] + "\n";
      } else if (found->second != actual) {
        wrong +=
            events_[e] + " in " + states_[s] + ": written '" + found->second + "', the machine: '" + actual + "'\n";
      }
    }
  }
  EXPECT_TRUE(wrong.empty()) << wrong << "\nThe machine's own table:\n" << rendered();
}

std::set<Arrow> TransitionTable::arrows() const {
  std::set<Arrow> arrows;
  for (const auto& row : outcomes_) {
    for (std::size_t state = 0; state < row.size(); ++state) {
      const std::string from = alternative_of(states_[state]);
      if (from != row[state].to) arrows.emplace(from, row[state].to);
    }
  }
  return arrows;
}

std::set<Arrow> listed_arrows(const std::string& path_under_src, std::string_view title) {
  std::ifstream file(std::string(PARLEY_SOURCES) + "/" + path_under_src);
  EXPECT_TRUE(file.good()) << "cannot read " << path_under_src;
  std::set<Arrow> arrows;
  bool inside = false;
  for (std::string line; std::getline(file, line);) {
    const bool comment = line.rfind("//", 0) == 0;
    if (!inside) {
      inside = comment && line.find(title) != std::string::npos;
      continue;
    }
    if (!comment) break;
    const auto arrow = line.find(" -> ");
    const auto colon = line.find(':', arrow);
    if (arrow == std::string::npos || colon == std::string::npos) continue;
    for (const std::string& from : split(std::string_view(line).substr(2, arrow - 2))) {
      for (const std::string& to : split(std::string_view(line).substr(arrow + 4, colon - arrow - 4)))
        arrows.emplace(from, to);
    }
  }
  EXPECT_FALSE(arrows.empty()) << "no arrows under '" << title << "' in " << path_under_src;
  return arrows;
}

}  // namespace parley::test
