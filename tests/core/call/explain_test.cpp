// Every branch of why a call has no path, and the order in which they are asked.
#include "core/call/explain.hpp"

#include <gtest/gtest.h>

#include "tests/support/print.hpp"

namespace parley::call::explain {
namespace {

/// Both sides have named addresses, a relay is configured and was reached: nothing of it helped.
Evidence thorough() {
  Evidence evidence;
  evidence.gathered = evidence.stun = evidence.relay = true;
  evidence.ours = {true, true, true};
  evidence.theirs = {true, true, false};
  return evidence;
}

Evidence without_relay() {
  Evidence evidence = thorough();
  evidence.relay = false;
  evidence.ours.relay = false;
  return evidence;
}

TEST(Explain, ThatThisDeviceIsOffline) {
  Evidence evidence = thorough();
  evidence.online = false;
  EXPECT_EQ(cause_of(evidence), Cause::Offline);
}

TEST(Explain, ThatTheBrowserNamesNoAddress) {
  Evidence evidence = thorough();
  evidence.ours = {};
  EXPECT_EQ(cause_of(evidence), Cause::NothingGathered);
  evidence.gathered = false;
  EXPECT_NE(cause_of(evidence), Cause::NothingGathered) << "they may still come";
}

TEST(Explain, ThatTheOtherSideNamesNone) {
  Evidence evidence = thorough();
  evidence.theirs = {};
  EXPECT_EQ(cause_of(evidence), Cause::OtherSideSilent);
}

TEST(Explain, ThatNothingArrivesOnThePath) {
  Evidence evidence = thorough();
  evidence.connected = true;
  evidence.sent = 400;
  EXPECT_EQ(cause_of(evidence), Cause::MediaBlocked);
  evidence.received = 1;
  EXPECT_NE(cause_of(evidence), Cause::MediaBlocked);
  evidence.received = evidence.sent = 0;
  EXPECT_NE(cause_of(evidence), Cause::MediaBlocked) << "nothing was sent either";
}

TEST(Explain, WhatTheRelayAnswered) {
  Evidence evidence = thorough();
  EXPECT_EQ(cause_of(evidence), Cause::RelayedInVain);
  evidence.ours.relay = false;
  EXPECT_EQ(cause_of(evidence), Cause::RelayUnreachable) << "it answered nothing";
  evidence.relay_error = RelayError::Silent;
  EXPECT_EQ(cause_of(evidence), Cause::RelayUnreachable);
  evidence.relay_error = RelayError::Full;
  EXPECT_EQ(cause_of(evidence), Cause::RelayFull);
  evidence.relay_error = RelayError::Refused;
  EXPECT_EQ(cause_of(evidence), Cause::RelayRefused);
  evidence.ours.relay = true;
  EXPECT_EQ(cause_of(evidence), Cause::RelayedInVain) << "by another of its addresses it was reached";
}

TEST(Explain, WhatItMeansThatThereIsNoRelay) {
  Evidence evidence = without_relay();
  EXPECT_EQ(cause_of(evidence), Cause::NoRelay);
  evidence.ours.reflexive = false;
  EXPECT_EQ(cause_of(evidence), Cause::UdpBlocked);
  evidence.stun = false;
  EXPECT_EQ(cause_of(evidence), Cause::LocalOnly);
}

TEST(Explain, NothingBeyondWhatIsKnown) { EXPECT_EQ(cause_of(Evidence{}), Cause::NoRelay); }

TEST(Explain, TheOrderOfCauses) {
  // Each next one is hidden by those before it.
  Evidence evidence = thorough();
  evidence.online = false;
  evidence.ours = evidence.theirs = {};
  evidence.connected = true;
  evidence.sent = 5;
  EXPECT_EQ(cause_of(evidence), Cause::Offline);
  evidence.online = true;
  EXPECT_EQ(cause_of(evidence), Cause::NothingGathered);
  evidence.ours.host = true;
  EXPECT_EQ(cause_of(evidence), Cause::OtherSideSilent);
  evidence.theirs.host = true;
  EXPECT_EQ(cause_of(evidence), Cause::MediaBlocked);
  evidence.received = 5;
  EXPECT_EQ(cause_of(evidence), Cause::RelayUnreachable);
}

TEST(Explain, ReadsTheKindsOfCandidates) {
  Candidates seen;
  note(seen, "candidate:1 1 udp 2122 192.0.2.1 4444 typ host generation 0");
  EXPECT_EQ(seen, (Candidates{true, false, false}));
  note(seen, "candidate:2 1 udp 1686 198.51.100.1 4445 typ srflx raddr 0.0.0.0 rport 0");
  EXPECT_EQ(seen, (Candidates{true, true, false}));
  note(seen, "a=candidate:3 1 tcp 9 203.0.113.1 9 typ relay\r\na=candidate:4 1 udp 9 203.0.113.1 9 typ host\r\n");
  EXPECT_EQ(seen, (Candidates{true, true, true}));
  Candidates none;
  note(none, "v=0\r\na=ice-options:trickle\r\n");
  note(none, "candidate:1 1 udp 2122 192.0.2.1 4444 typ ");
  EXPECT_EQ(none, Candidates{});
  Candidates mirrored;
  note(mirrored, "candidate:1 1 udp 1 192.0.2.1 1 typ prflx");
  EXPECT_TRUE(mirrored.reflexive);
}

TEST(Explain, KeepsTheWorstOfTheRelaysAnswers) {
  Evidence evidence;
  note_relay_error(evidence, 701);
  EXPECT_EQ(evidence.relay_error, RelayError::Silent);
  note_relay_error(evidence, 486);
  EXPECT_EQ(evidence.relay_error, RelayError::Full);
  for (const std::uint32_t code : {400U, 401U, 403U, 437U, 438U, 441U}) {
    Evidence one;
    note_relay_error(one, code);
    EXPECT_EQ(one.relay_error, RelayError::Refused) << code;
  }
  note_relay_error(evidence, 401);
  note_relay_error(evidence, 701);
  note_relay_error(evidence, 508);
  EXPECT_EQ(evidence.relay_error, RelayError::Refused);
}

TEST(Explain, KnowsWhichServersThereAre) {
  const auto servers = [](std::vector<std::string> urls) {
    protocol::IceServer server;
    server.urls = std::move(urls);
    Evidence evidence;
    note_servers(evidence, {server});
    return evidence;
  };
  EXPECT_FALSE(servers({}).stun);
  EXPECT_TRUE(servers({"stun:relay.example"}).stun);
  EXPECT_FALSE(servers({"stun:relay.example"}).relay);
  EXPECT_TRUE(servers({"turns:relay.example:443?transport=tcp"}).relay);
  EXPECT_TRUE(servers({"turn:relay.example"}).stun);
  Evidence evidence = servers({"turn:relay.example"});
  note_servers(evidence, {});
  EXPECT_FALSE(evidence.relay || evidence.stun) << "a server's word of now counts";
}

}  // namespace
}  // namespace parley::call::explain
