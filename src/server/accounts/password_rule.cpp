#include "server/accounts/password_rule.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "core/protocol/text_rule.hpp"

namespace parley::accounts {
namespace {

// The first that everybody tries. Longer lists belong to services that see millions of passwords; the throttle does the rest.
constexpr std::array<std::string_view, 40> kWorst = {
    "12345678",   "123456789",   "1234567890", "12341234",  "87654321", "987654321", "0123456789", "11223344",
    "12344321",   "abcd1234",    "abc12345",   "a1234567",  "1q2w3e4r", "1qaz2wsx",  "q1w2e3r4",   "qwertyui",
    "qwertyuiop", "qwerty123",   "qwertz123",  "azerty123", "asdfghjk", "asdfghjkl", "zxcvbnm1",   "password",
    "password1",  "password123", "passwort",   "passw0rd",  "p@ssw0rd", "iloveyou",  "sunshine",   "princess",
    "football",   "baseball",    "superman",   "starwars",  "trustno1", "letmein1",  "welcome1",   "changeme"};

std::string in_lower_case(std::string_view text) {
  std::string lower(text);
  std::transform(lower.begin(), lower.end(), lower.begin(), [](char letter) {
    return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
  });
  return lower;
}

}  // namespace

std::string problem_of_password(std::string_view password, const hub::Name& name) {
  static const std::string long_enough =
      "A password has " + std::to_string(kPasswordLeast) + " to " + std::to_string(kPasswordMost) + " characters. ";
  if (password.size() > kPasswordBytes) return long_enough + "Choose a shorter one.";
  std::size_t count = 0;
  bool all_the_same = true;
  std::optional<char32_t> first;
  for (std::size_t at = 0; at < password.size(); ++count) {
    const auto code_point = protocol::next_code_point(password, at);
    if (!code_point) return "A password is text in UTF-8. Choose another one.";
    if (!first) first = code_point;
    all_the_same = all_the_same && code_point == first;
  }
  if (count < kPasswordLeast) return long_enough + "Choose a longer one.";
  if (count > kPasswordMost) return long_enough + "Choose a shorter one.";

  const std::string lower = in_lower_case(password);
  if (lower == in_lower_case(name.text) || hub::find_key(password) == name.folded) {
    return "Your name is the first thing that others try. Choose another password.";
  }
  if (all_the_same || std::find(kWorst.begin(), kWorst.end(), lower) != kWorst.end()) {
    return "This password is one of the first that others try. Choose another one.";
  }
  return {};
}

}  // namespace parley::accounts
