// A run of the client, recorded and played back: to the same model, the same nodes and the same layout.
#include "client/record/playback.hpp"

#include <deque>

#include <gtest/gtest.h>

#include "client/record/recorder.hpp"
#include "client/ui/views/views.hpp"
#include "core/protocol/codec.hpp"
#include "tests/client/ui/support/fake_rasterizer.hpp"
#include "tests/client/ui/support/software_renderer.hpp"

namespace parley::record {
namespace {

// A client without a browser: the test says what the platform reports, the recorder listens.
class RecordedClient {
 public:
  RecordedClient() { input_.viewport = {390, 844}; }

  void happen(app::Event event) {
    queue_.push_back(std::move(event));
    while (!queue_.empty()) {
      const app::Event next = std::move(queue_.front());
      queue_.pop_front();
      const Moment moment{Instant{Milliseconds{static_cast<std::int64_t>(input_.now_ms)}}, 4'000'000'000U};
      recorder_.event(next, moment);
      for (const app::Effect& effect : app::update(model_, next, moment)) recorder_.effect(effect);
    }
    show();
  }

  void told(const protocol::Message& message) {
    happen(app::SocketText{
        1, protocol::encode(message, protocol::is_command(message) ? std::optional(++sequence_) : std::nullopt)});
  }

  void press(const std::string& id) {
    input_.events.push_back(ui::ActivationInput{id});
    show();
  }

  void type(const std::string& id, const std::string& value) {
    input_.events.push_back(ui::TextInput{id, value});
    show();
  }

  void wait(double milliseconds) {
    input_.now_ms += milliseconds;
    show();
  }

  void turn_phone() {
    std::swap(input_.viewport.width, input_.viewport.height);
    show();
  }

  const app::Model& model() const { return model_; }
  const std::string& recording() const { return recorder_.text(); }
  const ui::Tree& tree() const { return tree_; }

 private:
  void show() {
    recorder_.frame(input_);
    tree_ = frame_
                .run(input_,
                     [&](ui::Ui& ui) {
                       ui::draw_screen(ui, model_, ui_state_,
                                       [&](app::Intent intent) { queue_.push_back(std::move(intent)); });
                     })
                .tree;
    ui::test::answer_texture_requests();
    recorder_.shown(tree_);
    input_.events.clear();
    if (!queue_.empty()) {
      app::Event next = std::move(queue_.front());
      queue_.pop_front();
      happen(std::move(next));
    }
  }

  Recorder recorder_;
  ui::test::FakeRasterizer fonts_;
  ListeningRasterizer listening_{fonts_, recorder_};
  ui::Frame frame_{listening_};
  ui::UiState ui_state_;
  ui::FrameInput input_;
  ui::Tree tree_;
  app::Model model_;
  std::deque<app::Event> queue_;
  protocol::Sequence sequence_ = 0;
};

Played play_back_here(std::string_view recording) {
  ui::UiState state;
  return play_back(recording, [&](ui::Ui& ui, const app::Model& model) {
    ui::draw_screen(ui, model, state, [](const app::Intent&) {});
    ui::test::answer_texture_requests();
  });
}

protocol::Call call_from_ben(protocol::CallStatus status, std::uint32_t version) {
  protocol::Call call;
  call.id = CallId("c_1");
  call.version = version;
  call.caller = {PersonId("p_ben"), "Ben Okafor", "BO", 3, protocol::Presence::Busy};
  call.receiver = {PersonId("p_ada"), "Ada", "A", 1, protocol::Presence::Busy};
  call.status = status;
  call.you = protocol::Side::Receiver;
  if (status == protocol::CallStatus::Dialling) {
    call.asked = protocol::Side::Receiver;
    call.ring_left = Milliseconds{45'000};
  } else {
    call.accepted = protocol::Media::Video;
  }
  if (protocol::is_terminal(status)) {
    call.reason = protocol::EndReason::HungUp;
    call.ended_by = protocol::Side::Caller;
    call.elapsed = Milliseconds{9'000};
  }
  return call;
}

void have_a_call(RecordedClient& ada) {
  ada.happen(app::Started{});
  ada.type("entry.name", "Ada");
  ada.happen(app::Join{"Ada"});
  ada.happen(app::SocketOpened{1});
  protocol::ClientId welcome;
  welcome.you = {PersonId("p_ada"), "Ada", "A", 1, protocol::Presence::Free};
  welcome.session = SessionId("s_1");
  welcome.token = "secret-token";
  welcome.epoch = "e_1";
  welcome.server_time = 1;
  ada.told(welcome);
  ada.told(protocol::PeerList{{{PersonId("p_ben"), "Ben Okafor", "BO", 3, protocol::Presence::Free}}, true, true});
  ada.told(call_from_ben(protocol::CallStatus::Dialling, 1));
  ada.told(protocol::Offer{CallId("c_1"), 1, false, "v=0\r\na=ice-ufrag:abcd\r\n", PersonId("p_ben")});
  ada.wait(1'500);
  ada.happen(app::AcceptCall{protocol::Media::Video});
  ada.happen(app::DevicesOpened{1});
  ada.happen(app::AnswerMade{1, 1, "v=0\r\na=ice-ufrag:efgh\r\n"});
  ada.told(call_from_ben(protocol::CallStatus::Ongoing, 2));
  ada.happen(app::IceChanged{1, call::IceState::Connected});
  ada.happen(app::Pulse{1, 50});
  ada.turn_phone();
  ada.wait(400);
  ada.told(call_from_ben(protocol::CallStatus::Ended, 3));
  ada.wait(400);
}

TEST(Playback, LeadsToTheSameScreens) {
  RecordedClient ada;
  have_a_call(ada);
  ASSERT_EQ(app::screen(ada.model()), app::Screen::Ended);

  const Played played = play_back_here(ada.recording());

  EXPECT_FALSE(played.difference) << "line " << played.difference->line << "\nexpected " << played.difference->expected
                                  << "\ngot      " << played.difference->got;
  EXPECT_GT(played.trees, 5U);
  EXPECT_EQ(app::screen(played.model), app::Screen::Ended);
  EXPECT_EQ(app::ended_heading(played.model), app::ended_heading(ada.model()));
}

TEST(Playback, FindsWhereARunDiffers) {
  RecordedClient ada;
  have_a_call(ada);
  std::string recording = ada.recording();
  const auto at = recording.find("\"event\":\"accept-call\"");
  ASSERT_NE(at, std::string::npos);
  recording.replace(at, std::string("\"event\":\"accept-call\",\"media\":\"Video\"").size(),
                    "\"event\":\"decline-call\"");

  EXPECT_TRUE(play_back_here(recording).difference);
}

TEST(Playback, SurvivesWhatIsNoRecording) {
  EXPECT_TRUE(play_back_here("no json\n").difference);
  EXPECT_TRUE(play_back_here("{\"event\":\"dance\"}\n").difference);
  EXPECT_FALSE(play_back_here("").difference);
}

TEST(Recorder, WritesNoSecret) {
  RecordedClient ada;
  have_a_call(ada);
  EXPECT_EQ(ada.recording().find("ice-ufrag"), std::string::npos);
  EXPECT_EQ(ada.recording().find("secret-token"), std::string::npos);
}

TEST(Recorder, WritesNoPasswordAlsoWhileItIsShown) {
  RecordedClient ada;
  ada.happen(app::Started{});
  ada.type("entry.name", "Ada");
  ada.type("entry.password", "correct horse");
  ada.happen(app::AccountWish{app::AccountAsk::SignIn, "Ada", "correct horse", {}, {}});
  ada.happen(app::AccountAnswered{1, 401, {}, R"({"code":"wrong-password","message":"No."})", 1, 1});
  EXPECT_EQ(ada.recording().find("correct horse"), std::string::npos);

  const Played played = play_back_here(ada.recording());
  EXPECT_FALSE(played.difference) << "line " << played.difference->line << "\nexpected " << played.difference->expected
                                  << "\ngot      " << played.difference->got;
  EXPECT_EQ(app::password_error(played.model), "No.");
}

TEST(Recorder, StopsAtItsBound) {
  Recorder recorder(100);
  for (int i = 0; i < 10; ++i) recorder.event(app::Woke{}, {});
  EXPECT_LE(recorder.text().size(), 100U);
  EXPECT_GT(recorder.text().size(), 0U);
}

}  // namespace
}  // namespace parley::record
