// The relay's credentials: minted for the person at sign-in, and renewed for as long as the session has a socket.
#include <gtest/gtest.h>

#include "tests/server/hub/world.hpp"

namespace parley::hub::test {
namespace {

Config with_relay() {
  Config config;
  config.ice_servers = {{{"stun:stun.example.org"}, "", ""}};
  config.mint_relay = [](const PersonId& person, std::int64_t wall) {
    return std::vector<protocol::IceServer>{
        {{"turn:turn.example.org"}, std::to_string(wall / 1000 + 600) + ":" + person.value(), "secret"}};
  };
  return config;
}

class RelayCredentials : public ::testing::Test {
 protected:
  World world{with_relay()};
};

TEST_F(RelayCredentials, ComeWithTheSignInBehindTheConfiguredServers) {
  Client& ada = world.join("Ada");
  const auto servers = ada.last<protocol::ClientId>()->ice_servers;
  ASSERT_EQ(servers.size(), 2u);
  EXPECT_EQ(servers[0].urls.front(), "stun:stun.example.org");
  EXPECT_NE(servers[1].username.find(ada.id().value()), std::string::npos);
}

TEST_F(RelayCredentials, AreRenewedWhileTheSessionIsConnected) {
  Client& ada = world.join("Ada");
  const auto first = ada.last<protocol::ClientId>()->ice_servers;
  world.pass(300s);
  ASSERT_EQ(ada.count<protocol::IceServers>(), 1u);
  EXPECT_NE(ada.last<protocol::IceServers>()->servers, first);
  world.pass(600s);
  EXPECT_EQ(ada.count<protocol::IceServers>(), 3u);
  EXPECT_EQ(world.stats().relay_renewals, 3u);
}

TEST_F(RelayCredentials, AreFreshForWhoComesBack) {
  Client& ada = world.join("Ada");
  const auto first = ada.last<protocol::ClientId>()->ice_servers;
  world.pass(299s);
  ada.lose_socket();
  world.pass(30s);
  ada.resume();
  EXPECT_EQ(ada.count<protocol::IceServers>(), 0u);
  EXPECT_NE(ada.last<protocol::ClientId>()->ice_servers, first);
  world.pass(299s);
  EXPECT_EQ(ada.count<protocol::IceServers>(), 0u) << "it counts from the fresh ones";
  world.pass(1s);
  EXPECT_EQ(ada.count<protocol::IceServers>(), 1u);
}

TEST_F(RelayCredentials, AreNotForPrograms) {
  Program& robot = world.admit("Robot");
  world.pass(900s);
  EXPECT_TRUE(robot.events().empty());
  EXPECT_EQ(world.stats().relay_renewals, 0u);
}

TEST_F(RelayCredentials, LeaveNothingBehind) {
  world.join("Ada").say(protocol::Bye{});
  world.end();
  EXPECT_EQ(world.stats().held(), Stats{});
}

}  // namespace
}  // namespace parley::hub::test
