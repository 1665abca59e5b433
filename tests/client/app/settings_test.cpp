// The dialog "Settings" and the devices: what is captured for it, what is kept, what is said when a device comes or goes.
#include "tests/client/app/builders.hpp"

namespace parley::app {
namespace {

using call::DeviceProblem;
using call::devices::Kind;
using settings::Device;
using settings::DeviceKind;
using settings::Finding;
using settings::Preferences;
using settings::Press;
using settings::Show;
using settings::Wish;

Device microphone(const std::string& id, const std::string& label) {
  return {DeviceKind::Microphone, id, label, "g-" + id};
}
Device camera(const std::string& id, const std::string& label) { return {DeviceKind::Camera, id, label, ""}; }
Device speaker(const std::string& id, const std::string& label) { return {DeviceKind::Speaker, id, label, "g-" + id}; }

settings::DevicesListed laptop() {
  return {{camera("c1", "Built-in camera"), microphone("default", "Default - Built-in microphone"),
           microphone("m1", "Built-in microphone"), speaker("s1", "Built-in speaker")},
          true};
}
settings::DevicesListed with_headset() {
  settings::DevicesListed list = laptop();
  list.devices.push_back(microphone("usb", "Studio USB"));
  list.devices.push_back({DeviceKind::Speaker, "usb-out", "Studio USB", "g-usb"});
  return list;
}

Client looking(Client client) {
  client.on(laptop()).on(Show{true});
  return client;
}

std::vector<std::string> banner_texts(const Client& client) {
  std::vector<std::string> texts;
  for (const Banner& banner : banners(client.model, client.now)) texts.push_back(banner.text);
  return texts;
}

Preferences chosen(const Client& client) { return client.model.settings.chosen; }

TEST(Settings, ShowOneselfWhileTheDialogIsOpenAndLetGoWithIt) {
  Client ada = online();
  ada.on(Show{true});
  const auto opened = ada.of<OpenDevices>();
  ASSERT_EQ(opened.size(), 1u);
  EXPECT_TRUE(opened[0].microphone && opened[0].camera);
  ada.on(DevicesOpened{opened[0].capture});
  EXPECT_EQ(ada.of<settings::MeterLevel>(), (std::vector{settings::MeterLevel{opened[0].capture}}));
  EXPECT_TRUE(call::devices::camera_on(settings::shown_devices(ada.model)));
  ada.on(Show{false});
  EXPECT_EQ(ada.of<StopDevice>(), (std::vector{StopDevice{opened[0].capture, Kind::Microphone},
                                               StopDevice{opened[0].capture, Kind::Camera}}));
  EXPECT_EQ(ada.of<settings::MeterLevel>(), (std::vector{settings::MeterLevel{0}}));
}

TEST(Settings, UseTheCallsCaptureInACall) {
  Client ada = talking();
  ada.on(Show{true});
  EXPECT_TRUE(ada.of<OpenDevices>().empty());
  EXPECT_EQ(ada.of<settings::MeterLevel>(), (std::vector{settings::MeterLevel{1}}));
  ada.on(Show{false});
  EXPECT_TRUE(ada.of<StopDevice>().empty());
}

TEST(Settings, GiveThePreviewUpForACall) {
  Client ada = looking(rung());
  const auto preview = ada.of<OpenDevices>().at(0).capture;
  ada.on(DevicesOpened{preview});
  ada.on(AcceptCall{protocol::Media::Video});
  EXPECT_FALSE(ada.model.settings.open);
  EXPECT_EQ(ada.of<StopDevice>().size(), 2u);
  EXPECT_NE(ada.of<OpenDevices>().at(0).capture, preview);
}

TEST(Settings, ShowTheCameraOnEntryOnRequestAndLetItGoByJoining) {
  Client ada;
  ada.on(Started{}).on(Press{Wish::TogglePreview});
  const auto opened = ada.of<OpenDevices>();
  ASSERT_EQ(opened.size(), 1u);
  EXPECT_TRUE(opened[0].camera);
  EXPECT_FALSE(opened[0].microphone);
  ada.on(DevicesOpened{opened[0].capture});
  EXPECT_TRUE(call::devices::camera_on(settings::shown_devices(ada.model)));
  ada.on(Show{true});
  EXPECT_TRUE(ada.of<OpenDevices>().at(0).microphone) << "the dialog wants both";
  ada.on(Show{false});
  EXPECT_FALSE(ada.of<OpenDevices>().at(0).microphone) << "and the preview goes on without it";
  ada.on(Join{"Ada"}).on(SocketOpened{1}).hears(greeting(protocol::Outcome::New));
  EXPECT_FALSE(ada.model.settings.previewing);
  EXPECT_EQ(ada.of<StopDevice>().size(), 1u);
}

TEST(Settings, AreKeptAndLoadedAgain) {
  Client ada = online();
  Preferences wish = chosen(ada);
  wish.push_to_talk = true;
  wish.appearance = settings::Appearance::Dark;
  ada.on(settings::Change{wish});
  EXPECT_EQ(ada.of<settings::Store>(), (std::vector{settings::Store{wish}}));
  EXPECT_EQ(ada.of<settings::SetScheme>(), (std::vector{settings::SetScheme{settings::Appearance::Dark}}));
  Client fresh;
  fresh.on(Started{}).on(settings::Loaded{wish});
  EXPECT_TRUE(settings::push_to_talk(fresh.model));
  EXPECT_EQ(settings::appearance(fresh.model), settings::Appearance::Dark);
  EXPECT_TRUE(fresh.of<settings::Store>().empty()) << "nothing new";
}

TEST(Settings, AreAskedForWhenThePageStarts) {
  Client ada;
  EXPECT_EQ(ada.on(Started{}).of<settings::Load>().size(), 1u);
}

TEST(Settings, OpenTheChosenDevicesInTheCall) {
  Client ada = online();
  ada.on(with_headset());
  Preferences wish = settings::with_choice(ada.model, DeviceKind::Microphone, 2);
  EXPECT_EQ(wish.microphone_id, "usb");
  EXPECT_EQ(wish.microphone_label, "Studio USB");
  wish.noise_suppression = false;
  wish.resolution = settings::Resolution::P360;
  ada.on(settings::Change{wish}).hears(his_call()).on(AcceptCall{protocol::Media::Video});
  const settings::Wishes wishes = ada.of<OpenDevices>().at(0).wishes;
  EXPECT_EQ(wishes.microphone, "usb");
  EXPECT_EQ(wishes.camera, "");
  EXPECT_EQ(wishes.height, 360u);
  EXPECT_FALSE(wishes.noise_suppression);
}

TEST(Settings, FindADeviceByItsNameWhenItsIdHasChanged) {
  Client ada = online();
  Preferences wish;
  wish.microphone_id = "old";
  wish.microphone_label = "Studio USB";
  ada.on(settings::Loaded{wish}).on(with_headset());
  EXPECT_EQ(settings::wishes(ada.model).microphone, "usb");
  EXPECT_EQ(settings::choices(ada.model, DeviceKind::Microphone).chosen, 2);
}

TEST(Settings, NameTheSystemsChoice) {
  Client ada = online();
  ada.on(with_headset());
  EXPECT_EQ(settings::choices(ada.model, DeviceKind::Microphone).labels,
            (std::vector<std::string>{"System default (Built-in microphone)", "Built-in microphone", "Studio USB"}));
  EXPECT_EQ(settings::choices(ada.model, DeviceKind::Camera).labels, (std::vector<std::string>{"Built-in camera"}));
  EXPECT_TRUE(settings::choices(online().model, DeviceKind::Camera).none);
}

TEST(Settings, ReplaceTheMicrophoneInTheCall) {
  Client ada = talking();
  ada.on(with_headset()).on(settings::Change{settings::with_choice(ada.model, DeviceKind::Microphone, 2)});
  const auto opened = ada.of<OpenDevices>();
  ASSERT_EQ(opened.size(), 1u);
  EXPECT_EQ(opened[0].wishes.microphone, "usb");
  EXPECT_FALSE(opened[0].camera);
  EXPECT_TRUE(ada.of<StopDevice>().empty()) << "it is heard until the other is there";
  ada.on(DevicesOpened{opened[0].capture});
  EXPECT_EQ(ada.of<AttachDevice>(), (std::vector{AttachDevice{1, Kind::Microphone, opened[0].capture}}));
}

TEST(Settings, KeepTheOldDeviceWhenTheChosenOneFailsAndSayWhy) {
  Client ada = talking();
  ada.on(settings::Using{microphone("m1", "Built-in microphone"), ""}).on(with_headset());
  ada.on(settings::Change{settings::with_choice(ada.model, DeviceKind::Microphone, 2)});
  ada.on(DevicesFailed{ada.of<OpenDevices>().at(0).capture, DeviceProblem::Other});
  EXPECT_EQ(banner_texts(ada),
            (std::vector<std::string>{"That microphone did not start, so Built-in microphone goes on. "
                                      "Choose another in Settings."}));
  EXPECT_EQ(chosen(ada).microphone_id, "m1");
  EXPECT_TRUE(microphone_on(ada.model));
  EXPECT_TRUE(banner_texts(ada.on(TimerPassed{Timer::Notice})).empty());
}

TEST(Settings, FallBackWhenADeviceIsPulledOutAndSaySo) {
  Client ada = talking();
  ada.on(settings::Using{microphone("usb", "Studio USB"), ""});
  ada.on(DeviceVanished{1, Kind::Microphone});
  const auto opened = ada.of<OpenDevices>();
  ASSERT_EQ(opened.size(), 1u);
  ada.on(settings::Using{microphone("m1", "Built-in microphone"), ""}).on(DevicesOpened{opened[0].capture});
  EXPECT_EQ(banner_texts(ada),
            (std::vector<std::string>{"Studio USB was unplugged. Parley now uses Built-in microphone; "
                                      "change it in Settings."}));
  EXPECT_EQ(screen(ada.model), Screen::Call);
}

TEST(Settings, OfferAHeadsetThatIsPluggedIn) {
  Client ada = talking();
  ada.on(laptop()).on(with_headset());
  const auto shown = banners(ada.model, ada.now);
  ASSERT_EQ(shown.size(), 1u);
  EXPECT_EQ(shown[0].text, "Studio USB was plugged in.");
  EXPECT_EQ(shown[0].action, "Use Studio USB");
  EXPECT_EQ(ada.model.status.text, "Studio USB was plugged in.");
  ASSERT_TRUE(shown[0].wish);
  ada.on(Press{Wish::UseOffered});
  EXPECT_EQ(chosen(ada).microphone_id, "usb");
  EXPECT_EQ(chosen(ada).speaker_id, "usb-out") << "a headset is both";
  EXPECT_EQ(ada.of<settings::SetSpeaker>(), (std::vector{settings::SetSpeaker{"usb-out"}}));
  EXPECT_TRUE(banner_texts(ada).empty());
}

TEST(Settings, OfferNothingOnTheWayIn) {
  Client ada = talking();
  ada.on(with_headset());
  EXPECT_FALSE(ada.model.settings.offered) << "the first list has names, not newcomers";
  Client idle = online();
  EXPECT_FALSE(idle.on(laptop()).on(with_headset()).model.settings.offered) << "nobody speaks";
}

TEST(Settings, TakeAnOfferBackWithItsDevice) {
  Client ada = talking();
  ada.on(laptop()).on(with_headset()).on(laptop());
  EXPECT_FALSE(ada.model.settings.offered);
}

TEST(Settings, GoBackToTheSystemsSpeakerWhenTheChosenOneIsGone) {
  Client ada = talking();
  ada.on(with_headset()).on(settings::Change{settings::with_choice(ada.model, DeviceKind::Speaker, 2)});
  EXPECT_EQ(ada.of<settings::SetSpeaker>(), (std::vector{settings::SetSpeaker{"usb-out"}}));
  ada.on(laptop());
  EXPECT_EQ(ada.of<settings::SetSpeaker>(), (std::vector{settings::SetSpeaker{""}}));
  EXPECT_EQ(banner_texts(ada).size(), 1u);
  EXPECT_EQ(chosen(ada).speaker_label, "Studio USB") << "it may come back";
}

TEST(Settings, SayOnceThatOneSpeaksWhileMuted) {
  Client ada = talking();
  ada.on(ToggleMicrophone{});
  EXPECT_EQ(ada.of<settings::MeterLevel>(), (std::vector{settings::MeterLevel{1}}));
  const auto speak = [&] {
    for (std::uint32_t level = 10; level < 20; ++level) ada.on(settings::LevelChanged{level});
  };
  ada.on(settings::LevelChanged{20}).on(settings::LevelChanged{3});
  EXPECT_TRUE(banner_texts(ada).empty()) << "a knock";
  speak();
  EXPECT_EQ(banner_texts(ada), (std::vector<std::string>{"You are muted. Press Unmute microphone to be heard."}));
  ada.on(TimerPassed{Timer::Notice});
  speak();
  EXPECT_TRUE(banner_texts(ada).empty()) << "not repeated";
  ada.on(ToggleMicrophone{});
  EXPECT_EQ(ada.of<settings::MeterLevel>(), (std::vector{settings::MeterLevel{0}}));
  ada.on(ToggleMicrophone{});
  speak();
  EXPECT_EQ(banner_texts(ada).size(), 1u);
  ada.on(ToggleMicrophone{});
  EXPECT_TRUE(banner_texts(ada).empty()) << "solved";
}

TEST(Settings, FlipBetweenTheCamerasOfAPhone) {
  Client ada = talking();
  ada.on(settings::DevicesListed{{camera("front", "Front"), camera("back", "Back")}, false});
  ada.on(settings::Using{camera("front", "Front"), "user"});
  EXPECT_TRUE(settings::can_flip(ada.model));
  ada.on(Press{Wish::FlipCamera});
  const auto opened = ada.of<OpenDevices>();
  ASSERT_EQ(opened.size(), 1u);
  EXPECT_EQ(opened[0].wishes.facing, "environment");
  ada.on(settings::Using{camera("back", "Back"), "environment"}).on(DevicesOpened{opened[0].capture});
  EXPECT_FALSE(settings::mirrored(ada.model));
  ada.on(Press{Wish::FlipCamera});
  EXPECT_EQ(ada.of<OpenDevices>().at(0).wishes.facing, "user");
}

TEST(Settings, FlipToTheNextCameraWhereNoneTellsWhereItLooks) {
  Client ada = talking();
  EXPECT_FALSE(settings::can_flip(ada.model)) << "there is one";
  ada.on(settings::DevicesListed{{camera("c1", "Lid"), camera("c2", "Desk")}, false});
  ada.on(settings::Using{camera("c1", "Lid"), ""}).on(Press{Wish::FlipCamera});
  EXPECT_EQ(ada.of<OpenDevices>().at(0).wishes.camera, "c2");
}

TEST(Settings, LimitThePictureForTheDataSaver) {
  Client ada = talking();
  Preferences wish;
  wish.data_saver = true;
  EXPECT_EQ(ada.on(settings::Change{wish}).of<settings::LimitPicture>(), (std::vector{settings::LimitPicture{300}}));
  EXPECT_EQ(ada.on(settings::Change{{}}).of<settings::LimitPicture>(), (std::vector{settings::LimitPicture{0}}));
}

TEST(Settings, AllowNoPathButTheRelays) {
  Client ada = rung();
  Preferences wish;
  wish.relay_only = true;
  ada.on(settings::Change{wish}).on(AcceptCall{protocol::Media::Voice});
  EXPECT_TRUE(ada.of<CreatePeer>().at(0).relay_only);
  EXPECT_EQ(settings::relay_words(ada.model),
            "No relay is configured here, so no call connects. Turn this off to call.");
}

TEST(Settings, CheckWhatACallNeeds) {
  Client ada = looking(online());
  EXPECT_TRUE(settings::check_lines(ada.model).empty());
  ada.on(DevicesFailed{ada.of<OpenDevices>().at(0).capture, DeviceProblem::Missing});
  for (const OpenDevices& asked : ada.of<OpenDevices>()) {
    if (asked.camera) {
      Client same = ada;
      same.on(DevicesFailed{asked.capture, DeviceProblem::Denied});
      same.on(Press{Wish::Check}).on(settings::PathChecked{true, false});
      const auto lines = settings::check_lines(same.model);
      ASSERT_EQ(lines.size(), 5u);
      EXPECT_EQ(lines[0].finding, Finding::Fails);
      EXPECT_EQ(lines[0].words,
                "Your camera is blocked for this site. Allow it in the address bar, then open Settings again.");
      EXPECT_EQ(lines[3].finding, Finding::Works);
      EXPECT_EQ(lines[4].finding, Finding::Unknown) << "no relay is configured";
    }
  }
}

TEST(Settings, CheckTheRelayThatTheServerNames) {
  Client ada = online();
  ada.model.session.identity->ice_servers = {{{"turn:relay.example.org"}, "user", "secret"}};
  ada.on(Show{true}).on(Press{Wish::Check});
  ASSERT_EQ(ada.of<settings::CheckPath>().size(), 1u);
  EXPECT_EQ(ada.of<settings::CheckPath>()[0].relays.at(0).urls, (std::vector<std::string>{"turn:relay.example.org"}));
  ada.on(settings::PathChecked{true, false});
  EXPECT_EQ(settings::check_lines(ada.model).at(4).finding, Finding::Fails);
}

TEST(Settings, AreErasedWithTheSecondPress) {
  Client ada = online();
  Preferences wish;
  wish.appearance = settings::Appearance::Dark;
  ada.on(settings::Change{wish}).on(Show{true}).on(Press{Wish::Erase});
  EXPECT_TRUE(ada.of<settings::EraseAll>().empty());
  EXPECT_TRUE(ada.model.settings.erasing);
  ada.on(Press{Wish::KeepThings});
  EXPECT_FALSE(ada.model.settings.erasing);
  ada.on(Press{Wish::Erase}).on(Press{Wish::Erase});
  EXPECT_EQ(ada.of<settings::EraseAll>(), (std::vector{settings::EraseAll{false}})) << "the session is still in use";
  EXPECT_EQ(chosen(ada), Preferences{});
  EXPECT_EQ(ada.model.settings.erased, 1u);
  Client guest;
  guest.on(Started{}).on(Show{true}).on(Press{Wish::Erase}).on(Press{Wish::Erase});
  EXPECT_EQ(guest.of<settings::EraseAll>(), (std::vector{settings::EraseAll{true}}));
}

}  // namespace
}  // namespace parley::app
