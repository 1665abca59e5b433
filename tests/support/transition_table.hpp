// Transition tables: what a machine does on every pair of state and event, written out and compared with the machine.
//
//   UserDeclines                                   an event, or one of its shapes: "CallChanged(over)"
//     Ringing              -> Idle: Release        the states it meets, where that leads, and the effects
//     Idle, Dialling       .                       nothing changes and nothing is caused
//     Ongoing              stays: Send(Bye)        nothing changes, and this is caused
//
// A pair that is missing, written twice or different fails, and the failure shows the machine's own table.
#pragma once

#include <cstddef>
#include <functional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include <gtest/gtest.h>

#include "core/base/print.hpp"

namespace parley::test {

/// One state or event of a table. The name is that of its alternative, "Preparing", or with a shape, "Preparing(also rings)".
template <class T>
struct Sample {
  std::string name;
  T value;
};

/// Where a pair leads.
struct Outcome {
  std::string to;  ///< the name of the alternative afterwards
  bool changed = false;
  std::vector<std::string> effects;

  /// Puts one word in the place of effects that always come together.
  void abbreviate(const std::vector<std::string>& together, const std::string& word);
};

/// Without the shape: "Preparing(also rings)" is a Preparing.
std::string alternative_of(std::string_view sample_name);

using Arrow = std::pair<std::string, std::string>;
std::string words(const std::set<Arrow>& arrows);

/// The machine's side of the comparison. `outcome(state, event)` is asked for each pair of indices.
class TransitionTable {
 public:
  TransitionTable(std::vector<std::string> states, std::vector<std::string> events,
                  const std::function<Outcome(std::size_t, std::size_t)>& outcome);

  /// Compares with the written table.
  void expect(std::string_view written) const;

  /// The changes of alternative that occur in the table.
  std::set<Arrow> arrows() const;

 private:
  std::string rendered() const;

  std::vector<std::string> states_;
  std::vector<std::string> events_;
  std::vector<std::vector<Outcome>> outcomes_;  ///< by event, then by state
};

/// The arrows that a source file lists: comment lines "A, B -> C: why" between "// <title>" and the next line that is no comment.
std::set<Arrow> listed_arrows(const std::string& path_under_src, std::string_view title);

namespace detail {

template <class... T>
std::set<std::string> alternatives(const std::variant<T...>*) {
  return {std::string(print_detail::type_words<T>())...};
}

}  // namespace detail

/// Fails unless each alternative of the variant has a sample, and each sample is named after its alternative.
template <class Variant, class T, class Get>
void expect_all_alternatives(const std::vector<Sample<T>>& samples, Get variant_of) {
  std::set<std::string> missing = detail::alternatives(static_cast<const Variant*>(nullptr));
  for (const Sample<T>& sample : samples) {
    EXPECT_EQ(alternative_of(sample.name), name_of(variant_of(sample.value)));
    missing.erase(alternative_of(sample.name));
  }
  EXPECT_TRUE(missing.empty()) << "no row or column for " << *missing.begin();
}

template <class T>
std::vector<std::string> names_of(const std::vector<Sample<T>>& samples) {
  std::vector<std::string> names;
  for (const auto& sample : samples) names.push_back(sample.name);
  return names;
}

}  // namespace parley::test
