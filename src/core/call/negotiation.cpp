#include "core/call/negotiation.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

#include "core/base/overloaded.hpp"
#include "core/base/visit.hpp"

namespace parley::call::negotiation {
namespace {

// Of a call that we do not know yet, or of the next description: more than a browser gathers, so that nothing honest is lost.
constexpr std::size_t kMostHeld = 128;

// From the other side's word that a device is on to its first packet: replaceTrack and the encoder's start.
constexpr Milliseconds kFirstPacket{1'500};

// The ICE user fragment of a description (RFC 8839 §5.4); empty if there is none.
std::string ice_ufrag(std::string_view sdp) {
  constexpr std::string_view kAttribute = "a=ice-ufrag:";
  const auto at = sdp.find(kAttribute);
  if (at == std::string_view::npos) return {};
  const auto value = sdp.substr(at + kAttribute.size());
  return std::string(value.substr(0, value.find_first_of("\r\n")));
}

// One transition: the handlers of the events, each with every phase written out.
class Turn {
 public:
  Turn(State& state, Instant now) : state_(state), now_(now) {}

  Effects take() { return std::move(effects_); }

  // ---- from consent

  void on(const Prepare& event) {  // a new attempt replaces whatever was there, in every phase
    state_.early_offer.reset();    // of a ring that is over: the next one comes with an offer of its own
    state_.early_candidates.clear();
    begin_attempt(event.attempt, Side::Caller, std::nullopt, 1);
    create_peer();
    make_offer(false);
  }

  void on(const Begin& event) {
    if (event.attempt != state_.attempt) return;
    visit(Overloaded{
        [](const Closed&) {},
        [&](const Offering&) {
          state_.call = event.call;
          if (event.room) meet_in_room();
        },
        [&](const Offered&) {
          state_.call = event.call;
          if (event.room) return meet_in_room();
          state_.phase = AwaitingAnswer{};
          send_held_candidates();
        },
        [](const AwaitingAnswer&) {},
        [](const Invited&) {},
        [](const Answering&) {},
        [](const Stable&) {},
        [](const InRoom&) {},
    });
  }

  void on(const Invite& event) {  // in every phase
    begin_attempt(event.attempt, Side::Receiver, event.call, 1);
    Invited invited;
    if (state_.early_offer && state_.early_offer->call == event.call) {
      invited.offer = std::exchange(state_.early_offer, std::nullopt);
      state_.generation = invited.offer->generation;
      state_.held_remote = std::exchange(state_.early_candidates, {});
    }
    state_.phase = std::move(invited);
  }

  void on(const Accept& event) {
    if (event.attempt != state_.attempt) return;
    visit(Overloaded{
        [](const Closed&) {},
        [](const Offering&) {},
        [](const Offered&) {},
        [](const AwaitingAnswer&) {},
        [&](const Invited& invited) {
          if (event.room) {
            meet_in_room();
          } else if (invited.offer) {
            create_peer();
            make_answer(*invited.offer);
          } else {
            state_.phase = Invited{true, std::nullopt};
            start(CallTimer::Preparation, kPreparationLimit);
          }
        },
        [](const Answering&) {},
        [](const Stable&) {},
        [](const InRoom&) {},
    });
  }

  void on(const Agreed& event) {
    if (event.attempt != state_.attempt || state_.path != Path::None) return;
    connecting();
    if (in_room()) join_room();
    const bool described =
        std::holds_alternative<AwaitingAnswer>(state_.phase) || std::holds_alternative<Stable>(state_.phase);
    if (described) send_held_candidates();
    look_at_path();
  }

  void on(const Rejoin& event) {  // in every phase
    const bool caller = event.side == Side::Caller;
    const bool offers = caller && !event.room;
    begin_attempt(event.attempt, event.side, event.call, offers ? event.generation + 1 : event.generation);
    connecting();
    if (event.room) {
      meet_in_room();
      join_room();
    } else if (caller) {
      create_peer();
      make_offer(false);
    } else {
      state_.phase = Invited{true, std::nullopt};
      ask_for_restart(true);
    }
  }

  void on(const Release& event) {
    if (event.attempt == state_.attempt) close();
  }

  void on(const ServersRenewed&) {
    if (state_.peer == 0 || in_room()) return;
    effects_.push_back(SetServers{state_.peer});
    // The relay lets nobody stay with credentials that have run out.
    if (state_.relayed && state_.path != Path::None) mend();
  }

  // ---- from the other side

  void on(const OfferCame& event) {
    const protocol::Offer& offer = event.offer;
    if (offer.call != state_.call) {
      state_.early_offer = offer;
      state_.early_candidates.clear();
      return;
    }
    visit(Overloaded{
        [](const Closed&) {},
        [](const Offering&) {},  // only the caller offers
        [](const Offered&) {},
        [](const AwaitingAnswer&) {},
        [&](const Invited& invited) {
          if (offer.generation < state_.generation) return;
          state_.generation = offer.generation;
          if (invited.accepted && state_.asks_fresh && !offer.fresh) {
            ask_for_restart(true);  // it goes on with the connection that this page has lost: asked again
          } else if (invited.accepted) {
            create_peer();
            make_answer(offer);
          } else {
            state_.phase = Invited{false, offer};
          }
        },
        [&](const Answering&) { restarted_by(offer); },
        [&](const Stable&) { restarted_by(offer); },
        [](const InRoom&) {},
    });
  }

  void on(const AnswerCame& event) {
    const protocol::Answer& answer = event.answer;
    if (answer.call != state_.call || answer.generation != state_.generation) return;
    visit(Overloaded{
        [](const Closed&) {},
        [](const Offering&) {},
        [](const Offered&) {},
        [&](const AwaitingAnswer& phase) {
          if (phase.applying) return;
          state_.phase = AwaitingAnswer{true};
          effects_.push_back(ApplyAnswer{state_.peer, state_.generation, answer.sdp});
          start(CallTimer::Preparation, kPreparationLimit);
        },
        [](const Invited&) {},
        [](const Answering&) {},
        [](const Stable&) {},
        [](const InRoom&) {},
    });
  }

  void on(const CandidateCame& event) {
    const protocol::IceCandidate& candidate = event.candidate;
    if (candidate.call != state_.call) {
      const bool expected = state_.early_offer && state_.early_offer->call == candidate.call;
      if (expected && state_.early_candidates.size() < kMostHeld) state_.early_candidates.push_back(candidate);
      return;
    }
    if (candidate.generation < state_.generation) return;  // stale: from before a restart
    const auto hold = [&] {
      if (state_.held_remote.size() < kMostHeld) state_.held_remote.push_back(candidate);
    };
    visit(Overloaded{
        [](const Closed&) {},
        [&](const Offering&) { hold(); },
        [&](const Offered&) { hold(); },
        [&](const AwaitingAnswer&) { hold(); },
        [&](const Invited&) { hold(); },
        [&](const Answering&) { hold(); },
        [&](const Stable&) {
          if (candidate.generation == state_.generation) {
            if (!state_.described) return;  // for a description that the browser did not take
            effects_.push_back(AddCandidate{state_.peer, candidate.candidate});
          } else {
            hold();
          }
        },
        [](const InRoom&) {},
    });
  }

  void on(const MediaCame& event) {  // the same in every phase
    const protocol::CallMedia& media = event.media;
    if (media.call != state_.call) return;
    const auto& known = state_.remote;
    const bool newer = !known || media.generation > known->generation || media.version > known->version || media.fresh;
    if (!newer) return;
    const bool expected = expects_packets();
    state_.remote = media;
    // The word travels faster than the first packet of a microphone or camera that was just turned on.
    if (!expected && expects_packets()) state_.last_packet = now_ + kFirstPacket;
    const bool asks = state_.side == Side::Caller && media.restart && *media.restart == state_.generation + 1;
    if (asks && state_.path != Path::None) restart(media.fresh);
    look_at_path();
  }

  // ---- from the peer connection

  void on(const OfferMade& event) {
    if (event.peer != state_.peer || event.generation != state_.generation) return;
    visit(Overloaded{
        [](const Closed&) {},
        [&](const Offering& phase) {
          stop(CallTimer::Preparation);
          state_.local_ufrag = ice_ufrag(event.sdp);
          if (!state_.call) {
            state_.phase = Offered{};
            effects_.push_back(OfferIsReady{state_.attempt, event.sdp});
            return;
          }
          state_.phase = AwaitingAnswer{};
          effects_.push_back(
              Send{protocol::Offer{*state_.call, state_.generation, !phase.restart, event.sdp, std::nullopt}});
          send_held_candidates();
        },
        [](const Offered&) {},
        [](const AwaitingAnswer&) {},
        [](const Invited&) {},
        [](const Answering&) {},
        [](const Stable&) {},
        [](const InRoom&) {},
    });
  }

  void on(const AnswerMade& event) {
    if (event.peer != state_.peer || event.generation != state_.generation) return;
    visit(Overloaded{
        [](const Closed&) {},
        [](const Offering&) {},
        [](const Offered&) {},
        [](const AwaitingAnswer&) {},
        [](const Invited&) {},
        [&](const Answering&) {
          state_.local_ufrag = ice_ufrag(event.sdp);
          effects_.push_back(Send{protocol::Answer{*state_.call, state_.generation, event.sdp, std::nullopt}});
          settle();
          send_held_candidates();
        },
        [](const Stable&) {},
        [](const InRoom&) {},
    });
  }

  void on(const AnswerApplied& event) {
    if (event.peer != state_.peer || event.generation != state_.generation) return;
    visit(Overloaded{
        [](const Closed&) {},
        [](const Offering&) {},
        [](const Offered&) {},
        [&](const AwaitingAnswer&) { settle(); },
        [](const Invited&) {},
        [](const Answering&) {},
        [](const Stable&) {},
        [](const InRoom&) {},
    });
  }

  void on(const LocalCandidate& event) {
    if (event.peer != state_.peer) return;
    const auto hold = [&] {
      if (state_.held_local.size() < kMostHeld) state_.held_local.push_back(event.candidate);
    };
    visit(Overloaded{
        [](const Closed&) {},
        [&](const Offering&) { hold(); },
        [&](const Offered&) { hold(); },
        [&](const AwaitingAnswer&) { may_tell_addresses() ? send_candidate(event.candidate) : hold(); },
        [](const Invited&) {},
        [&](const Answering&) { hold(); },
        [&](const Stable&) { may_tell_addresses() ? send_candidate(event.candidate) : hold(); },
        [](const InRoom&) {},
    });
  }

  void on(const PeerFailed& event) {
    if (event.peer != state_.peer || event.generation != state_.generation) return;
    visit(Overloaded{
        [](const Closed&) {},
        [&](const Offering&) { description_failed(); },
        [](const Offered&) {},
        [&](const AwaitingAnswer&) { description_failed(); },
        [](const Invited&) {},
        [&](const Answering&) { answer_failed(); },
        [](const Stable&) {},
        [](const InRoom&) {},
    });
  }

  void on(const IceChanged& event) {
    if (event.peer != state_.peer) return;
    state_.ice = event.state;
    look_at_path();
    if (event.state == IceState::Failed && in_room()) return room_is_gone();
    const bool wants_mending = state_.path == Path::Connecting || state_.path == Path::Lost;
    if (event.state == IceState::Failed && wants_mending && !just_restarted()) mend();
  }

  void on(const Pulse& event) {
    if (event.peer != state_.peer) return;
    state_.relayed = event.relayed;
    if (event.packets > state_.packets) {
      state_.last_packet = std::max(state_.last_packet, now_);
      state_.silent = false;
    } else if (expects_packets() && now_ - state_.last_packet >= silence() && state_.path == Path::Flowing) {
      lost();  // said here alone: between two statistics, which hidden pages get once a second or less, nothing is known
    }
    state_.packets = event.packets;  // fewer than before when a stream and its count are gone
    look_at_path();
  }

  void on(const RoomMedia& event) {
    if (event.peer != state_.peer || !in_room()) return;
    protocol::CallMedia media = state_.remote.value_or(protocol::CallMedia{});
    media.call = *state_.call;
    media.generation = state_.generation;
    ++media.version;
    media.microphone = event.microphone;
    media.camera = event.camera;
    on(MediaCame{media});
  }

  void on(const RoomFailed& event) {
    if (event.peer != state_.peer || !in_room()) return;
    if (event.problem == RoomProblem::Unreachable) {
      room_is_gone();
    } else {
      give_up(protocol::EndCause::Failed);
    }
  }

  void on(const NetworkChanged&) {
    if (state_.path != Path::None && !just_restarted()) mend();
  }

  void on(const TimerPassed& event) {
    switch (event.timer) {
      case CallTimer::Preparation: return preparation_limit_passed();
      case CallTimer::Setup: return setup_limit_passed();
      case CallTimer::Reconnect: return reconnect_passed();
      case CallTimer::RingLimit: return;  // consent's
    }
  }

 private:
  // ---- steps of the negotiation

  void begin_attempt(Attempt attempt, Side side, std::optional<CallId> call, Generation generation) {
    close();
    state_.attempt = attempt;
    state_.side = side;
    state_.call = std::move(call);
    state_.generation = generation;
  }

  void close() {
    close_peer();
    for (const CallTimer timer : {CallTimer::Preparation, CallTimer::Setup, CallTimer::Reconnect}) stop(timer);
    State fresh;
    fresh.peers = state_.peers;
    // What came of a call that we may yet be asked to join outlives this one.
    fresh.early_offer = std::move(state_.early_offer);
    fresh.early_candidates = std::move(state_.early_candidates);
    state_ = std::move(fresh);
  }

  void create_peer() {
    close_peer();
    state_.peer = ++state_.peers;
    effects_.push_back(CreatePeer{state_.peer});
  }

  void close_peer() {
    if (state_.peer == 0) return;
    effects_.push_back(ClosePeer{state_.peer});
    state_.peer = 0;
    state_.described = false;
    state_.packets = 0;
    state_.relayed = false;
    state_.ice = IceState::New;
    state_.local_ufrag.clear();
    state_.held_local.clear();
  }

  bool in_room() const { return std::holds_alternative<InRoom>(state_.phase); }

  // What was made for a direct path is not needed.
  void meet_in_room() {
    close_peer();
    stop(CallTimer::Preparation);
    state_.held_remote.clear();
    state_.phase = InRoom{};
  }

  void join_room() {
    close_peer();
    state_.peer = ++state_.peers;
    effects_.push_back(JoinRoom{state_.peer, *state_.call});
  }

  // Joined anew by the clock, until that gives up.
  void room_is_gone() {
    close_peer();
    if (state_.path == Path::Flowing) return lost();
    start(CallTimer::Reconnect, kRestartAfter);
  }

  void make_offer(bool again) {
    state_.phase = Offering{again};
    effects_.push_back(MakeOffer{state_.peer, state_.generation, again});
    start(CallTimer::Preparation, kPreparationLimit);
  }

  void make_answer(const protocol::Offer& offer) {
    state_.phase = Answering{};
    effects_.push_back(MakeAnswer{state_.peer, state_.generation, offer.sdp});
    start(CallTimer::Preparation, kPreparationLimit);
  }

  // The receiver is offered a restart, or a whole new peer connection.
  void restarted_by(const protocol::Offer& offer) {
    if (state_.side == Side::Caller || offer.generation <= state_.generation) return;  // only the caller offers
    state_.generation = offer.generation;
    state_.restarted_at = now_;
    if (offer.fresh) create_peer();
    state_.held_local.clear();
    make_answer(offer);
  }

  // Both descriptions of this generation are in place: what was held for them goes in.
  void settle() {
    state_.phase = Stable{};
    state_.described = true;
    stop(CallTimer::Preparation);
    if (!state_.asked_for || *state_.asked_for <= state_.generation) {
      state_.asked_for.reset();
      state_.asks_fresh = false;
    }
    std::vector<protocol::IceCandidate> later;
    for (protocol::IceCandidate& held : std::exchange(state_.held_remote, {})) {
      if (held.generation == state_.generation) {
        effects_.push_back(AddCandidate{state_.peer, std::move(held.candidate)});
      } else if (held.generation > state_.generation) {
        later.push_back(std::move(held));
      }
    }
    state_.held_remote = std::move(later);
  }

  /// Whoever is called learns an address of the caller's by accepting, and not by being called: nothing is lost by it, since
  /// the other side connects only then.
  bool may_tell_addresses() const { return state_.side == Side::Receiver || state_.path != Path::None; }

  void send_held_candidates() {
    if (!may_tell_addresses()) return;
    for (const auto& candidate : std::exchange(state_.held_local, {})) send_candidate(candidate);
  }

  void send_candidate(const std::optional<Candidate>& candidate) {
    const bool stale =
        candidate && candidate->ufrag && !state_.local_ufrag.empty() && *candidate->ufrag != state_.local_ufrag;
    if (stale || !state_.call) return;
    effects_.push_back(Send{protocol::IceCandidate{*state_.call, state_.generation, candidate, std::nullopt}});
  }

  // The first description is needed; a restart that failed is tried again by the clock of the lost path.
  void description_failed() {
    stop(CallTimer::Preparation);
    if (state_.path == Path::Flowing || state_.path == Path::Lost) {
      if (const auto* offering = std::get_if<Offering>(&state_.phase)) {
        // An offer that was never sent does not count: the server expects the next generation, not the one after it.
        --state_.generation;
        if (!offering
                 ->restart) {  // nor does its new connection, which nothing flows through: the next offer brings another
          close_peer();
          if (state_.path == Path::Flowing) lost();
        }
      }
      state_.phase = Stable{};
    } else {
      give_up(protocol::EndCause::Failed);
    }
  }

  // What the offer has left of this connection is unknown: the next one that is asked for shall come with a new one.
  void answer_failed() {
    description_failed();
    state_.asks_fresh = true;
  }

  void preparation_limit_passed() {
    visit(Overloaded{
        [](const Closed&) {},
        [&](const Offering&) { description_failed(); },
        [](const Offered&) {},
        [&](const AwaitingAnswer& phase) {
          if (phase.applying) description_failed();
        },
        [&](const Invited& phase) {
          if (phase.accepted) give_up(protocol::EndCause::Failed);
        },
        [&](const Answering&) { answer_failed(); },
        [](const Stable&) {},
        [](const InRoom&) {},
    });
  }

  // ---- the health of the path

  void connecting() {
    enter(Path::Connecting);
    state_.last_packet = now_;
    start(CallTimer::Setup, kSetupLimit);
  }

  void look_at_path() {
    const bool broken = state_.ice == IceState::Disconnected || state_.ice == IceState::Failed;
    switch (state_.path) {
      case Path::None: return;
      case Path::Connecting:
        if (state_.ice == IceState::Connected && (state_.packets > 0 || !expects_packets())) flowing();
        return;
      case Path::Flowing:
        if (broken && !expects_packets()) lost();  // expected packets tell by themselves, and sooner
        return;
      case Path::Lost:
        if (state_.last_packet > state_.path_since || (state_.ice == IceState::Connected && !expects_packets()))
          flowing();
        return;
    }
  }

  Milliseconds silence() const { return in_room() ? kRoomSilence : kSilence; }

  // Somebody who neither speaks nor shows himself sends no packets; then only ICE tells whether the path lives.
  bool expects_packets() const {
    return !state_.silent && (!state_.remote || state_.remote->microphone || state_.remote->camera);
  }

  void flowing() {
    enter(Path::Flowing);
    state_.last_packet = std::max(state_.last_packet, now_);
    state_.restarted_at.reset();
    stop(CallTimer::Setup);
    stop(CallTimer::Reconnect);
  }

  void lost() {
    enter(Path::Lost);
    state_.restarted_at.reset();
    start(CallTimer::Reconnect, kRestartAfter);
  }

  void setup_limit_passed() {
    if (state_.path != Path::Connecting) return;
    if (state_.ice == IceState::Connected) {
      state_.silent = true;  // there is a path, and nothing to hear on it yet
      flowing();
    } else {
      give_up(protocol::EndCause::NoPath);
    }
  }

  void reconnect_passed() {
    if (state_.path == Path::Connecting && in_room()) return mend();
    if (state_.path != Path::Lost) return;
    const Milliseconds gone = now_ - state_.path_since;
    if (gone < kGiveUpAfter) {
      if (!just_restarted()) mend();
      start(CallTimer::Reconnect, std::min(kRestartEvery, kGiveUpAfter - gone));
    } else if (state_.ice == IceState::Connected) {
      // Thirty seconds without consent and ICE would have failed (RFC 7675): the other side is there and silent.
      state_.silent = true;
      flowing();
    } else {
      give_up(protocol::EndCause::ConnectionLost);
    }
  }

  // Only the caller offers; the receiver asks for it. In a room each has a path of his own.
  void mend() {
    if (in_room()) {
      if (state_.peer == 0) join_room();
    } else if (state_.side == Side::Caller) {
      restart(false);
    } else {
      ask_for_restart(false);
    }
  }

  void restart(bool asked_fresh) {
    // A new connection, too, when ours is gone, or when the other's reloaded page asked for one and has not got it yet.
    const auto& remote = state_.remote;
    const bool still_asked = remote && remote->fresh && remote->restart && *remote->restart > state_.generation;
    const bool with_new_peer = asked_fresh || still_asked || state_.peer == 0;
    const auto again = [&](bool unsent) {
      if (!unsent) ++state_.generation;
      state_.restarted_at = now_;
      if (with_new_peer) create_peer();
      state_.held_local.clear();
      make_offer(!with_new_peer);
    };
    visit(Overloaded{
        [](const Closed&) {},
        [&](const Offering&) {
          if (with_new_peer) again(true);  // else one is being made
        },
        [](const Offered&) {},
        [&](const AwaitingAnswer&) { again(false); },
        [](const Invited&) {},
        [](const Answering&) {},
        [&](const Stable&) { again(false); },
        [](const InRoom&) {},
    });
  }

  void ask_for_restart(bool with_new_peer) {
    state_.restarted_at = now_;
    state_.asked_for = state_.generation + 1;
    state_.asks_fresh = with_new_peer || state_.asks_fresh;
  }

  bool just_restarted() const { return state_.restarted_at && now_ - *state_.restarted_at < kRestartAfter; }

  void enter(Path path) {
    state_.path = path;
    state_.path_since = now_;
  }

  void give_up(protocol::EndCause cause) { effects_.push_back(GiveUp{state_.attempt, cause}); }
  void start(CallTimer timer, Milliseconds after) { effects_.push_back(StartTimer{timer, after}); }
  void stop(CallTimer timer) { effects_.push_back(StopTimer{timer}); }

  template <class Visitor>
  void visit(Visitor visitor) {
    const Phase before = state_.phase;
    parley::visit(visitor, before);
  }

  State& state_;
  Instant now_;
  Effects effects_;
};

}  // namespace

Effects transition(State& state, const Event& event, Instant now) {
  Turn turn(state, now);
  parley::visit([&](const auto& what) { turn.on(what); }, event);
  return turn.take();
}

}  // namespace parley::call::negotiation
