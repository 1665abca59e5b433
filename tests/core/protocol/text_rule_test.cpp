// What texts may contain. Lengths are tried in limits_test.cpp.
#include "core/protocol/text_rule.hpp"

#include <string>
#include <string_view>

#include <gtest/gtest.h>

namespace parley::protocol {
namespace {

bool accepts(Text kind, std::string_view text) { return !check_text(kind, text, Limits{}); }

std::string utf8(char32_t point) {
  std::string text;
  const auto add = [&](std::uint32_t byte) { text += static_cast<char>(byte); };
  if (point < 0x80) {
    add(point);
  } else if (point < 0x800) {
    add(0xC0U | (point >> 6U));
    add(0x80U | (point & 0x3FU));
  } else if (point < 0x10000) {
    add(0xE0U | (point >> 12U));
    add(0x80U | ((point >> 6U) & 0x3FU));
    add(0x80U | (point & 0x3FU));
  } else {
    add(0xF0U | (point >> 18U));
    add(0x80U | ((point >> 12U) & 0x3FU));
    add(0x80U | ((point >> 6U) & 0x3FU));
    add(0x80U | (point & 0x3FU));
  }
  return text;
}

TEST(Utf8, ReadsEveryCodePointAndNoSurrogate) {
  for (char32_t point = 0; point <= 0x110000; ++point) {
    const bool valid = point <= 0x10FFFF && (point < 0xD800 || point > 0xDFFF);
    std::size_t at = 0;
    const std::string text = utf8(point);
    const auto read = next_code_point(text, at);
    ASSERT_EQ(read.has_value(), valid) << std::hex << static_cast<std::uint32_t>(point);
    if (!valid) continue;
    ASSERT_EQ(*read, point);
    ASSERT_EQ(at, text.size());
  }
}

TEST(Utf8, RefusesWhatIsCutOffOverlongOrLoose) {
  for (const std::string_view text :
       {"\x80", "\xBF", "\xC2", "\xC0\x80", "\xC1\xBF", "\xE0\x80\x80", "\xE0\x9F\xBF", "\xE2\x82", "\xF0\x80\x80\x80",
        "\xF0\x8F\xBF\xBF", "\xF0\x9F\xA6", "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xFE", "\xFF", "\xC2x"}) {
    EXPECT_FALSE(accepts(Text::TypedName, text)) << testing::PrintToString(text);
    EXPECT_FALSE(accepts(Text::Chat, text)) << testing::PrintToString(text);
  }
}

TEST(TextRule, IdsAreVisibleAscii) {
  for (int code = 0; code < 256; ++code) {
    const std::string text(1, static_cast<char>(code));
    EXPECT_EQ(accepts(Text::Id, text), code > ' ' && code < 0x7F && code != '"' && code != '\\') << code;
  }
}

TEST(TextRule, NamesAreShownAsTheyAre) {
  for (const std::string_view name :
       {"Ada", "Ada L", "O'Brien", "Борис", "محمد", "👩‍👩‍👧‍👦", "\u200Eשרה"})
    EXPECT_TRUE(accepts(Text::Name, name)) << name;
  for (const std::string_view name :
       {"", " ", "\u00A0\u3000", "a\nb", "a\x7F", "a\u0085", "\u202Aa", "\u202Ea", "\u2066a", "\u2069a"}) {
    EXPECT_FALSE(accepts(Text::Name, name)) << testing::PrintToString(name);
  }
}

TEST(TextRule, TypedNamesAreTheHubsBusiness) {
  for (const std::string_view name : {"", " ", "a\nb", "\u202Ea"}) EXPECT_TRUE(accepts(Text::TypedName, name));
}

TEST(TextRule, DescriptionsAreLines) {
  EXPECT_TRUE(accepts(Text::Description, "v=0\r\ns=Ü\r\n"));
  EXPECT_TRUE(accepts(Text::Description, "v=0\ns=-"));
  EXPECT_FALSE(accepts(Text::Description, std::string_view("v=0\0", 4)));
  EXPECT_FALSE(accepts(Text::Description, "v=0\t"));
}

TEST(TextRule, CandidatesAreOneLine) {
  EXPECT_TRUE(accepts(Text::Candidate, ""));
  EXPECT_TRUE(accepts(Text::Candidate, "candidate:1 1 udp 2122260223 192.0.2.1 61764 typ host"));
  EXPECT_FALSE(accepts(Text::Candidate, "candidate:1\r\na=setup:active"));
}

TEST(TextRule, ChatHasLinesAndTabs) {
  EXPECT_TRUE(accepts(Text::Chat, "one\r\ntwo\n\tthree \u202Eas written"));
  EXPECT_FALSE(accepts(Text::Chat, "\x1B[31m"));
  EXPECT_FALSE(accepts(Text::Chat, ""));
}

TEST(TextRule, SaysWhatIsWrong) {
  EXPECT_EQ(check_text(Text::Id, "", Limits{})->what, "is empty");
  EXPECT_EQ(check_text(Text::Id, "ab c", Limits{})->what, "has a character that is not allowed at byte 2");
  EXPECT_EQ(check_text(Text::Name, "ab\xFF", Limits{})->what, "is not UTF-8");
  EXPECT_EQ(check_text(Text::Name, "   ", Limits{})->what, "is blank");
  EXPECT_EQ(check_text(Text::Name, std::string(33, 'x'), Limits{})->what, "has 33 characters, at most 32 are allowed");
  EXPECT_EQ(check_text(Text::Id, std::string(65, 'x'), Limits{})->code, ErrorCode::TooLarge);
}

}  // namespace
}  // namespace parley::protocol
