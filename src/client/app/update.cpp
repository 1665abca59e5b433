// Routing: which machine an event concerns, and which event of another machine an effect becomes. No decisions of its own
// beyond what is said to a screen reader.
#include <algorithm>
#include <deque>
#include <utility>

#include "client/app/context.hpp"
#include "client/app/model.hpp"
#include "client/app/people.hpp"
#include "client/app/status.hpp"
#include "client/app/turn.hpp"
#include "core/base/overloaded.hpp"
#include "core/base/visit.hpp"
#include "core/protocol/check.hpp"
#include "core/protocol/text_rule.hpp"

namespace parley::app {
namespace {

namespace consent = call::consent;
namespace negotiation = call::negotiation;
namespace devices = call::devices;

Timer timer_of(session::Timer timer) {
  switch (timer) {
    case session::Timer::Connect: return Timer::Connect;
    case session::Timer::Backoff: return Timer::Backoff;
    case session::Timer::Pong: return Timer::Pong;
    case session::Timer::Heartbeat: return Timer::Heartbeat;
    case session::Timer::Patience: return Timer::Patience;
  }
  return Timer::Connect;
}

Timer timer_of(call::CallTimer timer) {
  switch (timer) {
    case call::CallTimer::Preparation: return Timer::Preparation;
    case call::CallTimer::RingLimit: return Timer::RingLimit;
    case call::CallTimer::Reconnect: return Timer::Reconnect;
    case call::CallTimer::Setup: return Timer::Setup;
  }
  return Timer::Preparation;
}

// One event of the client and all that follows from it, one after the other.
class Turn final : public Context {
 public:
  Turn(Model& to, const Moment& at) : Context(to, at), model_(to), moment_(at) {}

  void run(const Event& event) {
    before_ = remember(model_);
    if (as<DeclineCall>(event)) before_.rang = false;  // one's own doing is no news
    visit_innermost([&](const auto& what) { on(what); }, event);
    drain();
    if (consent::is_live(model_.consent.phase)) model_.empty_name = false;
    if (screen(model_) != Screen::Idle) model_.account.open = false;
    follow_up();
    drain();
    report();
    drain();
    announce_change(model_, before_);
    if (before_.live && !consent::is_live(model_.consent.phase)) look_up_calls();
  }

  Effects take() { return std::move(effects_); }

 private:
  void emit(Effect effect) override { effects_.push_back(std::move(effect)); }
  void push(Step step) override { steps_.push_back(std::move(step)); }

  // What belongs to a feature is the feature's.
  template <class FeatureEvent>
  void on(const FeatureEvent& event) {
    handle(*this, event);
  }
  void follow_up() {
    settings::follow(*this, before_);
    lobby::follow(*this, before_);
    links::follow(*this, before_);
    chat::follow(*this, before_);
    sharing::follow(*this, before_);
    statistics::follow(*this, before_);
    transfers::follow(*this, before_);
    recording::follow(*this, before_);
    stage::follow(*this, before_);
    ringing::follow(*this, before_);
  }

  // ---- intents

  void on(const Join& event) {
    AccountState& account = model_.account;
    account.problem.reset();
    // The name of the account that this browser is signed in to is the account.
    const bool own = account.login && event.name == account.name;
    next(session::Join{event.name.empty() ? std::nullopt : std::optional(event.name),
                       own ? account.login : std::nullopt});
  }
  void on(const AccountWish& event) { follow(wish(model_.account, event)); }
  void on(const ShowAccount& event) { follow(show(model_.account, event)); }
  void on(const SignOut&) {
    if (has_account(model_)) follow(sign_out(model_.account));
    next(session::SignOut{});
  }
  void on(const CallSomeone& event) {
    model_.empty_name = event.person.empty() && event.name.find_first_not_of(" \t") == std::string::npos;
    if (model_.empty_name) {
      next(consent::UserGoesBack{});  // an older answer at the field gives way to this one
    } else {
      next(consent::UserCalls{
          call::Target{event.person.empty() ? std::nullopt : std::optional(event.person), event.name}, event.media});
    }
  }
  void on(const AcceptCall& event) { next(consent::UserAccepts{event.media}); }
  void on(const DeclineCall&) { next(consent::UserDeclines{}); }
  void on(const EndCall&) { next(consent::UserEnds{}); }
  void on(const ToggleMicrophone&) { next(devices::UserTogglesMicrophone{}); }
  void on(const ToggleCamera&) { next(devices::UserTogglesCamera{}); }
  void on(const CallAgain&) { next(consent::UserCallsAgain{}); }
  void on(const GoBack&) { next(consent::UserGoesBack{}); }
  void on(const UserPlaysSound&) { effects_.push_back(PlaySound{}); }
  void on(const UserReloads&) { effects_.push_back(ReloadPage{}); }

