// A recording from the question to the file, on both sides.
#include "tests/client/app/builders.hpp"

namespace parley::app {
namespace {

using recording::Phase;
using recording::Place;
using recording::Problem;

/// What Ben tells of recording.
protocol::CallMedia his(std::uint32_t version, std::uint32_t asked, bool recording = false, std::uint32_t allowed = 0,
                        std::uint32_t refused = 0) {
  protocol::CallMedia media = his_media(version, true, true);
  media.record_asked = asked;
  media.recording = recording;
  media.record_allowed = allowed;
  media.record_refused = refused;
  return media;
}

protocol::CallMedia last_media(const Client& client) {
  const auto sent = client.sent<protocol::CallMedia>();
  EXPECT_FALSE(sent.empty());
  return sent.empty() ? protocol::CallMedia{} : sent.back();
}

Client asking() {
  Client client = talking();
  client.on(recording::Toggle{}).on(recording::Prepared{1, Place::Browser});
  return client;
}

Client recording_now() {
  Client client = asking();
  client.hears(his(2, 0, false, 1)).on(recording::Started{1});
  return client;
}

TEST(Recording, AsksForAPlaceFirstAndThenTheOtherSide) {
  Client ada = talking();
  ada.on(recording::Toggle{});
  const auto prepare = ada.of<recording::Prepare>();
  ASSERT_EQ(prepare.size(), 1u);
  EXPECT_EQ(prepare[0], (recording::Prepare{1, "Call with Ben", true}));
  EXPECT_TRUE(ada.sent<protocol::CallMedia>().empty()) << "nobody is asked for what may not come about";
  ada.on(recording::Prepared{1, Place::Disk});
  EXPECT_EQ(last_media(ada).record_asked, 1u);
  EXPECT_FALSE(last_media(ada).recording);
  EXPECT_EQ(ada.model.status.text, "Ben is asked whether you may record.");
}

TEST(Recording, BeginsOnceTheOtherSideAllowsIt) {
  Client ada = asking();
  ada.hears(his(2, 0, false, 1));
  const auto start = ada.of<recording::Start>();
  ASSERT_EQ(start.size(), 1u);
  EXPECT_TRUE(start[0].scene.own_camera && start[0].scene.other_camera);
  EXPECT_EQ(start[0].scene.other_name, "Ben");
  EXPECT_TRUE(last_media(ada).recording) << "marked before the first frame is kept";
  EXPECT_TRUE(recording::is_marked(ada.model));
  ada.on(recording::Started{1});
  EXPECT_EQ(ada.model.recording.phase, Phase::On);
  EXPECT_EQ(recording::control_name(ada.model), "Stop recording");
}

TEST(Recording, DoesNotBeginWhenTheOtherSideRefuses) {
  Client ada = asking();
  ada.hears(his(2, 0, false, 0, 1));
  EXPECT_TRUE(ada.of<recording::Start>().empty());
  EXPECT_EQ(ada.of<recording::Discard>(), std::vector{recording::Discard{1}});
  EXPECT_EQ(recording::trouble(ada.model).rfind("Ben does not want this call to be recorded.", 0), 0u);
  EXPECT_FALSE(recording::is_marked(ada.model));
  ada.on(TimerPassed{Timer::RecordingNews});
  EXPECT_EQ(recording::trouble(ada.model), "");
}

TEST(Recording, TakesNoAnswerToAnEarlierQuestion) {
  Client ada = asking();
  ada.hears(his(2, 0, false, 0, 1)).on(recording::Toggle{}).on(recording::Prepared{2, Place::Browser});
  EXPECT_EQ(last_media(ada).record_asked, 2u);
  ada.hears(his(3, 0, false, 1, 1));
  EXPECT_EQ(ada.model.recording.phase, Phase::Asking);
  ada.hears(his(4, 0, false, 2, 1));
  EXPECT_EQ(ada.model.recording.phase, Phase::Starting);
}

TEST(Recording, StopsWhenTheOtherSideNoLongerAllowsIt) {
  Client ada = recording_now();
  ada.hears(his(3, 0, false, 1, 1));
  EXPECT_EQ(ada.of<recording::Stop>(), std::vector{recording::Stop{1}});
  EXPECT_FALSE(last_media(ada).recording);
  EXPECT_EQ(recording::trouble(ada.model), "Ben stopped the recording. What was recorded until then is kept.");
}

TEST(Recording, FollowsWhatIsToBeSeen) {
  Client ada = recording_now();
  ada.hears(his_media(3, true, false));
  const auto shown = ada.of<recording::Show>();
  ASSERT_EQ(shown.size(), 1u);
  EXPECT_FALSE(shown[0].scene.other_camera);
  EXPECT_TRUE(ada.on(Pulse{1, 11}).of<recording::Show>().empty()) << "nothing changed";
}

TEST(Recording, EndsWithTheCallAndOffersTheFile) {
  Client ada = recording_now();
  ada.on(EndCall{});
  EXPECT_EQ(ada.of<recording::Stop>(), std::vector{recording::Stop{1}});
  ada.on(recording::Finished{1, 768s, false});
  EXPECT_EQ(recording::file_words(ada.model), "The recording of 12 min 48 s is ready to be saved.");
  ada.on(GoBack{});
  EXPECT_FALSE(recording::file_words(ada.model).empty()) << "it waits";
  ada.on(recording::Keep{true});
  EXPECT_EQ(ada.of<recording::Save>(), std::vector{recording::Save{1}});
  EXPECT_EQ(recording::file_words(ada.model), "");
}

TEST(Recording, CanBeThrownAway) {
  Client ada = recording_now();
  ada.on(recording::Toggle{}).on(recording::Finished{1, 5s, false}).on(recording::Keep{false});
  EXPECT_EQ(ada.of<recording::Discard>(), std::vector{recording::Discard{1}});
}

TEST(Recording, ThatWentToDiskNeedsNoSaving) {
  Client ada = talking();
  ada.on(recording::Toggle{}).on(recording::Prepared{1, Place::Disk}).hears(his(2, 0, false, 1));
  ada.on(recording::Started{1}).on(recording::Toggle{}).on(recording::Finished{1, 9s, false});
  EXPECT_EQ(recording::file_words(ada.model), "The recording of 9 s is saved.");
  ada.on(TimerPassed{Timer::RecordingNews});
  EXPECT_EQ(recording::file_words(ada.model), "");
}

TEST(Recording, SavesTheFileOfBeforeWhenTheNextOneBegins) {
  Client ada = recording_now();
  ada.on(recording::Toggle{}).on(recording::Finished{1, 9s, false}).on(recording::Toggle{});
  EXPECT_EQ(ada.of<recording::Save>(), std::vector{recording::Save{1}});
  EXPECT_EQ(ada.of<recording::Prepare>().size(), 1u);
}

TEST(Recording, IsGivenUpByPressingAgain) {
  Client ada = asking();
  ada.on(recording::Toggle{});
  EXPECT_EQ(ada.of<recording::Discard>(), std::vector{recording::Discard{1}});
  EXPECT_EQ(last_media(ada).record_asked, 0u) << "the question is taken back";
  ada.hears(his(2, 0, false, 1));
  EXPECT_EQ(ada.model.recording.phase, Phase::Off);
}

TEST(Recording, LeavesNothingBehindWhenAPlaceIsChosenTooLate) {
  Client ada = talking();
  ada.on(recording::Toggle{}).on(EndCall{}).on(recording::Prepared{1, Place::Disk});
  EXPECT_EQ(ada.of<recording::Discard>(), std::vector{recording::Discard{1}});
}

TEST(Recording, IsNotBegunWhenNoPlaceIsChosen) {
  Client ada = talking();
  ada.on(recording::Toggle{}).on(recording::Cancelled{1});
  EXPECT_EQ(ada.model.recording.phase, Phase::Off);
  EXPECT_EQ(recording::trouble(ada.model), "");
}

TEST(Recording, SaysWhatFailedAndTheCallGoesOn) {
  for (const auto problem : {Problem::Unsupported, Problem::Encoder, Problem::Storage}) {
    Client ada = recording_now();
    ada.on(recording::Failed{1, problem, "the browser's words"});
    EXPECT_EQ(ada.model.recording.phase, Phase::Off);
    EXPECT_FALSE(recording::trouble(ada.model).empty());
    EXPECT_EQ(screen(ada.model), Screen::Call);
    EXPECT_FALSE(last_media(ada).recording);
  }
}

TEST(Recording, SaysThatNoMoreFitsAndKeepsWhatThereIs) {
  Client ada = recording_now();
  ada.on(recording::Finished{1, 60s, true});
  EXPECT_EQ(recording::trouble(ada.model).rfind("No more of the recording fits", 0), 0u);
  EXPECT_EQ(recording::file_words(ada.model), "The recording of 1 min 0 s is ready to be saved.");
}

TEST(Recording, DropsReportsOfAnEarlierOne) {
  Client ada = recording_now();
  ada.on(recording::Failed{7, Problem::Encoder, ""}).on(recording::Finished{7, 1s, false});
  EXPECT_EQ(ada.model.recording.phase, Phase::On);
}

// ---- the side that is asked

Client asked() {
  Client client = talking();
  client.hears(his(2, 1));
  return client;
}

TEST(Consent, IsAskedInWords) {
  const Client ada = asked();
  EXPECT_TRUE(recording::asks_consent(ada.model));
  EXPECT_EQ(recording::question(ada.model), "Ben wants to record this call.");
  EXPECT_FALSE(recording::is_marked(ada.model));
}

TEST(Consent, IsGivenAndShown) {
  Client ada = asked();
  ada.on(recording::Answer{true});
  EXPECT_EQ(last_media(ada).record_allowed, 1u);
  EXPECT_FALSE(recording::asks_consent(ada.model));
  ada.hears(his(3, 1, true));
  EXPECT_TRUE(recording::is_marked(ada.model));
  EXPECT_EQ(recording::words(ada.model), "Ben is recording");
  EXPECT_EQ(ada.model.status.text, "Ben is recording this call.");
  ada.hears(his(4, 0, false));
  EXPECT_EQ(ada.model.status.text, "Ben stopped recording.");
  EXPECT_FALSE(recording::is_marked(ada.model));
}

TEST(Consent, IsRefused) {
  Client ada = asked();
  ada.on(recording::Answer{false});
  EXPECT_EQ(last_media(ada).record_refused, 1u);
  EXPECT_EQ(last_media(ada).record_allowed, 0u);
  EXPECT_FALSE(recording::asks_consent(ada.model));
}

TEST(Consent, IsTakenBackByStopRecording) {
  Client ada = asked();
  ada.on(recording::Answer{true}).hears(his(3, 1, true));
  EXPECT_EQ(recording::control_name(ada.model), "Stop recording");
  ada.on(recording::Toggle{});
  EXPECT_EQ(last_media(ada).record_refused, 1u);
  EXPECT_TRUE(ada.of<recording::Prepare>().empty());
}

TEST(Consent, IsAskedAnewAfterTheOtherPageWasReloaded) {
  Client ada = asked();
  ada.on(recording::Answer{true}).hears(his(3, 1, true)).hears(his(4, 0)).hears(his(5, 1));
  EXPECT_TRUE(recording::asks_consent(ada.model)) << "the old yes does not count for the new question";
}

TEST(Consent, QuestionGoesWithTheCallAndWithItsAsker) {
  Client ada = asked();
  ada.hears(his(3, 0));
  EXPECT_FALSE(recording::asks_consent(ada.model));
  ada = asked();
  ada.on(EndCall{});
  EXPECT_FALSE(recording::asks_consent(ada.model));
}

}  // namespace
}  // namespace parley::app
