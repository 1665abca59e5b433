// Stepping through UTF-8 and the few properties of code points that drawing needs. Input was validated by the codec; what is
// malformed all the same becomes U+FFFD, one byte at a time. No normalisation and no dictionaries here.
#pragma once

#include <cstddef>
#include <string_view>

#include "client/ui/text_rasterizer.hpp"

namespace parley::ui {

/// The code point at `at`, which is moved behind it. `at` must be inside `text`.
char32_t next_code_point(std::string_view text, std::size_t& at);

/// Whether drawing `text` code point by code point would be wrong: joining and reordering scripts, combining marks,
/// emoji sequences, flags. Such text is rasterised as one run by the platform.
bool needs_shaping(std::string_view text);

/// The direction of the first strong character (UAX #9, P2 and P3); left to right without one.
Direction base_direction(std::string_view text);

/// Moves `at` behind the user-perceived character that begins there. An approximation of UAX #29 that never splits what is
/// drawn together: marks, joiners, variation selectors, skin tones and pairs of regional indicators stay attached.
void next_cluster(std::string_view text, std::size_t& at);

/// Whether a line may break before a character of a script that is written without spaces.
bool breaks_anywhere(char32_t code_point);

}  // namespace parley::ui
