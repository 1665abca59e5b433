// What a message may hold at most: the bounds of the protocol, each with its reason. Rates, queues and clocks are not here;
// they belong to the hub and to the sockets.
#pragma once

#include <cstdint>

namespace parley::protocol {

/// The bounds that both ends decode with. A server may be stricter (it tells its own in `client-id`), never wider: clients
/// know these values, not the server's options.
struct Limits {
  /// Bytes of one message. The longest honest one is an offer of `sdp_bytes`, whose line ends JSON doubles.
  std::uint32_t message_bytes = 64 * 1024;

  /// Levels of objects and arrays. Our deepest message has four; the rest is room for fields to come.
  std::uint32_t depth = 16;

  /// Ids of persons, sessions, calls and messages: 128 bits take 22 to 36 bytes; programs bring their own.
  std::uint32_t id_bytes = 64;

  /// Code points of a name: it has to fit on a button. Four bytes each at most, so 128 bytes.
  std::uint32_t name_code_points = 32;

  /// A name as somebody typed it, before it is judged. Far longer than a valid one, so that a name that is too long is
  /// answered `name-invalid` at its field and not `bad-message`.
  std::uint32_t typed_name_bytes = 4 * 1024;

  /// Two graphemes of a name; upper-casing and stacked accents make a few of them long.
  std::uint32_t initials_bytes = 256;

  /// Avatar colours.
  std::uint32_t hues = 8;

  /// A session's token: ours has 43 bytes; a signed one of another server has more.
  std::uint32_t token_bytes = 256;

  /// Name and version of a client's program. It goes into the log, so it stays short.
  std::uint32_t client_bytes = 128;

  /// A session description. Browsers write 3 to 9 KiB for our four transceivers.
  std::uint32_t sdp_bytes = 32 * 1024;

  /// One line of it. The longest that browsers write, a list of header extensions or codecs, stays below 1 KiB.
  std::uint32_t sdp_line_bytes = 4 * 1024;

  /// A candidate's line; with a TURN server's name, an IPv6 address and all extensions about 300 bytes.
  std::uint32_t candidate_bytes = 1024;

  /// A media section's id: RFC 9143 sends it in RTP headers, where it has at most 16 bytes, or 255 in long ones.
  std::uint32_t mid_bytes = 255;

  /// RFC 8839, section 5.4: 4 to 256 characters.
  std::uint32_t ufrag_bytes = 256;

  /// Candidates of one generation that the server keeps for a side that rings. Two interfaces with IPv4, IPv6, STUN and TURN
  /// over UDP, TCP and TLS give about 30.
  std::uint32_t candidates = 64;

  /// The text of a chat message: two screens full.
  std::uint32_t chat_bytes = 4 * 1024;

  /// The secret of a meeting point: long enough that nobody guesses it (96 bits in base64), short enough for a link.
  std::uint32_t room_min_bytes = 16;
  std::uint32_t room_bytes = 64;

  /// A sentence for people. It may quote a name twice.
  std::uint32_t sentence_bytes = 1024;

  /// A JSON pointer into a message of ours.
  std::uint32_t pointer_bytes = 256;

  /// People in one part of a list: with the longest ids, names and initials a part still fits into `message_bytes`.
  std::uint32_t people = 96;

  /// Ids in one `peer-left`, for the same reason.
  std::uint32_t ids = 512;

  /// People whom one person has blocked: with the longest ids and names they fit into `message_bytes`.
  std::uint32_t blocked = 256;

  /// ICE servers, and addresses of each. A browser slows down noticeably from five on.
  std::uint32_t ice_servers = 8;
  std::uint32_t ice_urls = 8;
  std::uint32_t ice_url_bytes = 512;

  /// User name and password for TURN, minted from an expiry, a person's id and a SHA-1.
  std::uint32_t ice_secret_bytes = 256;

  /// What a server can do beyond this protocol, by name.
  std::uint32_t features = 32;

  friend bool operator==(const Limits&, const Limits&) = default;
};

/// Numbers above this are not exact in JavaScript (ECMA-262, Number.MAX_SAFE_INTEGER).
constexpr std::uint64_t kMaxExactInteger = (std::uint64_t{1} << 53) - 1;

}  // namespace parley::protocol
