// The table of answers: complete, unambiguous, and in the product's voice.
#include "core/protocol/error_code.hpp"

#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "tests/core/protocol/printers.hpp"

namespace parley::protocol {
namespace {

std::vector<ErrorCode> all_codes() {
  std::vector<ErrorCode> codes;
  for (std::size_t index = 0; index < wire_names<ErrorCode>().size(); ++index)
    codes.push_back(static_cast<ErrorCode>(index));
  return codes;
}

TEST(ErrorTable, HasEveryCodeOnce) {
  std::set<std::string_view> words;
  for (const ErrorCode code : all_codes()) {
    EXPECT_EQ(row(code).code, code);
    EXPECT_EQ(error_code_from_wire(row(code).wire), code);
    EXPECT_TRUE(words.insert(row(code).wire).second) << row(code).wire;
  }
  EXPECT_EQ(words.size(), 26U);
  EXPECT_EQ(error_code_from_wire("teapot"), std::nullopt);
  EXPECT_EQ(error_code_from_wire(""), std::nullopt);
}

TEST(ErrorTable, HasCloseCodesOfItsOwnRange) {
  std::set<std::uint16_t> close_codes;
  for (const ErrorCode code : all_codes()) {
    const std::uint16_t close_code = row(code).close_code;
    if (close_code == 0) continue;
    EXPECT_GE(close_code, 4000) << row(code).wire;
    EXPECT_LE(close_code, 4999) << row(code).wire;
    EXPECT_TRUE(close_codes.insert(close_code).second) << row(code).wire;
    EXPECT_EQ(error_code_from_close(close_code), code);
  }
  for (const std::uint16_t other : std::initializer_list<std::uint16_t>{0, 1000, 1006, 4000, 4999})
    EXPECT_EQ(error_code_from_close(other), std::nullopt);
}

TEST(ErrorTable, ComesBackByItselfOnlyWhereThatCanHelp) {
  for (const ErrorCode code : {ErrorCode::ServerStopping, ErrorCode::RateLimited, ErrorCode::HelloTimeout}) {
    EXPECT_EQ(row(code).retry, Retry::ByItself);
    EXPECT_NE(row(code).close_code, 0);
  }
  for (const ErrorCode code :
       {ErrorCode::SignedOut, ErrorCode::Replaced, ErrorCode::VersionUnsupported, ErrorCode::BadMessage}) {
    EXPECT_EQ(row(code).retry, Retry::Never);
    EXPECT_NE(row(code).close_code, 0);
  }
}

TEST(Sentence, IsOneOfCauseThenOneNextStep) {
  for (const ErrorCode code : all_codes()) {
    for (const SentenceParts& parts : {SentenceParts{}, SentenceParts{"Ada", "Ada L", 12}}) {
      const std::string text = sentence(code, parts);
      for (const char* word : {"please", "Please", "sorry", "Sorry", "oops", "Oops", "!", "{", "}", "|", "  ", " ."}) {
        EXPECT_EQ(text.find(word), std::string::npos) << text;
      }
      EXPECT_NE(text.find(". "), std::string::npos) << text;
      EXPECT_EQ(text.back(), '.') << text;
      EXPECT_LE(text.size(), 130U) << text;
    }
  }
}

TEST(Sentence, OffersNoStepWhoseControlDoesNotExist) {
  for (const ErrorCode code : all_codes()) {
    const std::string text = sentence(code, {"Ada", "Ada L", 12});
    for (const char* step : {"link", "Settings", "statistics"}) {
      EXPECT_EQ(text.find(step), std::string::npos) << text;
    }
  }
}

TEST(Sentence, NamesWhoItIsAbout) {
  EXPECT_EQ(sentence(ErrorCode::NameTaken, {"Ada", "Ada L"}),
            "The name Ada is taken. Choose another, for example Ada L.");
  EXPECT_EQ(sentence(ErrorCode::UnknownPerson, {"Bne"}), "Nobody here is called Bne. Check the spelling.");
  EXPECT_EQ(sentence(ErrorCode::Offline, {"Ben"}), "Ben is not online. Try later.");
  EXPECT_EQ(sentence(ErrorCode::Busy, {"Ben"}), "Ben is in another call. Call again in a while.");
  EXPECT_EQ(sentence(ErrorCode::DoNotDisturb, {"Ben"}),
            "Ben does not want to be disturbed. Send a message, or call later.");
  EXPECT_EQ(sentence(ErrorCode::RateLimited, {.seconds = 12}), "That was a lot in a short time. Try again in 12 s.");
}

TEST(Sentence, HasAWordWhereANameIsUnknown) {
  EXPECT_EQ(sentence(ErrorCode::NameTaken),
            "The name you chose is taken. Choose another, for example one with a number.");
  EXPECT_EQ(sentence(ErrorCode::UnknownPerson), "Nobody here is called that. Check the spelling.");
  EXPECT_EQ(sentence(ErrorCode::Offline), "This person is not online. Try later.");
  EXPECT_EQ(sentence(ErrorCode::RateLimited), "That was a lot in a short time. Try again in a moment.");
}

TEST(Sentence, DoesNotRepeatWhatIsNoName) {
  for (const std::string& typed :
       {std::string(300, 'x'), std::string("a\nb"), std::string("\u202Eevil"), std::string("   ")}) {
    EXPECT_EQ(sentence(ErrorCode::UnknownPerson, {typed}), "Nobody here is called that. Check the spelling.");
  }
  EXPECT_EQ(sentence(ErrorCode::UnknownPerson, {"{name|x}"}), "Nobody here is called {name|x}. Check the spelling.");
}

}  // namespace
}  // namespace parley::protocol