  // ---- the platform's reports

  void on(const PartArrived&) {}  // fetched ahead
  void on(const Started& event) {
    settings::start(*this);
    // An earlier page of this session has given out ids as well, and the server still speaks of them.
    model_.consent.ids = "m" + std::to_string(moment_.dice) + "-";
    AccountState& account = model_.account;
    account.name = event.signed_in;
    const std::optional<std::string> token = event.login.empty() ? std::nullopt : std::optional(event.login);
    if (token || !event.signed_in.empty()) account.login = protocol::AccountLogin{token};
    const auto login = event.account ? std::optional(account.login.value_or(protocol::AccountLogin{})) : std::nullopt;
    if (!event.token.empty())
      next(session::Restore{event.token, event.name, login});
    else if (account.login)
      next(session::Join{account.name, account.login});
  }
  void on(const SocketOpened& event) { next(session::SocketOpened{event.socket}); }
  void on(const SocketText& event) { next(session::FrameCame{event.socket, event.text}); }
  void on(const SocketClosed& event) {
    next(session::SocketClosed{event.socket, static_cast<std::uint16_t>(event.code), event.reason});
  }
  void on(const ProbeAnswered& event) { next(session::ProbeAnswered{event.socket, event.reached}); }
  void on(const AccountAnswered& event) { follow(answered(model_.account, event, moment_.now)); }
  void on(const TimerPassed& event) {
    switch (event.timer) {
      case Timer::Connect: return next(session::TimerPassed{session::Timer::Connect});
      case Timer::Backoff: return next(session::TimerPassed{session::Timer::Backoff});
      case Timer::Pong: return next(session::TimerPassed{session::Timer::Pong});
      case Timer::Heartbeat: return next(session::TimerPassed{session::Timer::Heartbeat});
      case Timer::Patience: return next(session::TimerPassed{session::Timer::Patience});
      case Timer::Preparation: return next(negotiation::TimerPassed{call::CallTimer::Preparation});
      case Timer::Reconnect: return next(negotiation::TimerPassed{call::CallTimer::Reconnect});
      case Timer::Setup: return next(negotiation::TimerPassed{call::CallTimer::Setup});
      case Timer::RecordingNews: return recording::forget_news(*this);
      case Timer::ShareProblem: return sharing::forget_problem(*this);
      case Timer::Notice: return settings::notice_passed(*this);
      case Timer::RingLimit: return next(consent::RingLimitPassed{consent::attempt_of(model_.consent.phase)});
    }
  }
  void on(const Woke&) {
    next(session::Wake{});
    if (model_.account.calls_due) look_up_calls();
  }
  void on(const NetworkChanged&) {
    next(session::Wake{});
    next(negotiation::NetworkChanged{});
  }
  void on(const PageGone&) { next(session::PageGone{}); }
  // What a browser makes is not ours: a description or candidate that the protocol does not carry stops here.
  void on(const OfferMade& event) {
    statistics::heard_ours(model_, event.sdp);
    if (fits(protocol::Text::Description, event.sdp))
      return next(negotiation::OfferMade{event.peer, event.generation, event.sdp});
    next(negotiation::PeerFailed{event.peer, event.generation});
  }
  void on(const AnswerMade& event) {
    statistics::heard_ours(model_, event.sdp);
    if (fits(protocol::Text::Description, event.sdp))
      return next(negotiation::AnswerMade{event.peer, event.generation, event.sdp});
    next(negotiation::PeerFailed{event.peer, event.generation});
  }
  void on(const AnswerApplied& event) { next(negotiation::AnswerApplied{event.peer, event.generation}); }
  void on(const LocalCandidate& event) {
    if (event.candidate)
      statistics::heard_ours(model_, event.candidate->candidate);
    else
      statistics::gathered(model_);
    const protocol::Message message = protocol::IceCandidate{CallId("-"), 1, event.candidate, std::nullopt};
    if (!protocol::check(message)) next(negotiation::LocalCandidate{event.peer, event.candidate});
  }
  void on(const PeerFailed& event) { next(negotiation::PeerFailed{event.peer, event.generation}); }
  void on(const IceChanged& event) { next(negotiation::IceChanged{event.peer, event.state}); }
  void on(const Pulse& event) {
    next(negotiation::Pulse{event.peer, static_cast<std::uint64_t>(std::max(0.0, event.packets)), event.relayed});
  }
  void on(const RoomMedia& event) { next(negotiation::RoomMedia{event.peer, event.microphone, event.camera}); }
  void on(const RoomFailed& event) {
    if (event.peer == model_.negotiation.peer) model_.room_problem = event.problem;
    next(negotiation::RoomFailed{event.peer, event.problem});
  }
  void on(const SoundBlocked& event) { model_.sound_blocked = event.blocked && consent::is_live(model_.consent.phase); }
  void on(const DevicesOpened& event) {
    if (!settings::took(*this, event)) next(devices::Opened{event.capture});
  }
  void on(const DevicesFailed& event) {
    if (!settings::took(*this, event)) next(devices::OpenFailed{event.capture, event.problem});
  }
  void on(const DeviceVanished& event) {
    if (!settings::took(*this, event)) next(devices::Vanished{event.capture, event.kind});
  }

