// What there is in a line of chat besides words: addresses that can be followed, and lines of nothing but emoji. No drawing.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace parley::ui {

/// A part of a text that is an address.
struct Address {
  std::size_t begin = 0;  ///< bytes of the text
  std::size_t end = 0;
  std::string url;  ///< http or https
  bool operator==(const Address&) const = default;
};

/// Only http, https and www: nothing else is ever made a link. An address that hides its host behind a name ("ada@host") is none.
std::vector<Address> addresses_in(std::string_view text);

/// One to six emoji and nothing else: drawn larger.
bool is_emoji_only(std::string_view text);

}  // namespace parley::ui
