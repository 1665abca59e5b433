#include "client/app/features/links.hpp"

#include "tests/client/app/builders.hpp"

namespace parley::app {
namespace {

using protocol::Room;
using protocol::RoomState;

const std::string kSecret = "0123456789abcdefghijkl";

Room waiting() { return {kSecret, RoomState::Waiting, std::nullopt, false}; }
Room meeting(bool asks) { return {kSecret, RoomState::Meeting, protocol::person("p-ben", "Ben"), asks}; }

/// Has made a link and waits there.
Client at_own_link() {
  Client client = online();
  client.on(links::Copy{links::Kind::Meeting}).on(links::Made{kSecret}).on(links::Copied{}).hears(waiting());
  return client;
}

/// Came by somebody else's link.
Client at_anothers_link() {
  Client client = online();
  client.on(links::Opened{kSecret, {}, false});
  return client;
}

TEST(Links, AreMadeOnceAndCopiedAgain) {
  Client client = online();
  client.on(links::Copy{links::Kind::Meeting});
  ASSERT_EQ(client.of<links::Make>().size(), 1U);
  client.on(links::Made{kSecret});
  ASSERT_EQ(client.of<links::Write>().size(), 1U);
  EXPECT_EQ(client.of<links::Write>()[0].room, kSecret);
  EXPECT_EQ(client.of<links::Keep>()[0], (links::Keep{kSecret, true}));
  ASSERT_EQ(client.sent<protocol::RoomJoin>().size(), 1U);
  client.on(links::Copied{});
  EXPECT_EQ(client.model.status.text, "Link copied.");
  client.on(links::Copy{links::Kind::Meeting});
  EXPECT_TRUE(client.of<links::Make>().empty());
  EXPECT_EQ(client.of<links::Write>()[0].room, kSecret);
}

TEST(Links, WithoutTheClipboardAreShownToBeCopiedByHand) {
  Client client = online();
  client.on(links::Copy{links::Kind::Personal});
  EXPECT_EQ(client.of<links::Write>()[0].person, "Ada");
  client.on(links::Copied{"https://parley.example/#call=Ada"});
  EXPECT_EQ(client.model.links.address, "https://parley.example/#call=Ada");
  EXPECT_EQ(client.model.links.copied, 0U);
  client.on(links::Dismiss{});
  EXPECT_TRUE(client.model.links.address.empty());
}

TEST(Links, TheSecondVisitorAsksForTheCallOfTheMeetingPoint) {
  Client client = at_anothers_link();
  ASSERT_EQ(client.sent<protocol::RoomJoin>().size(), 1U);
  client.hears(meeting(true)).on(OfferMade{1, 1, protocol::description()});
  const auto requests = client.sent<protocol::CallRequest>();
  ASSERT_EQ(requests.size(), 1U);
  EXPECT_EQ(requests[0].meeting, kSecret);
  EXPECT_EQ(requests[0].to, PersonId("p-ben"));
}

TEST(Links, TheFirstVisitorIsInTheCallWithoutBeingAsked) {
  Client client = at_own_link();
  protocol::Call call = his_call();
  call.meeting = true;
  client.hears(meeting(false)).hears(call);
  ASSERT_EQ(client.sent<protocol::CallAnswer>().size(), 1U);
  EXPECT_TRUE(client.sent<protocol::CallAnswer>()[0].accept);
  EXPECT_EQ(incoming(client.model), nullptr);
  EXPECT_TRUE(client.of<ringing::Play>().empty());
  EXPECT_TRUE(client.of<ringing::Notice>().empty());
}

TEST(Links, AnotherRingIsNotAcceptedForTheMeeting) {
  Client client = at_own_link();
  client.hears(meeting(false)).hears(his_call());
  EXPECT_TRUE(client.sent<protocol::CallAnswer>().empty());
  EXPECT_NE(incoming(client.model), nullptr);
}

TEST(Links, AreJoinedAgainByANewSessionAndAskOnlyOnce) {
  Client client = at_anothers_link();
  client.hears(meeting(true)).on(OfferMade{1, 1, protocol::description()});
  protocol::Call call = our_call();
  call.request = client.sent<protocol::CallRequest>()[0].id;
  client.hears(call).hears(over(agreed(call), protocol::EndReason::HungUp)).on(GoBack{});
  client = signed_in_again(std::move(client));
  client.hears(protocol::PeerList{{protocol::person("p-ben", "Ben")}, true, true});
  EXPECT_EQ(client.sent<protocol::RoomJoin>().size(), 1U);
  client.hears(meeting(true));
  EXPECT_TRUE(std::holds_alternative<call::consent::Idle>(client.model.consent.phase)) << "they have had their call";
  client.on(links::Meet{});
  EXPECT_TRUE(std::holds_alternative<call::consent::Preparing>(client.model.consent.phase));
}

TEST(Links, WhoComesAgainIsCalledAgain) {
  Client client = at_anothers_link();
  client.hears(meeting(true)).on(EndCall{}).hears(waiting());
  EXPECT_TRUE(std::holds_alternative<call::consent::Idle>(client.model.consent.phase));
  client.hears(meeting(true));
  EXPECT_TRUE(std::holds_alternative<call::consent::Preparing>(client.model.consent.phase));
}

TEST(Links, AFullMeetingPointIsToldWithTheNextStep) {
  Client client = at_anothers_link();
  protocol::Error full;
  full.code = protocol::ErrorCode::RoomFull;
  full.answers = client.sent<protocol::RoomJoin>()[0].id;
  client.hears(full);
  EXPECT_EQ(links::problem(client.model), "Two people are already in this link. Ask for a new link.");
  EXPECT_FALSE(links::card(client.model));
  EXPECT_EQ(client.of<links::Keep>()[0], (links::Keep{}));
  client.on(links::Dismiss{});
  EXPECT_TRUE(links::problem(client.model).empty());
}

TEST(Links, ClosingOneLeavesTheMeetingPointAndForgetsIt) {
  Client client = at_own_link();
  EXPECT_EQ(links::card(client.model)->title, "Your link waits for its second person");
  client.on(links::Close{});
  ASSERT_EQ(client.sent<protocol::RoomLeave>().size(), 1U);
  EXPECT_FALSE(links::card(client.model));
  client.hears(Room{kSecret, RoomState::Left, std::nullopt, false});
  EXPECT_FALSE(links::card(client.model));
}

TEST(Links, AnInvitationStandsOnEntryAndIsFollowedAfterJoining) {
  Client client;
  client.on(links::Opened{kSecret, {}, false});
  EXPECT_EQ(links::invitation(client.model), "You are invited to a call. Join, with or without a name.");
  client.on(Join{}).on(SocketOpened{1}).hears(greeting(protocol::Outcome::New));
  client.hears(protocol::PeerList{{}, true, true});
  EXPECT_EQ(client.sent<protocol::RoomJoin>().size(), 1U);
}

TEST(Links, APersonalLinkRingsItsOwnerAfterJoining) {
  Client client;
  client.on(links::Opened{{}, "Ben", false});
  EXPECT_EQ(links::invitation(client.model), "Ben invites you to a call. Join, and Ben is rung.");
  client.on(Join{"Ada"}).on(SocketOpened{1}).hears(greeting(protocol::Outcome::New));
  client.hears(protocol::PeerList{{protocol::person("p-ben", "Ben")}, true, true});
  EXPECT_EQ(client.of<links::Keep>(), (std::vector{links::Keep{}})) << "a reload does not ring again";
  client.on(OfferMade{1, 1, protocol::description()});
  const auto requests = client.sent<protocol::CallRequest>();
  ASSERT_EQ(requests.size(), 1U);
  EXPECT_EQ(requests[0].name, "Ben");
  EXPECT_FALSE(requests[0].meeting);
}

TEST(Links, AReloadedPageLearnsWhereItIsAndDoesNotCall) {
  Client client;
  Started kept;
  kept.token = "token-1";
  kept.name = "Ada";
  client.on(kept).on(SocketOpened{1}).hears(greeting(protocol::Outcome::Resumed)).hears(meeting(true));
  client.hears(protocol::PeerList{{protocol::person("p-ben", "Ben")}, true, true});
  EXPECT_TRUE(std::holds_alternative<call::consent::Idle>(client.model.consent.phase));
  EXPECT_TRUE(links::card(client.model)->can_meet);
}

}  // namespace
}  // namespace parley::app
