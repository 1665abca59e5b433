#include "server/accounts/password_rule.hpp"

#include <string>

#include <gtest/gtest.h>

namespace parley::accounts {
namespace {

bool may_be(const std::string& password, const std::string& name = "Ada Lovelace") {
  return problem_of_password(password, hub::read_name(name).value()).empty();
}

TEST(PasswordRule, CountsCharactersAndNotBytes) {
  EXPECT_FALSE(may_be("1a2b3c4"));
  EXPECT_TRUE(may_be("1a2b3c4d"));
  std::string umlauts;
  for (int count = 0; count < 127; ++count) umlauts += "ä";
  EXPECT_FALSE(may_be("äöüäöüä"));
  EXPECT_TRUE(may_be(umlauts + "b"));
  EXPECT_FALSE(may_be(umlauts + "bc"));
}

TEST(PasswordRule, RefusesMoreBytesThanAnybodyNeeds) { EXPECT_FALSE(may_be(std::string(1025, 'a') + "b")); }

TEST(PasswordRule, TrimsNothing) {
  EXPECT_TRUE(may_be("  abcd  "));
  EXPECT_TRUE(may_be("two words and a tab\t"));
}

TEST(PasswordRule, RefusesTheNameInAnyDress) {
  EXPECT_FALSE(may_be("Ada Lovelace"));
  EXPECT_FALSE(may_be("ada lovelace"));
  EXPECT_FALSE(may_be("ADA LOVELACE"));
  EXPECT_FALSE(may_be("Аda Lovelace"));  // a Cyrillic A
  EXPECT_TRUE(may_be("Ada Lovelace 1815"));
}

TEST(PasswordRule, RefusesWhatEverybodyTriesFirst) {
  for (const char* worst : {"12345678", "password", "PASSWORD", "Password1", "qwertyuiop", "aaaaaaaa", "        "}) {
    EXPECT_FALSE(may_be(worst)) << worst;
  }
}

TEST(PasswordRule, RefusesWhatIsNoText) { EXPECT_FALSE(may_be("abcdefg\xff")); }

TEST(PasswordRule, NeverRepeatsThePassword) {
  for (const char* password : {"short", "Ada Lovelace", "password1"}) {
    const std::string problem = problem_of_password(password, hub::read_name("Ada Lovelace").value());
    EXPECT_FALSE(problem.empty());
    EXPECT_EQ(problem.find(password), std::string::npos);
  }
}

}  // namespace
}  // namespace parley::accounts
