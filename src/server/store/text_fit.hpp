// Makes any text one that every engine takes, so that nothing somebody typed can keep a batch of records from being written.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace parley::store {

inline constexpr std::size_t kKeyBytes = 255;  ///< ids and hashes: part of an index
inline constexpr std::size_t kNameBytes =
    1024;  ///< a name's keys: 32 code points, of which a look-alike may become several
inline constexpr std::size_t kTextBytes = 1024;

/// Valid UTF-8 without zero bytes, `longest` bytes at most, cut between two code points. What is not UTF-8 becomes U+FFFD.
std::string fit(std::string_view text, std::size_t longest);

}  // namespace parley::store
