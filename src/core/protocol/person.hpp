// Who takes part: the public face of a person, as everybody sees it.
#pragma once

#include <cstdint>
#include <string>

#include "core/base/id.hpp"

namespace parley::protocol {

/// Busy is the server's word for a live call; the others are the person's own wish.
enum class Presence { Free, Busy, Away, DoNotDisturb };

/// A person as shown to others. Initials and hue are computed by the server, so that all screens agree.
struct Person {
  PersonId id;
  std::string name;      ///< NFC, 1 to 32 code points
  std::string initials;  ///< first grapheme of the first and of the last word, upper-cased
  std::uint8_t hue = 0;  ///< index of one of eight avatar colours, 0 to 7
  Presence presence = Presence::Free;

  friend bool operator==(const Person&, const Person&) = default;
};

}  // namespace parley::protocol
