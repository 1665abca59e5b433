// The examples of the protocol's README are messages of the protocol, and show every type.
#include <fstream>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "core/protocol/codec.hpp"
#include "tests/core/protocol/printers.hpp"

namespace parley::protocol {
namespace {

std::string readme() {
  std::ifstream file(PARLEY_PROTOCOL_README);
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

/// The messages in the blocks that begin with ```json; an empty line separates them.
std::vector<std::string> examples() {
  std::vector<std::string> found;
  std::istringstream lines(readme());
  bool inside = false;
  for (std::string line; std::getline(lines, line);) {
    if (line == "```json") {
      inside = true;
      found.emplace_back();
    } else if (line == "```") {
      inside = false;
    } else if (inside && line.empty()) {
      found.emplace_back();
    } else if (inside) {
      found.back() += line + "\n";
    }
  }
  return found;
}

TEST(ReadmeExample, IsAMessage) {
  for (const std::string& example : examples()) {
    const auto decoded = decode(example);
    EXPECT_TRUE(decoded.ok()) << example << to_string(decoded.error());
  }
}

TEST(ReadmeExample, IsThereForEveryType) {
  std::set<std::size_t> seen;
  for (const std::string& example : examples()) {
    const auto decoded = decode(example);
    if (decoded.ok()) seen.insert(decoded.value().message.index());
  }
  EXPECT_EQ(seen.size(), std::variant_size_v<Message>);
}

TEST(Readme, HasTheTableOfAnswers) {
  const std::string text = readme();
  for (std::size_t index = 0; index < wire_names<ErrorCode>().size(); ++index) {
    const ErrorRow& answer = row(static_cast<ErrorCode>(index));
    const std::string close = answer.close_code == 0 ? "–" : std::to_string(answer.close_code);
    const std::string retry = answer.retry == Retry::ByItself ? "yes" : "no";
    std::string line = "| `";
    line.append(answer.wire).append("` | ").append(close).append(" | ").append(retry).append(" |");
    EXPECT_NE(text.find(line), std::string::npos) << line;
  }
}

TEST(Readme, HasEveryWordOfTheWire) {
  const std::string text = readme();
  const auto expect_words = [&](std::span<const std::string_view> words) {
    for (const std::string_view word : words) {
      EXPECT_NE(text.find("`" + std::string(word) + "`"), std::string::npos) << word;
    }
  };
  expect_words(wire_names<Presence>());
  expect_words(wire_names<Media>());
  expect_words(wire_names<Side>());
  expect_words(wire_names<CallStatus>());
  expect_words(wire_names<EndReason>());
  expect_words(wire_names<EndCause>());
  expect_words(wire_names<Outcome>());
  expect_words(wire_names<Quality>());
}

}  // namespace
}  // namespace parley::protocol
