// The JSON below the messages: the flat document and the writer.
#include <string>

#include <gtest/gtest.h>

#include "core/protocol/json_document.hpp"
#include "core/protocol/json_writer.hpp"

namespace parley::protocol {
namespace {

JsonDocument parsed(std::string_view text) {
  auto document = JsonDocument::parse(text, Limits{});
  EXPECT_TRUE(document.ok()) << text;
  return std::move(document).value();
}

TEST(JsonDocument, FindsMembersOfItsOwnLevelOnly) {
  const JsonDocument document = parsed(R"({"a":{"b":1,"c":[2,{"d":3}]},"b":4,"":5})");
  EXPECT_EQ(document.find(document.root(), "b").value->number, 4U);
  EXPECT_EQ(document.find(document.root(), "").value->number, 5U);
  EXPECT_EQ(document.find(document.root(), "c").value, nullptr);
  EXPECT_EQ(document.find(document.root(), "d").value, nullptr);
  const JsonDocument::Member a = document.find(document.root(), "a");
  EXPECT_EQ(document.find(*a.value, "b").value->number, 1U);
}

TEST(JsonDocument, WalksNestedLists) {
  const JsonDocument document = parsed(R"([[1,[2]],"x",{},[],null])");
  std::string kinds;
  for (const auto* child = JsonDocument::begin(document.root()); child != JsonDocument::end(document.root());
       child = JsonDocument::next(child)) {
    kinds += std::to_string(static_cast<int>(child->kind)) + " ";
  }
  EXPECT_EQ(kinds, "5 4 6 5 0 ");
}

TEST(JsonDocument, TellsThatAMemberIsThereTwice) {
  const JsonDocument document = parsed(R"({"a":1,"b":2,"\u0061":3})");
  EXPECT_TRUE(document.find(document.root(), "a").twice);
  EXPECT_FALSE(document.find(document.root(), "b").twice);
}

TEST(JsonDocument, ResolvesEscapes) {
  const JsonDocument document = parsed(R"({"x":"\"\\\/\b\f\n\r\t\u00fc\ud83e\udda6\u0000"})");
  EXPECT_EQ(document.text(*document.find(document.root(), "x").value), std::string_view("\"\\/\b\f\n\r\tü🦦\0", 15));
}

TEST(JsonWriter, SeparatesAndNests) {
  JsonWriter json;
  json.begin_object();
  json.key("list");
  json.begin_array();
  json.number(0);
  json.begin_object();
  json.end_object();
  json.begin_array();
  json.end_array();
  json.null();
  json.end_array();
  json.key("truth");
  json.boolean(true);
  json.key("number");
  json.number(18'446'744'073'709'551'615U);
  json.end_object();
  EXPECT_EQ(std::move(json).take(), R"({"list":[0,{},[],null],"truth":true,"number":18446744073709551615})");
}

TEST(JsonWriter, WritesEveryCharacterSoThatItIsReadBack) {
  std::string every;
  for (int code = 0; code < 0x80; ++code) every += static_cast<char>(code);
  every += "ü語🦦\u2028";
  JsonWriter json;
  json.string(every);
  const std::string text = std::move(json).take();
  for (const char character : text) EXPECT_GE(static_cast<unsigned char>(character), 0x20);
  const JsonDocument document = parsed(text);
  EXPECT_EQ(document.text(document.root()), every);
}

}  // namespace
}  // namespace parley::protocol
