// Camera and microphone: every state of each met by every event, and what people do with them.
#include "core/call/devices.hpp"

#include "tests/core/call/builders.hpp"
#include "tests/support/transition_table.hpp"

namespace parley::call::devices {
namespace {

using test::Sample;

std::vector<Sample<State>> states(Kind kind) {
  // The other device is off, so that only one changes.
  const auto with = [&](const Device& device) {
    State state;
    state.attempt = 1;
    state.media = Media::Video;
    state.peer = 1;
    state.captures = 1;
    (kind == Kind::Microphone ? state.microphone : state.camera) = device;
    return state;
  };
  return {{"Off", with(Off{})}, {"Opening", with(Opening{1})}, {"On", with(On{1})}};
}

std::vector<Sample<Event>> events(Kind kind) {
  return {
      {"Begin(video)", Begin{2, Media::Video}},
      {"Begin(voice)", Begin{2, Media::Voice}},
      {"Release", Release{1}},
      {"Release(of another attempt)", Release{7}},
      {"PeerChanged", PeerChanged{2}},
      {"PeerChanged(none)", PeerChanged{0}},
      {"UserTogglesMicrophone", UserTogglesMicrophone{}},
      {"UserTogglesCamera", UserTogglesCamera{}},
      {"Opened", Opened{1}},
      {"Opened(of another request)", Opened{7}},
      {"OpenFailed", OpenFailed{1, DeviceProblem::InUse}},
      {"OpenFailed(of another request)", OpenFailed{7, DeviceProblem::InUse}},
      {"Replace", Replace{kind}},
      {"Vanished", Vanished{1, kind}},
      {"Vanished(of another request)", Vanished{7, kind}},
  };
}

std::string words(const Effect& effect) {
  if (const auto* open = std::get_if<Open>(&effect)) {
    return open->microphone && open->camera ? "Open(both)" : open->camera ? "Open(Camera)" : "Open(Microphone)";
  }
  if (const auto* stop = std::get_if<Stop>(&effect)) return "Stop(" + print(stop->kind) + ")";
  if (const auto* attach = std::get_if<Attach>(&effect)) {
    return (attach->capture != 0 ? "Attach(" : "Detach(") + print(attach->kind) + ")";
  }
  return std::get<Mute>(effect).muted ? "Mute" : "Unmute";
}

test::TransitionTable table(Kind kind) {
  const auto all_states = states(kind);
  const auto all_events = events(kind);
  const auto device = [&](const State& state) { return kind == Kind::Microphone ? state.microphone : state.camera; };
  return {test::names_of(all_states), test::names_of(all_events), [&](std::size_t state, std::size_t event) {
            State after = all_states[state].value;
            test::Outcome outcome;
            for (const Effect& effect : transition(after, all_events[event].value))
              outcome.effects.push_back(words(effect));
            outcome.to = name_of(device(after));
            outcome.changed = !(device(after) == device(all_states[state].value));
            return outcome;
          }};
}

TEST(DevicesTable, HasARowForEachStateAndAColumnForEachEvent) {
  test::expect_all_alternatives<Device>(states(Kind::Camera), [](const State& state) { return state.camera; });
  test::expect_all_alternatives<Event>(events(Kind::Camera), [](const Event& event) { return event; });
}

TEST(DevicesTable, IsWhatTheMicrophoneDoes) {
  table(Kind::Microphone).expect(R"(
Begin(video)
  Off                                                         -> Opening: Open(both)
  Opening, On                                                 -> Opening: Stop(Microphone), Open(both)
Begin(voice)
  Off                                                         -> Opening: Open(Microphone)
  Opening, On                                                 -> Opening: Stop(Microphone), Open(Microphone)
Release
  Off                                                         .
  Opening, On                                                 -> Off: Stop(Microphone)
Release(of another attempt)
  Off, Opening, On                                            .
PeerChanged
  Off, Opening                                                .
  On                                                          stays: Attach(Microphone)
PeerChanged(none)
  Off, Opening, On                                            .
UserTogglesMicrophone
  Off                                                         -> Opening: Open(Microphone)
  Opening                                                     .
  On                                                          stays: Mute
UserTogglesCamera
  Off, Opening, On                                            stays: Open(Camera)
Opened
  Off, On                                                     stays: Stop(Microphone), Stop(Camera)
  Opening                                                     -> On: Attach(Microphone), Stop(Camera)
Opened(of another request)
  Off, Opening, On                                            stays: Stop(Microphone), Stop(Camera)
OpenFailed
  Off, On                                                     .
  Opening                                                     -> Off
OpenFailed(of another request)
  Off, Opening, On                                            .
Replace
  Off                                                         .
  Opening                                                     -> Opening: Stop(Microphone), Open(Microphone)
  On                                                          -> On: Open(Microphone)
Vanished
  Off, Opening                                                .
  On                                                          -> Opening: Detach(Microphone), Stop(Microphone), Open(Microphone)
Vanished(of another request)
  Off, Opening, On                                            .
)");
}

TEST(DevicesTable, IsWhatTheCameraDoes) {
  table(Kind::Camera).expect(R"(
Begin(video)
  Off                                                         -> Opening: Open(both)
  Opening, On                                                 -> Opening: Stop(Camera), Open(both)
Begin(voice)
  Off                                                         stays: Open(Microphone)
  Opening, On                                                 -> Off: Stop(Camera), Open(Microphone)
Release
  Off                                                         .
  Opening, On                                                 -> Off: Stop(Camera)
Release(of another attempt)
  Off, Opening, On                                            .
PeerChanged
  Off, Opening                                                .
  On                                                          stays: Attach(Camera)
PeerChanged(none)
  Off, Opening, On                                            .
UserTogglesMicrophone
  Off, Opening, On                                            stays: Open(Microphone)
UserTogglesCamera
  Off                                                         -> Opening: Open(Camera)
  Opening                                                     -> Off: Stop(Camera)
  On                                                          -> Off: Detach(Camera), Stop(Camera)
Opened
  Off, On                                                     stays: Stop(Microphone), Stop(Camera)
  Opening                                                     -> On: Stop(Microphone), Attach(Camera)
Opened(of another request)
  Off, Opening, On                                            stays: Stop(Microphone), Stop(Camera)
OpenFailed
  Off, On                                                     .
  Opening                                                     -> Off
OpenFailed(of another request)
  Off, Opening, On                                            .
Replace
  Off                                                         .
  Opening                                                     -> Opening: Stop(Camera), Open(Camera)
  On                                                          -> On: Open(Camera)
Vanished
  Off, Opening                                                .
  On                                                          -> Opening: Detach(Camera), Stop(Camera), Open(Camera)
Vanished(of another request)
  Off, Opening, On                                            .
)");
}

TEST(DevicesTable, HasTheArrowsThatTheHeaderLists) {
#ifdef __EMSCRIPTEN__
  GTEST_SKIP() << "reads a source file";
#else
  const auto listed = test::words(test::listed_arrows("core/call/devices.hpp", "Arrows of a device"));
  auto possible = table(Kind::Microphone).arrows();
  possible.merge(table(Kind::Camera).arrows());
  EXPECT_EQ(test::words(possible), listed);
#endif
}

TEST(Devices, AreAskedForInOneQuestionInAVideoCall) {
  EXPECT_EQ(opening(Media::Video).effects, (Effects{Open{1, true, true}}));
}

TEST(Devices, NeverOpenTheCameraInAVoiceCall) {
  EXPECT_EQ(opening(Media::Voice).effects, (Effects{Open{1, true, false}}));
  EXPECT_FALSE(camera_on(open(Media::Voice).state));
}

TEST(Devices, TouchNothingBeforeACallBegins) {
  Machine machine;
  for (const Event& event : {Event(UserTogglesCamera{}), Event(UserTogglesMicrophone{}), Event(PeerChanged{1})}) {
    EXPECT_TRUE(machine.on(event).effects.empty());
  }
}

TEST(Devices, AreAskedForOneByOneWhenTheCommonQuestionFails) {
  Machine machine = opening(Media::Video);
  machine.on(OpenFailed{1, DeviceProblem::Missing});
  EXPECT_EQ(machine.effects, (Effects{Open{2, true, false}, Open{3, false, true}}));
  machine.on(Opened{2}).on(OpenFailed{3, DeviceProblem::Missing});
  EXPECT_TRUE(microphone_on(machine.state));
  EXPECT_EQ(problem(machine.state, Kind::Camera), DeviceProblem::Missing);
  EXPECT_EQ(problem(machine.state, Kind::Microphone), std::nullopt);
}

TEST(Devices, StillAskForTheMicrophoneWhenTheCameraThatFailedWasCalledOff) {
  Machine machine = opening(Media::Video);
  machine.on(UserTogglesCamera{}).on(OpenFailed{1, DeviceProblem::Missing});
  EXPECT_EQ(machine.effects, (Effects{Open{2, true, false}}));
}

TEST(Devices, AreNotAskedForAgainWhenTheQuestionWasDismissed) {
  Machine machine = opening(Media::Video);
  machine.on(OpenFailed{1, DeviceProblem::Dismissed});
  EXPECT_TRUE(machine.effects.empty());
  EXPECT_EQ(problem(machine.state, Kind::Microphone), DeviceProblem::Dismissed);
  EXPECT_EQ(problem(machine.state, Kind::Camera), DeviceProblem::Dismissed);
}

TEST(Devices, AreAskedForAgainByTheirButton) {
  Machine machine = opening(Media::Video);
  machine.on(OpenFailed{1, DeviceProblem::Dismissed}).on(UserTogglesMicrophone{});
  EXPECT_EQ(machine.effects, (Effects{Open{2, true, false}}));
  EXPECT_TRUE(microphone_on(machine.on(Opened{2}).state));
}

TEST(Devices, TurnTheLightOutWithTheCamera) {
  Machine machine = open(Media::Video);
  machine.on(UserTogglesCamera{});
  EXPECT_EQ(machine.effects, (Effects{Attach{1, Kind::Camera, 0}, Stop{1, Kind::Camera}}));
  machine.on(UserTogglesCamera{}).on(Opened{2});
  EXPECT_EQ(of<Attach>(machine.effects), (std::vector{Attach{1, Kind::Camera, 2}}));
}

TEST(Devices, KeepAMutedMicrophoneOpen) {
  Machine machine = open(Media::Voice);
  machine.on(UserTogglesMicrophone{});
  EXPECT_EQ(machine.effects, (Effects{Mute{1, true}}));
  EXPECT_FALSE(microphone_on(machine.state));
  EXPECT_EQ(machine.on(UserTogglesMicrophone{}).effects, (Effects{Mute{1, false}}));
}

TEST(Devices, RememberWhatWasToggledWhileTheyWereOpening) {
  Machine machine = opening(Media::Video);
  machine.on(UserTogglesMicrophone{}).on(UserTogglesCamera{});
  EXPECT_EQ(machine.effects, (Effects{Stop{1, Kind::Camera}}));
  machine.on(Opened{1});
  EXPECT_EQ(machine.effects, (Effects{Attach{1, Kind::Microphone, 1}, Mute{1, true}, Stop{1, Kind::Camera}}));
  EXPECT_FALSE(camera_on(machine.state));
  EXPECT_FALSE(microphone_on(machine.state));
}

TEST(Devices, StopWhatComesTooLate) {
  Machine machine = opening(Media::Video);
  machine.on(Release{1});
  EXPECT_EQ(machine.effects, (Effects{Stop{1, Kind::Microphone}, Stop{1, Kind::Camera}}));
  EXPECT_EQ(machine.on(Opened{1}).effects, (Effects{Stop{1, Kind::Microphone}, Stop{1, Kind::Camera}}));
}

TEST(Devices, TryWhatElseThereIsWhenOneWasUnplugged) {
  Machine machine = open(Media::Video);
  machine.on(Vanished{1, Kind::Camera});
  EXPECT_EQ(machine.effects, (Effects{Attach{1, Kind::Camera, 0}, Stop{1, Kind::Camera}, Open{2, false, true}}));
  EXPECT_TRUE(microphone_on(machine.state));
  machine.on(Opened{2});
  EXPECT_EQ(of<Attach>(machine.effects), (std::vector{Attach{1, Kind::Camera, 2}}));
}

TEST(Devices, TellThatOneWasUnpluggedIfThereIsNoOther) {
  Machine machine = open(Media::Video);
  machine.on(Vanished{1, Kind::Microphone}).on(OpenFailed{2, DeviceProblem::Missing});
  EXPECT_EQ(problem(machine.state, Kind::Microphone), DeviceProblem::Unplugged);
}

TEST(Devices, TellThatThePermissionWasRevoked) {
  Machine machine = open(Media::Video);
  machine.on(Vanished{1, Kind::Microphone}).on(OpenFailed{2, DeviceProblem::Denied});
  EXPECT_EQ(problem(machine.state, Kind::Microphone), DeviceProblem::Denied);
}

TEST(Devices, DoNotMakeUpForADeviceAgainAndAgain) {
  Machine machine = open(Media::Video);
  machine.on(Vanished{1, Kind::Camera}).on(Opened{2}).on(Vanished{2, Kind::Camera});
  EXPECT_EQ(problem(machine.state, Kind::Camera), DeviceProblem::Unplugged);
  EXPECT_TRUE(of<Open>(machine.effects).empty());
}

TEST(Devices, KeepTheOldOneUntilTheChosenOneIsThere) {
  Machine machine = open(Media::Video);
  machine.on(Replace{Kind::Microphone});
  EXPECT_EQ(machine.effects, (Effects{Open{2, true, false}}));
  EXPECT_TRUE(microphone_on(machine.state));
  machine.on(Opened{2});
  EXPECT_EQ(machine.effects,
            (Effects{Attach{1, Kind::Microphone, 2}, Stop{1, Kind::Microphone}, Stop{2, Kind::Camera}}));
}

TEST(Devices, StayMutedWhenAnotherMicrophoneIsChosen) {
  Machine machine = open(Media::Voice);
  machine.on(UserTogglesMicrophone{}).on(Replace{Kind::Microphone}).on(Opened{2});
  EXPECT_EQ(of<Mute>(machine.effects), (std::vector{Mute{2, true}}));
}

TEST(Devices, KeepTheOldOneWhenTheChosenOneFails) {
  Machine machine = open(Media::Video);
  machine.on(Replace{Kind::Camera}).on(OpenFailed{2, DeviceProblem::Missing});
  EXPECT_TRUE(machine.effects.empty());
  EXPECT_TRUE(camera_on(machine.state));
}

TEST(Devices, LetTheOldOneGoFirstWhereThereIsOnlyOneAtATime) {
  Machine machine = open(Media::Video);
  machine.on(Replace{Kind::Camera}).on(OpenFailed{2, DeviceProblem::InUse});
  EXPECT_EQ(machine.effects, (Effects{Attach{1, Kind::Camera, 0}, Stop{1, Kind::Camera}, Open{3, false, true}}));
  EXPECT_TRUE(camera_on(machine.on(Opened{3}).state));
}

TEST(Devices, GoOverToTheChosenOneWhenTheBrowserEndsTheOldOneForIt) {
  Machine machine = open(Media::Video);
  machine.on(Replace{Kind::Camera}).on(Vanished{1, Kind::Camera});
  EXPECT_TRUE(of<Open>(machine.effects).empty()) << "it is on its way";
  EXPECT_TRUE(camera_on(machine.on(Opened{2}).state));
}

TEST(Devices, TakeTheLastChoice) {
  Machine machine = open(Media::Video);
  machine.on(Replace{Kind::Camera}).on(Replace{Kind::Camera});
  EXPECT_EQ(machine.effects, (Effects{Stop{2, Kind::Camera}, Open{3, false, true}}));
  machine.on(UserTogglesCamera{});
  EXPECT_EQ(of<Stop>(machine.effects), (std::vector{Stop{1, Kind::Camera}, Stop{3, Kind::Camera}}));
}

TEST(Devices, GoOntoThePeerConnectionThatReplacesTheirs) {
  Machine machine = open(Media::Video);
  EXPECT_TRUE(machine.on(PeerChanged{0}).effects.empty());
  EXPECT_EQ(machine.on(PeerChanged{2}).effects, (Effects{Attach{2, Kind::Microphone, 1}, Attach{2, Kind::Camera, 1}}));
}

TEST(Devices, AreAllStoppedWhenTheCallIsOver) {
  Machine machine = open(Media::Video);
  machine.on(Release{1});
  EXPECT_EQ(machine.effects, (Effects{Stop{1, Kind::Microphone}, Stop{1, Kind::Camera}}));
  EXPECT_FALSE(camera_on(machine.state) || microphone_on(machine.state));
}

}  // namespace
}  // namespace parley::call::devices