  static bool fits(protocol::Text kind, const std::string& text) {
    return !protocol::check_text(kind, text, protocol::Limits{});
  }

  void follow(AccountOutcome outcome) {
    for (Effect& effect : outcome.effects) effects_.push_back(std::move(effect));
    if (outcome.session) steps_.push_back(*std::move(outcome.session));
    if (!outcome.said.empty()) say(std::move(outcome.said));
  }

  void look_up_calls() {
    model_.account.calls_due = true;
    if (!std::holds_alternative<session::Online>(model_.session.phase)) return;  // at the next sign-in
    for (Effect& effect : ask_for_calls(model_.account, model_.session.token)) effects_.push_back(std::move(effect));
  }

  // ---- follow-ups

  void drain() {
    while (!steps_.empty()) {
      const Step step = std::move(steps_.front());
      steps_.pop_front();
      parley::visit([&](const auto& event) { apply(event); }, step);
    }
  }

  void apply(const session::Event& event) {
    for (auto& effect : session::transition(model_.session, event, moment_)) {
      parley::visit([&](auto& what) { carry_out(what); }, effect);
    }
  }
  void apply(const consent::Event& event) {
    for (auto& effect : consent::transition(model_.consent, event, moment_.now, model_.negotiation.generation)) {
      parley::visit([&](auto& what) { carry_out(what); }, effect);
    }
  }
  void apply(const negotiation::Event& event) {
    for (auto& effect : negotiation::transition(model_.negotiation, event, moment_.now)) {
      parley::visit([&](auto& what) { carry_out(what); }, effect);
    }
  }
  void apply(const devices::Event& event) {
    for (auto& effect : devices::transition(model_.devices, event)) {
      parley::visit([&](auto& what) { carry_out(what); }, effect);
    }
  }

  // ---- effects of the session

  void carry_out(const session::OpenSocket& effect) { effects_.push_back(OpenSocket{effect.socket}); }
  void carry_out(session::SendText& effect) { effects_.push_back(SendText{effect.socket, std::move(effect.text)}); }
  void carry_out(const session::CloseSocket& effect) { effects_.push_back(CloseSocket{effect.socket, effect.code}); }
  void carry_out(const session::Probe& effect) { effects_.push_back(Probe{effect.socket}); }
  void carry_out(const session::StartTimer& effect) {
    effects_.push_back(StartTimer{timer_of(effect.timer), effect.after});
  }
  void carry_out(const session::StopTimer& effect) { effects_.push_back(StopTimer{timer_of(effect.timer)}); }
  void carry_out(const session::Store& effect) {
    const auto& login = model_.account.login;
    effects_.push_back(StoreSession{effect.token, effect.name, model_.session.account.has_value(),
                                    login ? login->token.value_or("") : std::string()});
  }
  void carry_out(const session::SignedIn&) {
    const session::State& session = model_.session;
    AccountState& account = model_.account;
    account.problem.reset();
    if (has_account(model_)) {
      account.name = session.identity->you.name;
      account.login = session.account.value_or(protocol::AccountLogin{});
      if (!account.login->token) effects_.push_back(StoreAccount{account.name});
    }
    look_up_calls();
    next(consent::SignallingBack{});
  }
  void carry_out(const session::StateTold& effect) {
    model_.reported.reset();  // what we said of our media may be lost
    if (effect.reset) chat::send_again(*this);
    next(consent::StateTold{effect.reset});
  }
  void carry_out(const session::SessionOver&) {
    model_.empty_name = false;
    model_.people.clear();
    model_.arriving.clear();
    ++model_.lobby.revision;
    forget_person(model_.account);
    next(consent::SessionOver{});
  }
  void carry_out(const session::LoginOver&) { follow(login_over(model_.account)); }
  void carry_out(session::Deliver& effect) {
    parley::visit([&](auto& message) { deliver(message); }, effect.message);
  }

