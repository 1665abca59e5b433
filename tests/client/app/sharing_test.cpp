// Sharing one's screen, as a whole client does it: from the press to what the other side is told, and back.
#include "tests/client/app/builders.hpp"

namespace parley::app {
namespace {

using call::screen_share::Problem;

Client sharing_client() {
  Client ada = talking();
  ada.on(sharing::Toggle{}).on(sharing::Chosen{1, true});
  return ada;
}

TEST(Sharing, IsChosenInTheBrowserAndThenSentAndTold) {
  Client ada = talking();
  ada.on(sharing::Toggle{});
  EXPECT_EQ(ada.of<sharing::Choose>(), (std::vector{sharing::Choose{1}}));
  EXPECT_FALSE(sharing::is_on(ada.model));
  ada.on(sharing::Chosen{1, true});
  EXPECT_EQ(ada.of<sharing::Attach>(), (std::vector{sharing::Attach{ada.model.devices.peer, 1}}));
  ASSERT_EQ(ada.sent<protocol::CallMedia>().size(), 1u);
  EXPECT_TRUE(ada.sent<protocol::CallMedia>().front().screen);
  EXPECT_TRUE(ada.sent<protocol::CallMedia>().front().camera) << "which stays";
}

TEST(Sharing, StopsByTheSameControlAndIsTold) {
  Client ada = sharing_client();
  ada.on(sharing::Toggle{});
  EXPECT_EQ(ada.of<sharing::Stop>(), (std::vector{sharing::Stop{1}}));
  ASSERT_EQ(ada.sent<protocol::CallMedia>().size(), 1u);
  EXPECT_FALSE(ada.sent<protocol::CallMedia>().front().screen);
}

TEST(Sharing, NoticesTheBrowsersOwnStop) {
  Client ada = sharing_client();
  ada.on(sharing::Stopped{1});
  EXPECT_FALSE(sharing::is_on(ada.model));
  EXPECT_EQ(ada.model.status.text, "You stopped sharing.");
  EXPECT_FALSE(ada.sent<protocol::CallMedia>().front().screen);
}

TEST(Sharing, SaysWhyNothingIsSharedAndTakesItBackAfterAWhile) {
  Client ada = talking();
  ada.on(sharing::Toggle{}).on(sharing::NotChosen{1, Problem::Refused});
  EXPECT_EQ(sharing::problem_words(ada.model), "No screen was shared. Press Share screen to choose again.");
  EXPECT_EQ(banners(ada.model, ada.now).size(), 1u);
  EXPECT_EQ(ada.of<StartTimer>().size(), 1u);
  ada.on(TimerPassed{Timer::ShareProblem});
  EXPECT_TRUE(banners(ada.model, ada.now).empty());
}

TEST(Sharing, EndsWithTheCall) {
  Client ada = sharing_client();
  ada.on(EndCall{});
  EXPECT_EQ(ada.of<sharing::Stop>(), (std::vector{sharing::Stop{1}}));
  EXPECT_FALSE(sharing::is_on(ada.model));
}

TEST(Sharing, IsOfferedInACallAlone) {
  Client ada = online();
  ada.on(sharing::Toggle{});
  EXPECT_TRUE(ada.of<sharing::Choose>().empty());
}

TEST(Sharing, OfTheOtherSideIsSaidOnceWhenItBeginsAndEnds) {
  Client ada = talking();
  protocol::CallMedia media = his_media(7, true, true);
  media.screen = true;
  ada.hears(media);
  EXPECT_TRUE(sharing::remote_on(ada.model));
  EXPECT_EQ(ada.model.status.text, "Ben shares a screen.");
  const auto serial = ada.model.status.serial;
  ++media.version;
  ada.hears(media);
  EXPECT_EQ(ada.model.status.serial, serial);
  media.screen = false;
  ++media.version;
  ada.hears(media);
  EXPECT_EQ(ada.model.status.text, "Ben stopped sharing.");
}

}  // namespace
}  // namespace parley::app
