// The program's second part comes when it is wanted; what is wanted until then is kept, in order.
#include <gtest/gtest.h>

#include "client/app/model.hpp"

namespace parley::app {
namespace {

struct Page {
  Model model;
  Effects on(const Event& event) { return update(model, event, Moment{Instant{Milliseconds{1000}}, 7}); }
};

template <class Wanted>
int count(const Effects& effects) {
  int n = 0;
  for (const Effect& effect : effects) n += as<Wanted>(effect) ? 1 : 0;
  return n;
}

Started split_start(std::string token = {}) {
  Started started;
  started.token = std::move(token);
  started.split = true;
  return started;
}

TEST(SecondPart, IsNotFetchedForAPageThatOnlyShowsEntry) {
  Page page;
  EXPECT_TRUE(page.on(split_start()).empty());
  EXPECT_TRUE(page.on(Woke{}).empty());
  EXPECT_TRUE(page.on(NetworkChanged{}).empty());
  EXPECT_EQ(page.model.part, Part::Absent);
  EXPECT_EQ(screen(page.model), Screen::Entry);
}

TEST(SecondPart, IsFetchedOnceByTheFirstWishWhichComesTrueWhenItIsThere) {
  Page page;
  page.on(split_start());
  EXPECT_EQ(count<FetchPart>(page.on(Join{"Ada"})), 1);
  EXPECT_TRUE(is_joining(page.model));
  EXPECT_EQ(count<FetchPart>(page.on(settings::Show{true})), 0);
  const Effects effects = page.on(PartArrived{true});
  EXPECT_EQ(count<OpenSocket>(effects), 1);
  EXPECT_TRUE(page.model.waiting.empty());
  EXPECT_TRUE(page.model.settings.open);
}

TEST(SecondPart, FetchedAheadKeepsNothingWaiting) {
  Page page;
  page.on(split_start());
  page.on(PartArrived{true});
  EXPECT_EQ(count<OpenSocket>(page.on(Join{"Ada"})), 1);
}

TEST(SecondPart, ThatCannotBeHadIsToldAndTheWishComesTrueOnceItCan) {
  Page page;
  page.on(split_start());
  page.on(PartArrived{false});
  EXPECT_EQ(entry_alert(page.model), "") << "fetched ahead: nobody missed it";
  page.on(Join{"Ada"});
  page.on(PartArrived{false});
  EXPECT_EQ(entry_alert(page.model),
            "The server cannot be reached. Check that you are online. Parley tries again by itself.");
  EXPECT_FALSE(is_joining(page.model));
  EXPECT_EQ(count<OpenSocket>(page.on(PartArrived{true})), 1);
  EXPECT_EQ(entry_alert(page.model), "");
}

TEST(SecondPart, IsAskedForAgainByAnotherWishWhichTakesTheFirstOnesPlace) {
  Page page;
  page.on(split_start());
  page.on(Join{"Ada"});
  page.on(PartArrived{false});
  EXPECT_EQ(count<FetchPart>(page.on(Join{"Ada Lovelace"})), 1);
  EXPECT_EQ(count<OpenSocket>(page.on(PartArrived{true})), 1);
}

TEST(SecondPart, OfAReloadedPageIsFetchedAtOnceAndAgainWhenTheNetworkIsBack) {
  Page page;
  EXPECT_EQ(count<FetchPart>(page.on(split_start("t-1"))), 1);
  page.on(PartArrived{false});
  EXPECT_EQ(count<FetchPart>(page.on(NetworkChanged{})), 1);
  EXPECT_EQ(count<OpenSocket>(page.on(PartArrived{true})), 1) << "it comes back as who it was";
}

}  // namespace
}  // namespace parley::app
