// At each limit a message passes; one past it, it is refused and told which limit it was.
#include <functional>
#include <string>

#include <gtest/gtest.h>

#include "core/protocol/check.hpp"
#include "core/protocol/codec.hpp"
#include "tests/core/protocol/printers.hpp"
#include "tests/core/protocol/samples.hpp"

namespace parley::protocol {
namespace {

constexpr Limits kLimits;

struct Bound {
  const char* name;
  std::uint32_t limit;
  const char* where;
  std::function<Message(std::size_t)> message;  ///< with so many bytes, characters or entries
};

void PrintTo(const Bound& bound, std::ostream* stream) { *stream << bound.name; }

std::string letters(std::size_t count) { return std::string(count, 'x'); }

std::string four_byte_letters(std::size_t count) {
  std::string text;
  while (count-- > 0) text += "𝔄";
  return text;
}

Message hello_with_client(std::size_t bytes) { return Hello{1, letters(bytes), {}, {}}; }
Message candidate(Candidate candidate) { return IceCandidate{CallId("c"), 1, std::move(candidate), {}}; }
ClientId client_id() {
  return ClientId{person("p-ada", "Ada"), SessionId("s"), "token", "e", Outcome::New, 0, {}, {}, 0, {}};
}
Message client_with_servers(std::vector<IceServer> servers) {
  ClientId client = client_id();
  client.ice_servers = std::move(servers);
  return client;
}
Message joined_by(const std::string& name) { return PeerJoined{{Person{PersonId("p"), name, "", 0, Presence::Free}}}; }

/// Whole lines of 100 bytes and a rest.
std::string lines(std::size_t bytes) {
  std::string text;
  while (text.size() + 100 <= bytes) text += letters(98) + "\r\n";
  return text + letters(bytes - text.size());
}

std::vector<Bound> bounds() {
  return {
      {"Id", kLimits.id_bytes, "/id", [](auto n) { return Chat{MessageId(letters(n)), {}, {}, "x", {}, {}}; }},
      {"NameInCodePoints", kLimits.name_code_points, "/people/0/name", [](auto n) { return joined_by(letters(n)); }},
      {"NameOfFourBytesEach", kLimits.name_code_points, "/people/0/name",
       [](auto n) { return joined_by(four_byte_letters(n)); }},
      {"TypedName", kLimits.typed_name_bytes, "/name",
       [](auto n) {
         return Hello{1, "", letters(n), {}};
       }},
      {"Initials", kLimits.initials_bytes, "/people/0/initials",
       [](auto n) {
         return PeerJoined{{Person{PersonId("p"), "A", letters(n), 0, Presence::Free}}};
       }},
      {"Token", kLimits.token_bytes, "/resume/token",
       [](auto n) {
         return Hello{1, "", {}, Resume{letters(n), {}}};
       }},
      {"Client", kLimits.client_bytes, "/client", hello_with_client},
      {"Description", kLimits.sdp_bytes, "/sdp",
       [](auto n) {
         return Offer{CallId("c"), 1, false, lines(n), {}};
       }},
      {"DescriptionOfARing", kLimits.sdp_bytes, "/offer",
       [](auto n) {
         return CallRequest{MessageId("m"), PersonId("p"), {}, Media::Video, lines(n)};
       }},
      {"DescriptionLine", kLimits.sdp_line_bytes, "/sdp",
       [](auto n) {
         return Answer{CallId("c"), 1, "v=0\r\n" + letters(n) + "\nt=0 0\r\n", {}};
       }},
      {"Candidate", kLimits.candidate_bytes, "/candidate/candidate",
       [](auto n) {
         return candidate({letters(n), {}, {}, {}});
       }},
      {"Mid", kLimits.mid_bytes, "/candidate/sdpMid",
       [](auto n) {
         return candidate({"", letters(n), {}, {}});
       }},
      {"Ufrag", kLimits.ufrag_bytes, "/candidate/usernameFragment",
       [](auto n) {
         return candidate({"", {}, {}, letters(n)});
       }},
      {"Chat", kLimits.chat_bytes, "/text", [](auto n) { return Chat{MessageId("m"), {}, {}, letters(n), {}, {}}; }},
      {"Room", kLimits.room_bytes, "/room",
       [](auto n) {
         return RoomJoin{MessageId("m"), letters(n)};
       }},
      {"Blocked", kLimits.blocked, "/people",
       [](auto n) {
         return Blocks{std::vector<BlockedPerson>(n, BlockedPerson{PersonId("p"), "Ada"})};
       }},
      {"Sentence", kLimits.sentence_bytes, "/message",
       [](auto n) { return Error{ErrorCode::Busy, letters(n), {}, {}, {}, {}}; }},
      {"Pointer", kLimits.pointer_bytes, "/where",
       [](auto n) { return Error{ErrorCode::BadMessage, "", {}, letters(n), {}, {}}; }},
      {"People", kLimits.people, "/people",
       [](auto n) {
         return PeerList{std::vector<Person>(n, person("p", "Ada")), true, true};
       }},
      {"PeopleWhoJoined", kLimits.people, "/people",
       [](auto n) { return PeerJoined{std::vector<Person>(n, person("p", "Ada"))}; }},
      {"PeopleWhoLeft", kLimits.ids, "/ids", [](auto n) { return PeerLeft{std::vector<PersonId>(n, PersonId("p"))}; }},
      {"IceServers", kLimits.ice_servers, "/iceServers",
       [](auto n) {
         return client_with_servers(std::vector<IceServer>(n, IceServer{{"stun:a"}, "", ""}));
       }},
      {"IceUrls", kLimits.ice_urls, "/iceServers/0/urls",
       [](auto n) {
         return client_with_servers({IceServer{std::vector<std::string>(n, "stun:a"), "", ""}});
       }},
      {"IceUrl", kLimits.ice_url_bytes, "/iceServers/0/urls/0",
       [](auto n) {
         return client_with_servers({IceServer{{letters(n)}, "", ""}});
       }},
      {"IceCredential", kLimits.ice_secret_bytes, "/iceServers/0/credential",
       [](auto n) {
         return client_with_servers({IceServer{{"turn:a"}, "u", letters(n)}});
       }},
      {"Features", kLimits.features, "/features",
       [](auto n) {
         ClientId client = client_id();
         client.features = std::vector<std::string>(n, "chat");
         return client;
       }},
  };
}

class LimitOf : public testing::TestWithParam<Bound> {};

TEST_P(LimitOf, IsReachedButNotPassed) {
  const Bound& bound = GetParam();
  const Envelope at_the_limit = numbered(bound.message(bound.limit));
  const auto decoded = decode(encode(at_the_limit));
  ASSERT_TRUE(decoded.ok()) << to_string(decoded.error());
  EXPECT_EQ(decoded.value(), at_the_limit);

  const auto error = check(numbered(bound.message(bound.limit + 1)));
  ASSERT_TRUE(error.has_value());
  EXPECT_EQ(error->code, ErrorCode::TooLarge);
  EXPECT_EQ(error->where, bound.where);
}

TEST_P(LimitOf, HoldsForWhatIsReceived) {
  // What the sender did not check the receiver does: here the limit is one less than what arrives.
  const Bound& bound = GetParam();
  Limits narrow;
  for (auto member :
       {&Limits::id_bytes,        &Limits::name_code_points, &Limits::typed_name_bytes, &Limits::initials_bytes,
        &Limits::token_bytes,     &Limits::client_bytes,     &Limits::sdp_bytes,        &Limits::sdp_line_bytes,
        &Limits::candidate_bytes, &Limits::mid_bytes,        &Limits::ufrag_bytes,      &Limits::chat_bytes,
        &Limits::sentence_bytes,  &Limits::pointer_bytes,    &Limits::people,           &Limits::ids,
        &Limits::ice_servers,     &Limits::ice_urls,         &Limits::ice_url_bytes,    &Limits::ice_secret_bytes,
        &Limits::features,        &Limits::room_bytes,       &Limits::blocked}) {
    if (kLimits.*member == bound.limit) narrow.*member = bound.limit - 1;
  }
  const auto decoded = decode(encode(numbered(bound.message(bound.limit))), narrow);
  ASSERT_FALSE(decoded.ok());
  EXPECT_EQ(decoded.error().code, ErrorCode::TooLarge);
  EXPECT_EQ(decoded.error().where, bound.where);
}

INSTANTIATE_TEST_SUITE_P(Every, LimitOf, testing::ValuesIn(bounds()), [](const auto& test) { return test.param.name; });

TEST(LimitOfBytes, IsReachedButNotPassed) {
  const std::string ping = encode(Ping{1});
  const std::string at_the_limit = ping + std::string(kLimits.message_bytes - ping.size(), ' ');
  EXPECT_TRUE(decode(at_the_limit).ok());
  const auto decoded = decode(at_the_limit + " ");
  ASSERT_FALSE(decoded.ok());
  EXPECT_EQ(decoded.error(), (DecodeError{ErrorCode::TooLarge, "", "has 65537 bytes, at most 65536 are allowed"}));
}

TEST(LimitOfDepth, IsReachedButNotPassed) {
  const auto nested = [](std::size_t depth) {
    return R"({"type":"ping","number":1,"x":)" + std::string(depth - 1, '[') + std::string(depth - 1, ']') + "}";
  };
  EXPECT_TRUE(decode(nested(16)).ok());
  EXPECT_FALSE(decode(nested(17)).ok());
}

TEST(LimitOfBytes, HoldsTheLongestHonestMessages) {
  const std::string id(kLimits.id_bytes, 'i');
  const Person longest{PersonId(id), four_byte_letters(32), letters(kLimits.initials_bytes), 7, Presence::Free};
  const Envelope list{{}, PeerList{std::vector<Person>(kLimits.people, longest), false, false}};
  EXPECT_LE(encode(list).size(), kLimits.message_bytes);
  const Envelope left{{}, PeerLeft{std::vector<PersonId>(kLimits.ids, PersonId(id))}};
  EXPECT_LE(encode(left).size(), kLimits.message_bytes);
  const Envelope blocks{{}, Blocks{std::vector<BlockedPerson>(kLimits.blocked, {PersonId(id), four_byte_letters(32)})}};
  EXPECT_LE(encode(blocks).size(), kLimits.message_bytes);
  std::string short_lines;  // every eighth byte is doubled
  while (short_lines.size() + 8 <= kLimits.sdp_bytes) short_lines += "a=sendr\n";
  const Envelope offer{kMaxExactInteger, Offer{CallId(id), 4'294'967'295, true, short_lines, PersonId(id)}};
  EXPECT_LE(encode(offer).size(), kLimits.message_bytes);
}

}  // namespace
}  // namespace parley::protocol