  void deliver(protocol::PeerList& message) {
    take_list(model_.people, model_.arriving, std::move(message));
    ++model_.lobby.revision;
  }
  void deliver(const protocol::PeerJoined& message) {
    add_people(model_.people, message.people);
    ++model_.lobby.revision;
  }
  void deliver(const protocol::Renamed& message) {
    const bool taken = message.why == protocol::ErrorCode::NameReserved;
    say((taken ? "An account has the name " + before_.name + " now. " : std::string()) + "You are " + message.you.name +
        (taken ? "." : " now."));
  }
  void deliver(const protocol::PeerLeft& message) {
    remove_people(model_.people, message.ids);
    ++model_.lobby.revision;
  }
  void deliver(const protocol::Blocks& message) { lobby::came(*this, message); }
  void deliver(const protocol::Room& message) { links::came(*this, message); }
  void deliver(protocol::Call& message) {
    lobby::came(*this, message);
    next(consent::CallChanged{std::move(message)});
  }
  void deliver(protocol::Offer& message) {
    statistics::heard_theirs(model_, message.sdp);
    next(negotiation::OfferCame{std::move(message)});
  }
  void deliver(protocol::Answer& message) {
    statistics::heard_theirs(model_, message.sdp);
    next(negotiation::AnswerCame{std::move(message)});
  }
  void deliver(protocol::IceCandidate& message) {
    if (message.candidate) statistics::heard_theirs(model_, message.candidate->candidate);
    next(negotiation::CandidateCame{std::move(message)});
  }
  void deliver(protocol::CallMedia& message) { next(negotiation::MediaCame{std::move(message)}); }
  void deliver(const protocol::IceServers&) { next(negotiation::ServersRenewed{}); }
  void deliver(const protocol::Chat& message) { chat::came(*this, message); }
  void deliver(const protocol::ChatReceipt& message) { chat::arrived(*this, message); }
  void deliver(protocol::Error& message) {
    links::came(*this, message);
    lobby::came(*this, message);
    if (!chat::refused(*this, message)) next(consent::Refused{std::move(message)});
  }
  template <class Other>
  void deliver(const Other&) {}  // the session's own, or of a screen that does not exist yet

  // ---- effects of consent

  void carry_out(consent::Send& effect) { next(session::SendMessage{std::move(effect.message)}); }
  // Which way the media goes is the call's, as consent knows it by now.
  bool through_room() const {
    const protocol::Call* call = current_call(model_);
    return call && call->room;
  }
  void carry_out(const consent::Prepare& effect) {
    model_.room_problem.reset();
    next(negotiation::Prepare{effect.attempt});
  }
  void carry_out(const consent::Begin& effect) {
    next(devices::Begin{effect.attempt, effect.media});
    next(negotiation::Begin{effect.attempt, effect.call, through_room()});
  }
  void carry_out(const consent::Invite& effect) {
    model_.room_problem.reset();
    next(negotiation::Invite{effect.attempt, effect.call});
  }
  void carry_out(const consent::Accept& effect) {
    effects_.push_back(StopTimer{Timer::RingLimit});
    next(devices::Begin{effect.attempt, effect.media});
    next(negotiation::Accept{effect.attempt, effect.call, through_room()});
  }
  void carry_out(const consent::Agreed& effect) { next(negotiation::Agreed{effect.attempt}); }
  void carry_out(const consent::Rejoin& effect) {
    next(devices::Begin{effect.attempt, effect.media});
    next(negotiation::Rejoin{effect.attempt, effect.call, effect.side, effect.generation, through_room()});
  }
  void carry_out(const consent::Release& effect) {
    effects_.push_back(StopTimer{Timer::RingLimit});
    model_.sound_blocked = false;
    model_.reported.reset();
    next(devices::Release{effect.attempt});
    next(negotiation::Release{effect.attempt});
  }
  void carry_out(const consent::StartRingLimit& effect) {
    effects_.push_back(StartTimer{Timer::RingLimit, effect.after});
  }

