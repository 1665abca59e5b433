#include "client/ui/utf8.hpp"

#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace parley::ui {
namespace {

std::vector<char32_t> code_points(std::string_view text) {
  std::vector<char32_t> all;
  for (std::size_t at = 0; at < text.size();) all.push_back(next_code_point(text, at));
  return all;
}

std::vector<std::string> clusters(std::string_view text) {
  std::vector<std::string> all;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t from = at;
    next_cluster(text, at);
    all.emplace_back(text.substr(from, at - from));
  }
  return all;
}

TEST(Utf8, DecodesOneToFourBytes) {
  EXPECT_EQ(code_points("aø€😀"), (std::vector<char32_t>{'a', 0xF8, 0x20AC, 0x1F600}));
}

TEST(Utf8, WhatIsMalformedBecomesReplacementsAndEnds) {
  EXPECT_EQ(code_points("\x80"), (std::vector<char32_t>{0xFFFD}));
  EXPECT_EQ(code_points("a\xE2\x82"), (std::vector<char32_t>{'a', 0xFFFD, 0xFFFD}));
  EXPECT_EQ(code_points("\xF5\xC0z"), (std::vector<char32_t>{0xFFFD, 0xFFFD, 'z'}));
}

TEST(Utf8, ScriptsThatJoinOrReorderNeedShaping) {
  for (const char* text : {"ليلى", "שלום", "नमस्ते", "ไทย", "e\u0301", "👩\u200d🚀", "🇩🇪", "👍🏽", "❤\ufe0f"})
    EXPECT_TRUE(needs_shaping(text)) << text;
  for (const char* text : {"Ada", "Søren", "Ελένη", "Иван", "山田", "한국", "😀", "…"})
    EXPECT_FALSE(needs_shaping(text)) << text;
}

TEST(Utf8, TheFirstStrongCharacterGivesTheDirection) {
  EXPECT_EQ(base_direction("ليلى Ada"), Direction::kRightToLeft);
  EXPECT_EQ(base_direction("Calling ليلى"), Direction::kLeftToRight);
  EXPECT_EQ(base_direction("12: שלום"), Direction::kRightToLeft);
  EXPECT_EQ(base_direction("12"), Direction::kLeftToRight);
}

TEST(Utf8, ClustersKeepTogetherWhatIsDrawnTogether) {
  EXPECT_EQ(clusters("ae\u0301b"), (std::vector<std::string>{"a", "e\u0301", "b"}));
  EXPECT_EQ(clusters("👩\u200d🚀!"), (std::vector<std::string>{"👩\u200d🚀", "!"}));
  EXPECT_EQ(clusters("🇩🇪🇫🇷"), (std::vector<std::string>{"🇩🇪", "🇫🇷"}));
  EXPECT_EQ(clusters("👍🏽x"), (std::vector<std::string>{"👍🏽", "x"}));
}

TEST(Utf8, LinesMayBreakBetweenIdeographsButNotBetweenLetters) {
  EXPECT_TRUE(breaks_anywhere(U'山'));
  EXPECT_FALSE(breaks_anywhere(U'a'));
  EXPECT_FALSE(breaks_anywhere(U'ل'));
}

}  // namespace
}  // namespace parley::ui
