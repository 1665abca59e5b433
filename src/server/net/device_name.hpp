// What somebody connects with, in words that he recognises in the list of his own sign-ins: "Firefox on Linux". A guess, and used
// for nothing else.
#pragma once

#include <string>
#include <string_view>

namespace parley::net {

/// From a User-Agent header; "A program" if it is no browser's.
std::string device_name(std::string_view user_agent);

}  // namespace parley::net
