// Names and sizes of files that somebody else sends: a name that no system trips over, a size in words.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace parley::app {

inline constexpr std::size_t kLongestFileName = 120;  ///< bytes; file systems take 255, and downloads add to it

/// What is left of `name` to show and to save under: its last part without path, control characters, characters that turn the
/// reading direction or that file systems refuse, names of devices and hidden names. Never empty.
std::string safe_file_name(std::string_view name);

/// "12 bytes", "240 KB", "2.3 MB".
std::string size_words(double bytes);
/// "1.1 of 2.3 MB".
std::string progress_words(double done, double bytes);

}  // namespace parley::app
