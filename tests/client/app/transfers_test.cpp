// Files of a call: what is offered, taken and refused, and what is said of it.
#include "client/app/features/transfers.hpp"

#include "tests/client/app/builders.hpp"

namespace parley::app {
namespace {

namespace transfers = app::transfers;
using transfers::Answer;
using transfers::Ending;
using transfers::Stage;

/// In a call whose other page can be sent files.
Client ready(bool disk = false) {
  Client client = talking();
  client.on(transfers::Ready{true, disk});
  return client;
}

Client offered(double size = 2.3e6, bool disk = false) {
  Client client = ready(disk);
  client.on(transfers::Offered{7, "../photo.jpg", size});
  return client;
}

const transfers::Transfer& his(const Client& client) { return *transfers::find(client.model, 7, false); }
const transfers::Transfer& ours(const Client& client) { return *transfers::find(client.model, 3, true); }

TEST(Transfers, AnOfferIsShownUnderASafeNameAndTakesNothingByItself) {
  Client ada = offered();
  EXPECT_EQ(his(ada).name, "photo.jpg");
  EXPECT_EQ(transfers::words(ada.model, his(ada)), "2.3 MB");
  EXPECT_EQ(ada.model.status.text, "Ben wants to send you photo.jpg, 2.3 MB.");
  EXPECT_EQ(chat::unread(ada.model), 1u);
  EXPECT_EQ(chat::shown(ada.model).lines.back().file, 7u);
  EXPECT_TRUE(ada.of<transfers::Accept>().empty());
}

TEST(Transfers, AcceptedItMovesIsHereAndIsSaved) {
  Client ada = offered();
  ada.on(transfers::Decide{7, false, Answer::Accept});
  EXPECT_EQ(ada.of<transfers::Accept>(), (std::vector{transfers::Accept{7, "photo.jpg", 2.3e6, false}}));
  ada.on(transfers::Moved{7, false, 1.1e6});
  EXPECT_EQ(transfers::words(ada.model, his(ada)), "1.1 of 2.3 MB");
  ada.on(transfers::Ended{7, false, Ending::Done});
  EXPECT_EQ(ada.model.status.text, "photo.jpg: 2.3 MB, here");
  ada.on(transfers::Decide{7, false, Answer::Save});
  EXPECT_EQ(ada.of<transfers::Save>(), (std::vector{transfers::Save{7, "photo.jpg"}}));
  EXPECT_EQ(transfers::words(ada.model, his(ada)), "2.3 MB, saved");
}

TEST(Transfers, ALargeOneGoesToTheDiskWhereThatIsPossibleAndIsRefusedElsewhere) {
  Client ada = offered(3e9, true);
  ada.on(transfers::Decide{7, false, Answer::Accept});
  EXPECT_TRUE(ada.of<transfers::Accept>()[0].to_disk);
  ada.on(transfers::Ended{7, false, Ending::Done});
  EXPECT_TRUE(his(ada).saved);

  ada = offered(3e9, false);
  EXPECT_EQ(ada.of<transfers::End>(), (std::vector{transfers::End{7, false, Ending::TooLarge}}));
  EXPECT_EQ(transfers::words(ada.model, his(ada)), "3 GB are more than this browser takes. Ask for a smaller file.");
  ada = offered(5e9, true);
  EXPECT_EQ(his(ada).stage, Stage::Failed);
}

TEST(Transfers, DecliningAndCancellingAreTold) {
  Client ada = offered();
  ada.on(transfers::Decide{7, false, Answer::Decline});
  EXPECT_EQ(ada.of<transfers::End>(), (std::vector{transfers::End{7, false, Ending::Declined}}));
  ada.on(transfers::Decide{7, false, Answer::Accept});
  EXPECT_TRUE(ada.effects.empty());

  ada = offered();
  ada.on(transfers::Decide{7, false, Answer::Accept}).on(transfers::Decide{7, false, Answer::Cancel});
  EXPECT_EQ(ada.of<transfers::End>(), (std::vector{transfers::End{7, false, Ending::Cancelled}}));
  ada.on(transfers::Moved{7, false, 5});
  EXPECT_EQ(his(ada).stage, Stage::Cancelled);
}

TEST(Transfers, AChosenFileIsOfferedAndTheChatOpens) {
  Client ada = ready();
  ada.on(transfers::Attach{});
  EXPECT_EQ(ada.of<transfers::Pick>().size(), 1u);
  ada.on(transfers::Chosen{3, "plan.pdf", 240e3});
  EXPECT_EQ(ada.of<transfers::Offer>(), (std::vector{transfers::Offer{3, "plan.pdf"}}));
  EXPECT_TRUE(ada.model.chat.open);
  EXPECT_EQ(transfers::words(ada.model, ours(ada)), "240 KB, waiting for Ben");
  ada.on(transfers::Ended{3, true, Ending::Declined});
  EXPECT_EQ(ada.model.status.text, "plan.pdf: Ben declined it.");
}

TEST(Transfers, AFileThatNobodyTakesIsNotOffered) {
  Client ada = ready();
  ada.on(transfers::Chosen{3, "disc.iso", 4.7e9});
  EXPECT_TRUE(ada.of<transfers::Offer>().empty());
  EXPECT_EQ(transfers::words(ada.model, ours(ada)), "A file can have 4 GB at most. Send it in parts.");
}

TEST(Transfers, ALostConnectionPausesAndTheNextOneGoesOn) {
  Client ada = offered();
  ada.on(transfers::Decide{7, false, Answer::Accept}).on(transfers::Moved{7, false, 1.1e6});
  ada.on(transfers::Ready{false, false});
  EXPECT_EQ(transfers::words(ada.model, his(ada)), "1.1 of 2.3 MB. It goes on once the connection is back.");
  ada.on(transfers::Ready{true, false}).on(transfers::Offered{7, "../photo.jpg", 2.3e6});
  EXPECT_EQ(ada.model.transfers.all.size(), 1u);
  ada.on(transfers::Moved{7, false, 1.1e6});
  EXPECT_EQ(his(ada).stage, Stage::Moving);
}

TEST(Transfers, EveryFailureHasACauseAndANextStep) {
  for (const bool outgoing : {true, false}) {
    for (const Ending how : {Ending::TooLarge, Ending::Broken, Ending::Gone, Ending::NoRoom, Ending::Unreadable}) {
      Client ada = offered();
      ada.on(transfers::Chosen{3, "plan.pdf", 240e3});
      const std::uint32_t number = outgoing ? 3 : 7;
      ada.on(transfers::Ended{number, outgoing, how});
      const std::string words = transfers::words(ada.model, outgoing ? ours(ada) : his(ada));
      EXPECT_NE(words.find(". "), std::string::npos) << words;
    }
  }
}

TEST(Transfers, OutsideOfACallThereAreNone) {
  Client ada = online();
  ada.on(transfers::Ready{true, false});
  EXPECT_FALSE(transfers::can_attach(ada.model));
  ada.on(transfers::Offered{7, "photo.jpg", 1});
  EXPECT_EQ(ada.of<transfers::End>(), (std::vector{transfers::End{7, false, Ending::Declined}}));
  ada.on(transfers::Chosen{3, "plan.pdf", 1});
  EXPECT_TRUE(ada.of<transfers::Offer>().empty());
  ada.on(transfers::Dragged{true});
  EXPECT_FALSE(ada.model.transfers.dragged);
  EXPECT_TRUE(ada.model.transfers.all.empty());
}

TEST(Transfers, NobodyCanOfferWithoutEndOrWithoutSense) {
  Client ada = ready();
  for (const double size : {-1.0, 0.5, 1e300}) {
    ada.on(transfers::Offered{7, "x", size});
    EXPECT_EQ(ada.of<transfers::End>().size(), 1u);
  }
  for (std::uint32_t number = 1; number <= 20; ++number) ada.on(transfers::Offered{number, "x", 1});
  EXPECT_EQ(ada.model.transfers.all.size(), 16u);
}

TEST(Transfers, WhatWasReceivedAndNotSavedIsNotLostWithTheCall) {
  Client ada = offered();
  ada.on(transfers::Decide{7, false, Answer::Accept}).on(transfers::Ended{7, false, Ending::Done});
  ada.hears(over(agreed(his_call()), protocol::EndReason::HungUp));
  EXPECT_EQ(ada.of<transfers::Save>().size(), 1u);
  EXPECT_EQ(ada.of<transfers::Clear>().size(), 1u);
  EXPECT_LT(ada.place_of<transfers::Save>(), ada.place_of<transfers::Clear>());
  EXPECT_TRUE(ada.model.transfers.all.empty());
}

}  // namespace
}  // namespace parley::app
