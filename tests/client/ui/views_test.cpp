// What each screen shows, how its controls are called, and what a press of them asks for.
#include <algorithm>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "tests/client/ui/looking.hpp"
#include "tests/client/ui/support/models.hpp"
#include "tests/client/ui/support/test_frame.hpp"

namespace parley::ui {
namespace {

using protocol::ErrorCode;
using protocol::Media;
using test::by_name;
using test::controls;
using test::press;
using test::says;
using test::TestScreen;
using test::video;

// ---- Entry --------------------------------------------------------------------------------------------------------------

TEST(EntryView, OffersJoiningWithAndWithoutAName) {
  TestScreen s(test::entry());
  EXPECT_EQ(controls(s),
            (std::vector<std::string>{"button Settings", "textbox Your name", "button Join",
                                      "button Join without a name", "textbox Password", "button Show password",
                                      "button Sign in", "button Create account", "button Show camera preview"}));
  EXPECT_TRUE(says(s, "Talk face to face"));
}

TEST(EntryView, JoinTakesTheNameThatWasTyped) {
  TestScreen s(test::entry());
  s.frame.type("entry.name", "Ada");
  press(s, "Join");
  ASSERT_NE(s.only<app::Join>(), nullptr);
  EXPECT_EQ(s.only<app::Join>()->name, "Ada");
}

TEST(EntryView, EnterIsJoin) {
  TestScreen s(test::entry());
  s.frame.type("entry.name", "Ada");
  s.frame.activate("entry.name");
  ASSERT_NE(s.only<app::Join>(), nullptr);
  EXPECT_EQ(s.only<app::Join>()->name, "Ada");
}

TEST(EntryView, WithoutANameTheFieldIsNotSent) {
  TestScreen s(test::entry());
  s.frame.type("entry.name", "Ada");
  press(s, "Join without a name");
  ASSERT_NE(s.only<app::Join>(), nullptr);
  EXPECT_EQ(s.only<app::Join>()->name, "");
}

TEST(EntryView, ATakenNameIsAnsweredAtTheFieldAndTheTextKept) {
  TestScreen s(test::entry());
  s.frame.type("entry.name", "Ada");
  s.model = test::entry_refused(ErrorCode::NameTaken);
  s.frame.run();
  const Node& field = s.frame.node("entry.name");
  EXPECT_TRUE(field.invalid);
  EXPECT_EQ(field.value, "Ada");
  EXPECT_EQ(s.frame.node(field.described_by).name, app::name_error(s.model));
  EXPECT_EQ(s.frame.output.tree.alert.text, app::name_error(s.model));
}

TEST(EntryView, SaysWhenItTriesNextWithoutSayingItAgainEachSecond) {
  TestScreen s(test::entry_closed());
  EXPECT_TRUE(says(s, "Parley tries again in 5 s."));
  const Announcement first = s.frame.output.tree.alert;
  EXPECT_FALSE(first.text.empty());
  ASSERT_TRUE(s.frame.output.redraw_at_ms);
  s.frame.advance(1600);
  EXPECT_TRUE(says(s, "Parley tries again in 3 s."));
  EXPECT_EQ(s.frame.output.tree.alert, first);
}

TEST(EntryView, AnAlertThatIsSolvedIsEmptied) {
  TestScreen s(test::entry_closed());
  const auto serial = s.frame.output.tree.alert.serial;
  s.model = test::entry();
  s.frame.run();
  EXPECT_EQ(s.frame.output.tree.alert.text, "");
  s.model = test::entry_closed();
  s.frame.run();
  EXPECT_GT(s.frame.output.tree.alert.serial, serial) << "the same words are said again";
}

TEST(EntryView, AnOlderPageOffersToReload) {
  TestScreen s(test::entry_refused(ErrorCode::VersionUnsupported));
  press(s, "Reload");
  EXPECT_NE(s.only<app::UserReloads>(), nullptr);
}

TEST(EntryView, AnAccountIsSignedInToWithNameAndPassword) {
  TestScreen s(test::entry());
  s.frame.type("entry.name", "Ada");
  s.frame.type("entry.password", "correct horse");
  press(s, "Sign in");
  ASSERT_NE(s.only<app::AccountWish>(), nullptr);
  EXPECT_EQ(*s.only<app::AccountWish>(), (app::AccountWish{app::AccountAsk::SignIn, "Ada", "correct horse", {}, {}}));
  s.intents.clear();
  press(s, "Create account");
  ASSERT_NE(s.only<app::AccountWish>(), nullptr);
  EXPECT_EQ(s.only<app::AccountWish>()->ask, app::AccountAsk::Create);
}

TEST(EntryView, EnterIsSignInOnceAPasswordIsTyped) {
  for (const char* field : {"entry.name", "entry.password"}) {
    TestScreen s(test::entry());
    s.frame.type("entry.name", "Ada");
    s.frame.type("entry.password", "correct horse");
    s.frame.activate(field);
    ASSERT_NE(s.only<app::AccountWish>(), nullptr);
    EXPECT_EQ(s.only<app::AccountWish>()->ask, app::AccountAsk::SignIn);
  }
}

TEST(EntryView, WhatIsMissingForAnAccountGetsTheFocus) {
  TestScreen s(test::entry());
  press(s, "Sign in");
  EXPECT_EQ(s.frame.output.focus_request, "entry.name");
  s.frame.type("entry.name", "Ada");
  press(s, "Create account");
  EXPECT_EQ(s.frame.output.focus_request, "entry.password");
  EXPECT_EQ(s.intents.size(), 2u) << "the model says so in words";
}

TEST(EntryView, ThePasswordIsAFieldThatPasswordManagersKnow) {
  TestScreen s(test::entry());
  const auto field = [&] { return s.frame.node("entry.password").field.value(); };
  EXPECT_EQ(field().kind, FieldKind::kPassword);
  EXPECT_EQ(field().autocomplete, "current-password");
  EXPECT_EQ(s.frame.node("entry.name").field->autocomplete, "username");
  press(s, "Show password");
  s.frame.run();
  EXPECT_EQ(field().kind, FieldKind::kText);
  EXPECT_TRUE(field().secret);
  press(s, "Hide password");
  s.frame.run();
  EXPECT_EQ(field().kind, FieldKind::kPassword);
}

TEST(EntryView, NoListingRepeatsAPassword) {
  TestScreen s(test::entry());
  s.frame.type("entry.password", "pässword");
  press(s, "Show password");
  s.frame.run();
  EXPECT_EQ(s.frame.node("entry.password").value, "pässword");
  for (const std::string& listing : {to_json(s.frame.output.tree), describe(s.frame.output.tree)}) {
    EXPECT_EQ(listing.find("pässword"), std::string::npos);
    EXPECT_NE(listing.find("••••••••"), std::string::npos);
  }
}

TEST(EntryView, ARefusedPasswordIsAnsweredAtItsField) {
  TestScreen s(test::entry_wrong_password());
  const Node& field = s.frame.node("entry.password");
  EXPECT_TRUE(field.invalid);
  EXPECT_EQ(s.frame.node(field.described_by).name, app::password_error(s.model));
  EXPECT_EQ(s.frame.output.tree.alert.text, app::password_error(s.model));
  EXPECT_EQ(s.frame.node("entry.name").value, "Ada") << "the name of the browser's account is offered";
}

TEST(EntryView, ThePasswordGoesOnceItsWishCameTrueOrEntryIsLeft) {
  TestScreen s(test::entry());
  s.frame.type("entry.password", "correct horse");
  s.model.account.done = 1;
  s.frame.run();
  EXPECT_EQ(s.frame.node("entry.password").value, "");
  s.frame.type("entry.password", "correct horse");
  s.model = test::idle();
  s.frame.run();
  EXPECT_EQ(s.state.password, "");
}

// ---- Account ------------------------------------------------------------------------------------------------------------

TEST(AccountView, IsADialogWithItsControls) {
  TestScreen s(test::account(), {1440, 900});
  const Node* dialog = by_name(s, Role::kDialog, "Account");
  ASSERT_NE(dialog, nullptr);
  EXPECT_TRUE(dialog->modal);
  EXPECT_EQ(controls(s),
            (std::vector<std::string>{"button Close account", "button Sign out Chromium on Linux",
                                      "button Sign out Firefox on Android", "button Sign out Firefox on Android 2",
                                      "textbox Current password", "textbox New password", "button Change password",
                                      "button Sign out everywhere", "button Delete account"}));
  EXPECT_NE(by_name(s, Role::kList, "Signed in on"), nullptr);
  EXPECT_TRUE(says(s, "This device"));
  EXPECT_TRUE(says(s, "Last used at 09:00"));
  EXPECT_EQ(s.frame.node("account.new").field->autocomplete, "new-password");
}

TEST(AccountView, ASheetOnPhonesScrollsWhereItIsTooTall) {
  TestScreen s(test::account(), {320, 568});
  s.frame.advance(1000);
  EXPECT_LT(s.frame.node("account").rect.y, 40);
  EXPECT_GT(s.frame.node("account.delete").rect.y, 568);
}

TEST(AccountView, ClosesByItsButtonAndByEscape) {
  TestScreen s(test::account());
  s.frame.advance(1000);
  press(s, "Close account");
  ASSERT_NE(s.only<app::ShowAccount>(), nullptr);
  EXPECT_FALSE(s.only<app::ShowAccount>()->shown);
  s.intents.clear();
  s.frame.activate("key:escape");
  EXPECT_NE(s.only<app::ShowAccount>(), nullptr);
}

TEST(AccountView, UnderARingNothingOfItReacts) {
  TestScreen s(test::account());
  s.model.consent = test::ringing().consent;
  s.frame.run();
  s.frame.activate("key:escape");
  EXPECT_TRUE(s.intents.empty());
  EXPECT_TRUE(s.frame.node("account").inert);
}

TEST(AccountView, ADeviceIsSignedOutByItsIdAndThisOneAsAlways) {
  TestScreen s(test::account(), {1440, 900});
  s.frame.advance(1000);
  press(s, "Sign out Firefox on Android");
  ASSERT_NE(s.only<app::AccountWish>(), nullptr);
  EXPECT_EQ(*s.only<app::AccountWish>(),
            (app::AccountWish{app::AccountAsk::EndLogin, "Firefox on Android", {}, {}, "b"}));
  s.intents.clear();
  press(s, "Sign out Chromium on Linux");
  EXPECT_NE(s.only<app::SignOut>(), nullptr);
}

TEST(AccountView, AnotherPasswordNeedsTheOldOne) {
  TestScreen s(test::account(), {1440, 900});
  s.frame.advance(1000);
  press(s, "Change password");
  EXPECT_EQ(s.frame.output.focus_request, "account.current");
  s.intents.clear();
  s.frame.type("account.current", "correct horse");
  s.frame.type("account.new", "battery staple");
  s.frame.activate("account.new");
  ASSERT_NE(s.only<app::AccountWish>(), nullptr);
  EXPECT_EQ(*s.only<app::AccountWish>(),
            (app::AccountWish{app::AccountAsk::ChangePassword, {}, "correct horse", "battery staple", {}}));
}

TEST(AccountView, DeletingIsConfirmedInWords) {
  TestScreen s(test::account_confirming(), {1440, 900});
  s.frame.advance(1000);
  EXPECT_EQ(s.frame.output.tree.alert.text, app::account_alert(s.model));
  EXPECT_TRUE(says(s, app::account_alert(s.model)));
}

// ---- Idle ---------------------------------------------------------------------------------------------------------------

TEST(IdleView, NamesItsControlsAsTheContractSays) {
  TestScreen s(test::idle(2), {1440, 900});
  EXPECT_EQ(controls(s),
            (std::vector<std::string>{
                "button Chat", "button Settings", "button Sign out", "combobox Status", "button Copy link",
                "textbox Call someone", "button Video call", "button Voice call", "button Message Ben Okafor",
                "button Voice call Ben Okafor", "button Video call Ben Okafor", "button More about Ben Okafor",
                "button Message Chiara Rossi", "button Voice call Chiara Rossi", "button Video call Chiara Rossi",
                "button More about Chiara Rossi", "button Copy personal link"}));
  EXPECT_NE(by_name(s, Role::kHeading, "You are Ada"), nullptr);
}

TEST(IdleView, ThePeopleAreItemsOfAListWithTheirButtons) {
  TestScreen s(test::idle(3));
  const Tree& tree = s.frame.output.tree;
  const int list = tree.index_of("people");
  ASSERT_GE(list, 0);
  EXPECT_EQ(tree.nodes[static_cast<std::size_t>(list)].name, "People online");
  const Node* button = by_name(s, Role::kButton, "Video call Ben Okafor");
  ASSERT_NE(button, nullptr);
  const Node& item = tree.nodes[static_cast<std::size_t>(button->parent)];
  EXPECT_EQ(item.role, Role::kListItem);
  EXPECT_EQ(item.parent, list);
  EXPECT_TRUE(says(s, "Busy, in a call"));
}

TEST(IdleView, CallsAPersonById) {
  TestScreen s(test::idle());
  press(s, "Voice call Ben Okafor");
  ASSERT_NE(s.only<app::CallSomeone>(), nullptr);
  EXPECT_EQ(s.only<app::CallSomeone>()->person.value(), "p_Ben");
  EXPECT_EQ(s.only<app::CallSomeone>()->media, Media::Voice);
}

TEST(IdleView, CallsANameAndEnterIsVideoCall) {
  TestScreen s(test::idle());
  s.frame.type("idle.call", "Ben Okafor");
  s.frame.activate("idle.call");
  ASSERT_NE(s.only<app::CallSomeone>(), nullptr);
  EXPECT_EQ(s.only<app::CallSomeone>()->name, "Ben Okafor");
  EXPECT_TRUE(s.only<app::CallSomeone>()->person.empty());
  EXPECT_EQ(s.only<app::CallSomeone>()->media, Media::Video);
}

TEST(IdleView, AnEmptyNamePutsTheFocusWhereItBelongs) {
  TestScreen s(test::idle());
  press(s, "Video call");
  EXPECT_EQ(s.frame.output.focus_request, "idle.call");
  ASSERT_NE(s.only<app::CallSomeone>(), nullptr) << "the model says so in words";
}

TEST(IdleView, TheFieldFiltersTheListWhateverTheCase) {
  TestScreen s(test::idle());
  s.frame.type("idle.call", " mei ");
  s.frame.run();
  EXPECT_NE(by_name(s, Role::kButton, "Video call Mei Lin"), nullptr);
  EXPECT_EQ(by_name(s, Role::kButton, "Video call Ben Okafor"), nullptr);
  EXPECT_TRUE(says(s, "1 of 6"));
  press(s, "Clear");
  s.frame.run();
  EXPECT_NE(by_name(s, Role::kButton, "Video call Ben Okafor"), nullptr);
}

TEST(IdleView, ARefusalStandsAtTheField) {
  for (const ErrorCode code : {ErrorCode::UnknownPerson, ErrorCode::Offline, ErrorCode::Busy, ErrorCode::SelfCall}) {
    TestScreen s(test::idle_refused(code));
    EXPECT_TRUE(s.frame.node("idle.call").invalid);
    EXPECT_EQ(s.frame.output.tree.alert.text, app::call_error(s.model));
  }
}

TEST(IdleView, NobodyOnlineIsSaidInWords) {
  TestScreen s(test::idle(0));
  EXPECT_TRUE(says(s, "Nobody else is here yet"));
  EXPECT_EQ(s.frame.output.tree.find("people"), nullptr);
}

TEST(IdleView, SignOutStandsAtTheTopOnEverySize) {
  for (const Size size : {Size{320, 568}, Size{844, 390}, Size{1440, 900}}) {
    TestScreen s(test::idle(), size);
    press(s, "Sign out");
    EXPECT_NE(s.only<app::SignOut>(), nullptr);
  }
}

TEST(IdleView, OnlyAnAccountHasTheButtonForIt) {
  EXPECT_EQ(by_name(TestScreen(test::idle()), Role::kButton, "Account"), nullptr);
  for (const Size size : {Size{320, 568}, Size{844, 390}, Size{1440, 900}}) {
    TestScreen s(test::idle_account(), size);
    const auto all = controls(s);
    EXPECT_EQ(all[2], "button Account") << "reading order";
    EXPECT_EQ(all[3], "button Sign out");
    press(s, "Account");
    ASSERT_NE(s.only<app::ShowAccount>(), nullptr);
    EXPECT_TRUE(s.only<app::ShowAccount>()->shown);
  }
}

TEST(IdleView, RecentCallsAreItemsOfAListWithAButtonToCallBack) {
  TestScreen s(test::idle_account(), {1440, 900});
  const Node* button = by_name(s, Role::kButton, "Call back Ben Okafor");
  ASSERT_NE(button, nullptr);
  const auto& nodes = s.frame.output.tree.nodes;
  const Node& item = nodes[static_cast<std::size_t>(button->parent)];
  EXPECT_EQ(item.role, Role::kListItem);
  EXPECT_EQ(nodes[static_cast<std::size_t>(item.parent)].name, "Recent calls");
  EXPECT_TRUE(says(s, "Missed video call, 3 calls")) << "in words, not in colour alone";
  EXPECT_TRUE(says(s, "11:00"));
  EXPECT_TRUE(says(s, "Yesterday"));
}

TEST(IdleView, CallingBackIsByIdAndWithTheSameMedia) {
  TestScreen s(test::idle_account(), {1440, 900});
  press(s, "Call back Mei Lin");
  ASSERT_NE(s.only<app::CallSomeone>(), nullptr);
  EXPECT_EQ(*s.only<app::CallSomeone>(), (app::CallSomeone{"Mei Lin", PersonId("p_Mei"), Media::Voice}));
}

TEST(IdleView, WithoutCallsThereIsNoList) {
  TestScreen s(test::idle());
  EXPECT_EQ(by_name(s, Role::kList, "Recent calls"), nullptr);
  EXPECT_FALSE(says(s, "Recent calls"));
}

// ---- Waiting ------------------------------------------------------------------------------------------------------------

TEST(WaitingView, ShowsWhoIsCalledSinceWhenAndOneself) {
  TestScreen s(test::waiting());
  EXPECT_EQ(controls(s),
            (std::vector<std::string>{"button Mute microphone", "button Turn camera off", "button Cancel call"}));
  EXPECT_NE(by_name(s, Role::kHeading, "Calling Ben Okafor"), nullptr);
  EXPECT_TRUE(says(s, "0:07"));
  const VideoPlacement* local = video(s, Video::kLocal);
  ASSERT_NE(local, nullptr);
  EXPECT_EQ(local->rect, (Rect{0, 0, 390, 844}));
  EXPECT_TRUE(local->mirrored);
  EXPECT_EQ(local->name, "Your video");
  EXPECT_EQ(video(s, Video::kRemote), nullptr);
}

TEST(WaitingView, AVoiceCallShowsNoPicture) {
  TestScreen s(test::waiting(Media::Voice));
  EXPECT_TRUE(s.frame.output.videos.empty());
  EXPECT_NE(by_name(s, Role::kButton, "Turn camera on"), nullptr);
}

TEST(WaitingView, CancelEndsIt) {
  TestScreen s(test::waiting());
  press(s, "Cancel call");
  EXPECT_NE(s.only<app::EndCall>(), nullptr);
}

TEST(WaitingView, StepsTwiceASecondAndNotMore) {
  TestScreen s(test::waiting());
  s.frame.advance(5000);
  EXPECT_LE(s.frame.frames, 26) << "rings at 2 Hz, seconds at 1 Hz";
  EXPECT_GE(s.frame.frames, 10);
  EXPECT_TRUE(says(s, "0:12"));
}

// ---- Incoming -----------------------------------------------------------------------------------------------------------

TEST(IncomingView, IsADialogWithItsAnswers) {
  TestScreen s(test::ringing());
  const Node* dialog = by_name(s, Role::kDialog, "Incoming video call from Ben Okafor");
  ASSERT_NE(dialog, nullptr);
  EXPECT_TRUE(dialog->modal);
  EXPECT_EQ(controls(s), (std::vector<std::string>{"button Decline", "button Accept", "button Accept without video"}));
  EXPECT_TRUE(says(s, "21 s left to answer"));
  EXPECT_EQ(s.frame.output.title, "Ben Okafor is calling");
}

TEST(IncomingView, AVoiceCallHasNoVideoToLeaveOut) {
  TestScreen s(test::ringing(Media::Voice));
  EXPECT_NE(by_name(s, Role::kDialog, "Incoming voice call from Ben Okafor"), nullptr);
  EXPECT_EQ(controls(s), (std::vector<std::string>{"button Decline", "button Accept"}));
}

TEST(IncomingView, EachAnswerSaysWithWhat) {
  const auto answer = [](std::string_view name) {
    TestScreen s(test::ringing());
    s.frame.advance(1000);
    press(s, name);
    return s.intents;
  };
  EXPECT_EQ(answer("Accept"), (std::vector<app::Intent>{app::AcceptCall{Media::Video}}));
  EXPECT_EQ(answer("Accept without video"), (std::vector<app::Intent>{app::AcceptCall{Media::Voice}}));
  EXPECT_EQ(answer("Decline"), (std::vector<app::Intent>{app::DeclineCall{}}));
}

TEST(IncomingView, TakesFocusItselfAndIgnoresKeysForAMoment) {
  TestScreen s(test::idle());
  s.frame.input.focused_id = "idle.call";
  s.frame.run();
  s.model = test::ringing();
  EXPECT_EQ(s.frame.run().focus_request, "incoming");
  s.frame.activate("incoming.accept");
  EXPECT_TRUE(s.intents.empty()) << "someone may be typing";
  s.frame.advance(600);
  s.frame.activate("incoming.accept");
  EXPECT_EQ(s.intents.size(), 1U);
}

TEST(IncomingView, NothingUnderItReacts) {
  TestScreen s(test::ringing(), {1440, 900});
  const Node* below = by_name(s, Role::kButton, "Sign out");
  ASSERT_NE(below, nullptr);
  s.frame.click(below->rect.center());
  s.frame.activate("idle.sign-out");
  EXPECT_TRUE(s.intents.empty());
}

TEST(IncomingView, CountsDownOnceASecondAfterItHasAppeared) {
  TestScreen s(test::ringing());
  s.frame.advance(1000);
  s.frame.frames = 0;
  s.frame.advance(5000);
  EXPECT_LE(s.frame.frames, 6);
  EXPECT_TRUE(says(s, "15 s left to answer"));
}

// ---- Ended --------------------------------------------------------------------------------------------------------------

TEST(EndedView, SaysWhyAndHowLongAndWhatNow) {
  TestScreen s(test::ended(protocol::EndReason::HungUp));
  EXPECT_NE(by_name(s, Role::kHeading, "You hung up"), nullptr);
  EXPECT_TRUE(says(s, app::ended_detail(s.model)));
  EXPECT_EQ(controls(s), (std::vector<std::string>{"button Call again", "button Back", "button Message Ben Okafor"}));
  EXPECT_TRUE(s.frame.output.videos.empty());
  press(s, "Call again");
  press(s, "Back");
  EXPECT_EQ(s.intents, (std::vector<app::Intent>{app::CallAgain{}, app::GoBack{}}));
}

TEST(EndedView, FocusComesFromTheCallToTheHeading) {
  TestScreen s(test::talking());
  s.frame.input.focused_id = "call.hang-up";
  s.frame.run();
  s.model = test::ended(protocol::EndReason::HungUp);
  EXPECT_EQ(s.frame.run().focus_request, "ended.heading");
}

// ---- every screen -------------------------------------------------------------------------------------------------------

TEST(Views, DrawNothingWhenNothingChanges) {
  for (const auto& [name, model] : test::all_screens()) {
    TestScreen s(model);
    s.frame.advance(1000);
    s.frame.run();
    EXPECT_FALSE(s.frame.output.changed) << name;
  }
}

TEST(Views, EntryIdleAndEndedAskForNoFrames) {
  for (const app::Model& model : {test::entry(), test::idle(), test::ended(protocol::EndReason::HungUp)}) {
    TestScreen s(model);
    EXPECT_FALSE(s.frame.output.redraw_at_ms);
  }
}

TEST(Views, WhatChangedIsSaidOnce) {
  app::Model model = test::talking();
  model.status = {"Ben muted the microphone.", 3};
  TestScreen s(model);
  EXPECT_EQ(s.frame.output.tree.status, (Announcement{"Ben muted the microphone.", 3}));
}

TEST(Views, ForcedColoursUseTheSystemsColoursAlone) {
  ForcedColors f;
  f.canvas = f.button_face = f.highlight_text = Color::hex(0x000000);
  f.canvas_text = f.button_text = f.button_border = Color::hex(0xFFFFFF);
  f.highlight = Color::hex(0x00FFFF);
  f.gray_text = Color::hex(0x00FF00);
  for (const auto& [name, model] : test::all_screens()) {
    TestScreen s(model);
    s.frame.input.appearance.forced_colors = f;
    s.frame.advance(1000);
    s.frame.output.videos.clear();
    s.frame.output.page_color = f.canvas;
    const test::Picture picture = test::render(s.frame.frame.render(), s.frame.output, 1);
    for (const Color& c : picture.pixels) {
      // Antialiasing gives every mixture with black: greys, dim highlights, and dim greens of what cannot be used now.
      ASSERT_TRUE((c.r <= c.g && c.g == c.b) || (c.r == 0 && c.b == 0))
          << name << ": " << +c.r << ' ' << +c.g << ' ' << +c.b;
    }
  }
}

}  // namespace
}  // namespace parley::ui
