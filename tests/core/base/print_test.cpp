#include "core/base/print.hpp"

#include <gtest/gtest.h>

namespace parley {
namespace {

enum class Colour { Red, Green };
struct Leaf {
  int number = 0;
};
struct Tree {
  std::optional<Leaf> leaf;
  std::vector<Colour> colours;
  Milliseconds age{};
  CallId id;
};

TEST(Print, ShowsAggregatesWithTheirMembers) {
  EXPECT_EQ(print(Tree{Leaf{3}, {Colour::Red, Colour::Green}, Milliseconds{40}, CallId("c1")}),
            "Tree{Leaf{3}, [Red, Green], 40 ms, #c1}");
  EXPECT_EQ(print(Tree{}), "Tree{-, [], 0 ms, #}");
}

TEST(Print, ShowsWhatAVariantHolds) {
  const std::variant<Leaf, Colour> value = Leaf{1};
  EXPECT_EQ(print(value), "Leaf{1}");
  EXPECT_EQ(name_of(value), "Leaf");
}

TEST(Print, ShowsLongTextByItsLengthAlone) {
  EXPECT_EQ(print(std::string("short")), "\"short\"");
  EXPECT_EQ(print(std::string(200, 'x')), "text(200)");
}

TEST(Print, ShowsAnUnknownEnumeratorByItsNumber) { EXPECT_EQ(print(static_cast<Colour>(99)), "99"); }

}  // namespace
}  // namespace parley
