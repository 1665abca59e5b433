// What the answers of the HTTP API say, read out of their JSON. What follows from them is account.cpp's.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "client/app/account.hpp"

namespace parley::app {

/// `code` and `message` of a refusal, `name` of whom it signed in; empty where they are not there.
struct AnswerWords {
  std::string code;
  std::string message;
  std::string name;
};
AnswerWords words_in(std::string_view body);

/// This browser first, then the latest used; nothing if the body is no such list.
std::optional<std::vector<ListedLogin>> logins_in(std::string_view body);
/// One entry a person, newest first; nothing if the body is no such list.
std::optional<std::vector<RecentCall>> calls_in(std::string_view body);

}  // namespace parley::app