  // ---- effects of negotiation

  std::vector<protocol::IceServer> ice_servers() const {
    const auto& identity = model_.session.identity;
    return identity ? identity->ice_servers : std::vector<protocol::IceServer>{};
  }
  void carry_out(const negotiation::CreatePeer& effect) {
    effects_.push_back(CreatePeer{effect.peer, ice_servers(), settings::relay_only(model_)});
    next(devices::PeerChanged{effect.peer});
  }
  void carry_out(const negotiation::SetServers& effect) { effects_.push_back(SetServers{effect.peer, ice_servers()}); }
  void carry_out(const negotiation::JoinRoom& effect) {
    const protocol::Person* me = oneself(model_);
    effects_.push_back(JoinRoom{effect.peer, effect.call, me ? me->id : PersonId(), model_.session.token});
    next(devices::PeerChanged{effect.peer});
  }
  void carry_out(const negotiation::MakeOffer& effect) {
    effects_.push_back(MakeOffer{effect.peer, effect.generation, effect.restart});
  }
  void carry_out(negotiation::MakeAnswer& effect) {
    effects_.push_back(MakeAnswer{effect.peer, effect.generation, std::move(effect.offer)});
  }
  void carry_out(negotiation::ApplyAnswer& effect) {
    effects_.push_back(ApplyAnswer{effect.peer, effect.generation, std::move(effect.answer)});
  }
  void carry_out(negotiation::AddCandidate& effect) {
    effects_.push_back(AddCandidate{effect.peer, std::move(effect.candidate)});
  }
  void carry_out(const negotiation::ClosePeer& effect) {
    effects_.push_back(ClosePeer{effect.peer});
    next(devices::PeerChanged{0});
  }
  void carry_out(negotiation::Send& effect) { next(session::SendMessage{std::move(effect.message)}); }
  void carry_out(negotiation::OfferIsReady& effect) {
    next(consent::OfferReady{effect.attempt, std::move(effect.sdp)});
  }
  void carry_out(const negotiation::GiveUp& effect) { next(consent::MediaFailed{effect.attempt, effect.cause}); }
  void carry_out(const negotiation::StartTimer& effect) {
    effects_.push_back(StartTimer{timer_of(effect.timer), effect.after});
  }
  void carry_out(const negotiation::StopTimer& effect) { effects_.push_back(StopTimer{timer_of(effect.timer)}); }

  // ---- effects of the devices

  void carry_out(const devices::Open& effect) {
    effects_.push_back(OpenDevices{effect.capture, effect.microphone, effect.camera, settings::wishes(model_)});
  }
  void carry_out(const devices::Stop& effect) { effects_.push_back(StopDevice{effect.capture, effect.kind}); }
  void carry_out(const devices::Attach& effect) {
    effects_.push_back(AttachDevice{effect.peer, effect.kind, effect.capture});
  }
  void carry_out(const devices::Mute& effect) { effects_.push_back(MuteMicrophone{effect.capture, effect.muted}); }

  // ---- what the other side is told of ours, whenever it changes and as long as both agreed

  void report() {
    const auto* ongoing = std::get_if<consent::Ongoing>(&model_.consent.phase);
    if (!ongoing || !std::holds_alternative<session::Online>(model_.session.phase) || model_.session.reset) return;
    const negotiation::State& path = model_.negotiation;
    protocol::CallMedia media;
    media.call = ongoing->call.id;
    media.generation = path.generation;
    media.version = model_.reports;
    media.microphone = devices::microphone_on(model_.devices);
    media.camera = devices::camera_on(model_.devices);
    media.screen = sharing::is_on(model_);
    media.connected = path.path == negotiation::Path::Flowing;
    media.restart = path.asked_for;
    media.fresh = path.asked_for && path.asks_fresh;
    media.quality = call::quality::level(model_.statistics.quality);
    media.saving = statistics::is_saving(model_);
    recording::report(model_.recording, media);
    if (model_.reported == media) return;
    media.version = ++model_.reports;
    model_.reported = media;
    next(session::SendMessage{std::move(media)});
  }

  Model& model_;
  const Moment& moment_;
  Before before_;
  std::deque<Step> steps_;
  Effects effects_;
};

}  // namespace

Effects take_turn(Model& model, const Event& event, const Moment& moment) {
  Turn turn(model, moment);
  turn.run(event);
  return turn.take();
}

}  // namespace parley::app
