#include "core/call/consent.hpp"

#include <utility>

#include "core/base/overloaded.hpp"
#include "core/base/visit.hpp"
#include "core/protocol/text_rule.hpp"

namespace parley::call::consent {
namespace {

using protocol::Call;
using protocol::CallStatus;
using protocol::EndCause;
using protocol::EndReason;

// The server ends a ring; this much later we stop by ourselves, should its word not reach us.
constexpr Milliseconds kRingGrace{5'000};

// By which two clocks and the way of a message may differ about a duration.
constexpr Milliseconds kClockDrift{1'500};

EndReason reason_of(EndCause cause) {
  switch (cause) {
    case EndCause::HangUp: return EndReason::HungUp;
    case EndCause::Cancel: return EndReason::Cancelled;
    case EndCause::ConnectionLost: return EndReason::ConnectionLost;
    case EndCause::NoPath: return EndReason::NoPath;
    case EndCause::Failed: return EndReason::Failed;
  }
  return EndReason::Failed;
}

const protocol::Person& other_of(const Call& call) { return call.you == Side::Caller ? call.receiver : call.caller; }

bool asks_me(const Call& call) {
  return call.status == CallStatus::Dialling && call.you == Side::Receiver && !call.elsewhere;
}

// One transition: the handlers of the events, each with every phase written out. Phases are visited as copies, so that a
// handler may replace the phase while it reads the old one.
class Turn {
 public:
  Turn(State& state, Instant now, Generation generation) : state_(state), now_(now), generation_(generation) {}

  Effects take() { return std::move(effects_); }

  void on(const UserCalls& event) {
    visit(Overloaded{
        [&](const Idle&) { prepare(event.target, event.media); },
        [&](const Ended&) { prepare(event.target, event.media); },
        [](const Preparing&) {},
        [](const Requesting&) {},
        [](const Dialling&) {},
        [](const Ringing&) {},
        [](const Answering&) {},
        [](const Ongoing&) {},
    });
  }

  void on(const OfferReady& event) {
    visit(Overloaded{
        [](const Idle&) {},
        [&](const Preparing& phase) {
          if (phase.attempt != event.attempt) return;
          Requesting next{phase.attempt, phase.target, phase.media, {}, event.sdp, phase.also_rings};
          if (state_.abandoned) {
            state_.phase = std::move(next);  // asked when the server has said what became of the earlier request
          } else {
            request(std::move(next));
          }
        },
        [](const Requesting&) {},
        [](const Dialling&) {},
        [](const Ringing&) {},
        [](const Answering&) {},
        [](const Ongoing&) {},
        [](const Ended&) {},
    });
  }

  void on(const MediaFailed& event) {
    const auto fail = [&](Attempt attempt, const Call& call) {
      if (attempt != event.attempt) return;
      send(protocol::CallEnd{next_id(), call.id, event.cause});
      end(attempt, ended_by_us(call, event.cause));
    };
    visit(Overloaded{
        [](const Idle&) {},
        [&](const Preparing& phase) {
          if (phase.attempt != event.attempt) return;
          refuse(phase.attempt, Refusal{std::nullopt, phase.target.name, {}});
          if (phase.also_rings) ring(*phase.also_rings);
        },
        [&](const Requesting& phase) {
          if (phase.attempt != event.attempt) return;
          abandon(phase);
          refuse(phase.attempt, Refusal{std::nullopt, phase.target.name, {}});
          show_ring_of_another(phase);
        },
        [&](const Dialling& phase) { fail(phase.attempt, phase.call); },
        [](const Ringing&) {},  // nothing was begun for a call that is not accepted
        [&](const Answering& phase) { fail(phase.attempt, phase.call); },
        [&](const Ongoing& phase) { fail(phase.attempt, phase.call); },
        [](const Ended&) {},
    });
  }

  void on(const CallChanged& event) {
    const Call& call = event.call;
    if (call.request && call.request == state_.abandoned && !is_accepting(call.id)) return give_back(call);
    visit(Overloaded{
        [&](const Idle&) { unexpected(call); },
        [&](const Preparing& phase) { while_preparing(phase, call); },
        [&](const Requesting& phase) { while_requesting(phase, call); },
        [&](const Dialling& phase) { while_dialling(phase, call); },
        [&](const Ringing& phase) { while_ringing(phase, call); },
        [&](const Answering& phase) { while_answering(phase, call); },
        [&](const Ongoing& phase) { while_ongoing(phase, call); },
        [&](const Ended& phase) {
          const bool same = phase.call.id == call.id;
          if (same && is_terminal(call.status)) {
            state_.phase = Ended{remembering(call, phase.call.elapsed.value_or(Milliseconds{})), phase.elsewhere};
          } else {
            unexpected(call);
          }
        },
    });
  }

  void on(const Refused& event) {
    const auto& answers = event.error.answers;
    if (answers && answers == state_.abandoned) return settle_abandoned();
    visit(Overloaded{
        [](const Idle&) {},
        [](const Preparing&) {},
        [&](const Requesting& phase) {
          if (answers != phase.request) return;
          state_.abandoned.reset();
          if (phase.also_rings) {
            release(phase.attempt);
            ring(*phase.also_rings);
          } else {
            refuse(phase.attempt, Refusal{event.error.code, phase.target.name, event.error.retry_after});
          }
        },
        [](const Dialling&) {},
        [](const Ringing&) {},
        [&](const Answering& phase) {
          if (answers == phase.answer) {
            refuse(phase.attempt, Refusal{protocol::ErrorCode::CallOver, other_of(phase.call).name, {}});
          }
        },
        [&](const Ongoing& phase) {
          if (phase.claim && answers == *phase.claim)
            end(phase.attempt, ended_by_clock(phase.call, EndReason::ConnectionLost));
        },
        [](const Ended&) {},
    });
  }

  void on(const UserAccepts& event) {
    visit(Overloaded{
        [](const Idle&) {},
        [](const Preparing&) {},
        [](const Requesting&) {},
        [](const Dialling&) {},
        [&](const Ringing& phase) {
          const Media media = protocol::lesser(phase.call.media, event.media);
          Answering next{phase.attempt, phase.call, media, next_id()};
          send(protocol::CallAnswer{next.answer, phase.call.id, true, media});
          effects_.push_back(Accept{phase.attempt, phase.call.id, media});
          state_.phase = std::move(next);
        },
        [](const Answering&) {},
        [](const Ongoing&) {},
        [](const Ended&) {},
    });
  }

  void on(const UserDeclines&) {
    visit(Overloaded{
        [](const Idle&) {},
        [](const Preparing&) {},
        [](const Requesting&) {},
        [](const Dialling&) {},
        [&](const Ringing& phase) {
          send(protocol::CallAnswer{next_id(), phase.call.id, false, std::nullopt});
          leave(phase.attempt, phase.call.id);
        },
        [](const Answering&) {},
        [](const Ongoing&) {},
        [](const Ended&) {},
    });
  }

  void on(const UserEnds&) {
    const auto hang_up = [&](Attempt attempt, Call call, const std::optional<Instant>& since) {
      send(protocol::CallEnd{next_id(), call.id, EndCause::HangUp});
      call.elapsed = since ? now_ - *since : Milliseconds{};
      end(attempt, ended_by_us(std::move(call), EndCause::HangUp));
    };
    visit(Overloaded{
        [](const Idle&) {},
        [&](const Preparing& phase) {
          state_.phase = Idle{};
          release(phase.attempt);
          if (phase.also_rings) ring(*phase.also_rings);
        },
        [&](const Requesting& phase) {
          abandon(phase);
          state_.phase = Idle{};
          release(phase.attempt);
          show_ring_of_another(phase);
        },
        [&](const Dialling& phase) {
          send(protocol::CallEnd{next_id(), phase.call.id, EndCause::Cancel});
          leave(phase.attempt, phase.call.id);
        },
        [](const Ringing&) {},
        [&](const Answering& phase) { hang_up(phase.attempt, phase.call, std::nullopt); },
        [&](const Ongoing& phase) { hang_up(phase.attempt, phase.call, phase.connected_since); },
        [](const Ended&) {},
    });
  }

  void on(const UserGoesBack&) {
    visit(Overloaded{
        [&](const Idle&) { state_.phase = Idle{}; },
        [](const Preparing&) {},
        [](const Requesting&) {},
        [](const Dialling&) {},
        [](const Ringing&) {},
        [](const Answering&) {},
        [](const Ongoing&) {},
        [&](const Ended&) { state_.phase = Idle{}; },
    });
  }

  void on(const UserCallsAgain&) {
    visit(Overloaded{
        [](const Idle&) {},
        [](const Preparing&) {},
        [](const Requesting&) {},
        [](const Dialling&) {},
        [](const Ringing&) {},
        [](const Answering&) {},
        [](const Ongoing&) {},
        [&](const Ended& phase) {
          const protocol::Person& person = other_of(phase.call);
          prepare(Target{person.id, person.name}, phase.call.media);
        },
    });
  }

  void on(const RingLimitPassed& event) {
    visit(Overloaded{
        [](const Idle&) {},
        [](const Preparing&) {},
        [](const Requesting&) {},
        [](const Dialling&) {},
        [&](const Ringing& phase) {
          if (phase.attempt == event.attempt) leave(phase.attempt, phase.call.id);
        },
        [](const Answering&) {},
        [](const Ongoing&) {},
        [](const Ended&) {},
    });
  }

  void on(const SignallingBack&) {
    state_.mentioned = false;
    state_.left_lives = false;
    visit(Overloaded{
        [](const Idle&) {},
        [&](const Preparing& phase) {  // who rings is told again
          Preparing next = phase;
          next.also_rings.reset();
          state_.phase = std::move(next);
        },
        [&](const Requesting& phase) {
          Requesting next = phase;
          next.also_rings.reset();
          state_.phase = std::move(next);
        },
        [](const Dialling&) {},
        [](const Ringing&) {},
        [](const Answering&) {},
        [](const Ongoing&) {},
        [](const Ended&) {},
    });
  }

  void on(const StateTold& event) {
    if (event.reset) state_.abandoned.reset();  // it was told with the state, or it never arrived
    insist_on_leaving(event.reset);
    visit(Overloaded{
        [](const Idle&) {},
        [](const Preparing&) {},
        [&](const Requesting& phase) {
          // Reset: the first one may never have arrived. Empty: what it waits for was said, or will never be.
          if (event.reset || phase.request.empty()) request(phase);
        },
        [&](const Dialling& phase) {
          if (!state_.mentioned) end(phase.attempt, ended_by_clock(phase.call, EndReason::Failed));
        },
        [&](const Ringing& phase) {
          if (!state_.mentioned) leave(phase.attempt, phase.call.id);
        },
        [&](const Answering& phase) {
          if (!state_.mentioned) {
            refuse(phase.attempt, Refusal{protocol::ErrorCode::CallOver, other_of(phase.call).name, {}});
          } else if (event.reset) {
            Answering again = phase;
            again.answer = next_id();
            send(protocol::CallAnswer{again.answer, phase.call.id, true, phase.media});
            state_.phase = std::move(again);
          }
        },
        [&](const Ongoing& phase) {
          if (state_.mentioned) return;
          Ongoing claiming = phase;
          claiming.claim = next_id();
          const Call& call = phase.call;
          const bool caller = call.you == Side::Caller;
          send(protocol::CallClaim{*claiming.claim, call.id, call.version, call.you,
                                   caller ? call.caller.id : call.receiver.id,
                                   caller ? call.receiver.id : call.caller.id, call.media, generation_});
          state_.phase = std::move(claiming);
        },
        [](const Ended&) {},
    });
  }

  void on(const SessionOver&) {
    if (const Attempt attempt = attempt_of(state_.phase)) release(attempt);
    state_.phase = Idle{};
    state_.left.reset();
    state_.abandoned.reset();
  }

 private:
  // ---- news of a call, by phase

  // Nothing of ours is live, so this is a ring, news of a call that we left, or a call of this tab's earlier life.
  void unexpected(const Call& call) {
    if (is_terminal(call.status) || call.elsewhere) return;
    if (call.id == state_.left) {
      state_.left_lives = true;
    } else if (asks_me(call)) {
      ring(call);
    } else if (call.status == CallStatus::Dialling) {
      state_.left = call.id;
      send(protocol::CallEnd{next_id(), call.id, EndCause::Cancel});
    } else {
      const Attempt attempt = ++state_.attempts;
      // Who accepted without video did not agree to a camera; a reload is no reason to open it.
      const Media agreed = call.you == Side::Receiver ? call.accepted.value_or(call.media) : call.media;
      state_.phase = Ongoing{attempt, call, connected_since(call), std::nullopt};
      state_.mentioned = true;
      effects_.push_back(Rejoin{attempt, call.id, call.you, agreed, call.generation});
    }
  }

  void while_preparing(const Preparing& phase, const Call& call) {
    if (call.id == state_.left) return unexpected(call);
    const bool known = phase.also_rings && phase.also_rings->id == call.id;
    if (asks_me(call) && is_wanted(phase.target, call)) {
      Preparing next = phase;  // both want the same: the server joins the two
      next.also_rings = call;
      state_.phase = std::move(next);
    } else if (asks_me(call)) {
      release(phase.attempt);
      ring(call);
    } else if (known && (is_terminal(call.status) || call.elsewhere)) {
      Preparing next = phase;
      next.also_rings.reset();
      state_.phase = std::move(next);
    }
  }

  void while_requesting(const Requesting& phase, const Call& call) {
    if (call.request == phase.request) return requested(phase, call);
    if (call.id == state_.left) return unexpected(call);
    Requesting next = phase;
    if (asks_me(call)) {
      next.also_rings = call;
    } else if (phase.also_rings && phase.also_rings->id == call.id) {
      next.also_rings.reset();
    }
    state_.phase = std::move(next);
  }

  // The server has made our request a call, or merged it into the other's.
  void requested(const Requesting& phase, const Call& call) {
    state_.mentioned = true;
    state_.abandoned.reset();  // it was asked earlier, and the server answers in order: its news was missed
    if (is_terminal(call.status)) return end(phase.attempt, call);
    if (call.you == Side::Receiver) {
      release(phase.attempt);
      return join(++state_.attempts, call);
    }
    effects_.push_back(Begin{phase.attempt, call.id, call.media});
    if (call.status == CallStatus::Ongoing) return agree(phase.attempt, call);
    state_.phase = Dialling{phase.attempt, call, now_};
  }

  void while_dialling(const Dialling& phase, const Call& call) {
    if (!is_news(phase.call, call)) return;
    if (call.status == CallStatus::Dialling) {
      state_.phase = Dialling{phase.attempt, call, phase.since};
    } else if (call.status == CallStatus::Ongoing) {
      agree(phase.attempt, call);
    } else {
      end(phase.attempt, call);
    }
  }

  void while_ringing(const Ringing& phase, const Call& call) {
    if (!is_news(phase.call, call)) return;
    if (asks_me(call)) {
      state_.phase = Ringing{phase.attempt, call, now_ + call.ring_left.value_or(Milliseconds{})};
    } else if (call.elsewhere) {
      release(phase.attempt);
      state_.phase = Ended{call, true};
    } else if (is_terminal(call.status)) {
      leave(phase.attempt, call.id);
    } else {
      // Bound to us, and yet this page was not asked: without consent there is no call.
      send(protocol::CallEnd{next_id(), call.id, EndCause::Failed});
      leave(phase.attempt, call.id);
    }
  }

  void while_answering(const Answering& phase, const Call& call) {
    if (!is_news(phase.call, call)) return;
    if (call.elsewhere) {
      release(phase.attempt);
      state_.phase = Ended{call, true};
    } else if (call.status == CallStatus::Dialling) {
      Answering next = phase;
      next.call = call;
      state_.phase = std::move(next);
    } else if (call.status == CallStatus::Ongoing) {
      agree(phase.attempt, call);
    } else {
      end(phase.attempt, call);
    }
  }

  void while_ongoing(const Ongoing& phase, const Call& call) {
    if (!is_news(phase.call, call)) return;
    if (call.elsewhere) {
      release(phase.attempt);
      state_.phase = Ended{call, true, true};
    } else if (is_terminal(call.status)) {
      end(phase.attempt, remembering(call, phase.connected_since ? now_ - *phase.connected_since : Milliseconds{}));
    } else if (call.status == CallStatus::Ongoing) {
      const Call longer = remembering(call, phase.connected_since ? now_ - *phase.connected_since : Milliseconds{});
      state_.phase = Ongoing{phase.attempt, call, connected_since(longer), std::nullopt};
    }
  }

  // Of the call that we are in, and not older than what we know.
  bool is_news(const Call& known, const Call& call) {
    if (call.id != known.id) return false;
    state_.mentioned = true;
    return call.version >= known.version;
  }

  // ---- steps

  void prepare(const Target& target, Media media) {
    // Longer than any name: nobody is called that, and the protocol does not carry the question.
    if (!target.id && protocol::check_text(protocol::Text::TypedName, target.name, protocol::Limits{})) {
      state_.phase = Idle{Refusal{protocol::ErrorCode::UnknownPerson, {}, {}}};
      return;
    }
    const Attempt attempt = ++state_.attempts;
    state_.phase = Preparing{attempt, target, media, std::nullopt};
    effects_.push_back(Prepare{attempt});
  }

  void request(Requesting next) {
    next.request = next_id();
    protocol::CallRequest message{next.request, next.target.id, std::nullopt, next.media, next.offer};
    if (!next.target.id) message.name = next.target.name;
    message.meeting = next.target.meeting;
    send(std::move(message));
    state_.phase = std::move(next);
  }

  void ring(const Call& call) {
    const Attempt attempt = ++state_.attempts;
    const Milliseconds left = call.ring_left.value_or(Milliseconds{});
    state_.phase = Ringing{attempt, call, now_ + left};
    state_.mentioned = true;
    effects_.push_back(Invite{attempt, call.id});
    effects_.push_back(StartRingLimit{attempt, left + kRingGrace});
  }

  // Both rang each other: our request was our word already, and the caller's offer is the one that counts.
  void join(Attempt attempt, const Call& call) {
    effects_.push_back(Invite{attempt, call.id});
    effects_.push_back(Accept{attempt, call.id, call.media});
    agree(attempt, call);
  }

  void agree(Attempt attempt, const Call& call) {
    state_.phase = Ongoing{attempt, call, connected_since(call), std::nullopt};
    effects_.push_back(Agreed{attempt});
  }

  void end(Attempt attempt, const Call& call) {
    state_.left = call.id;
    release(attempt);
    state_.phase = Ended{call, false};
  }

  void leave(Attempt attempt, const CallId& call) {
    state_.left = call;
    release(attempt);
    state_.phase = Idle{};
  }

  void refuse(Attempt attempt, Refusal refusal) {
    release(attempt);
    state_.phase = Idle{std::move(refusal)};
  }

  // The server may yet make a call of this request, or have done so.
  void abandon(const Requesting& phase) {
    if (!phase.request.empty()) state_.abandoned = phase.request;
  }

  // The call of a request that we no longer want: it ends, whatever we do by now.
  void give_back(const Call& call) {
    if (!is_terminal(call.status)) {
      state_.left = call.id;
      send(protocol::CallEnd{next_id(), call.id, EndCause::Cancel});
    }
    settle_abandoned();
  }

  // He rang us as well, and that ring was accepted: joined by the server or not, the call is wanted.
  bool is_accepting(const CallId& call) const {
    const auto* answering = std::get_if<Answering>(&state_.phase);
    return answering && answering->call.id == call;
  }

  void settle_abandoned() {
    state_.abandoned.reset();
    const auto* waiting = std::get_if<Requesting>(&state_.phase);
    if (waiting && waiting->request.empty()) request(*waiting);
  }

  // The one whom we asked for is connected to our abandoned request by the server; anybody else rings on.
  void show_ring_of_another(const Requesting& phase) {
    if (phase.also_rings && (phase.request.empty() || !is_wanted(phase.target, *phase.also_rings)))
      ring(*phase.also_rings);
  }

  static bool is_wanted(const Target& target, const Call& call) {
    return call.caller.id == target.id || (!target.id && call.caller.name == target.name);
  }

  // A command to leave was lost in a reset, and the server still believes in the call.
  void insist_on_leaving(bool reset) {
    if (!reset || !state_.left_lives || !state_.left) return;
    state_.left_lives = false;
    send(protocol::CallEnd{next_id(), *state_.left, EndCause::HangUp});
  }

  Call ended_by_us(Call call, EndCause cause) const {
    call = ended_by_clock(std::move(call), reason_of(cause));
    call.ended_by = call.you;
    return call;
  }

  Call ended_by_clock(Call call, EndReason reason) const {
    if (const auto* ongoing = std::get_if<Ongoing>(&state_.phase); ongoing && ongoing->connected_since) {
      call.elapsed = now_ - *ongoing->connected_since;
    }
    call.status = protocol::status_of(reason);
    call.reason = reason;
    call.asked.reset();
    call.ring_left.reset();
    return call;
  }

  // The server's word on reason and duration; but one that was restarted in the call knows of its latest part alone.
  static Call remembering(Call call, Milliseconds ours) {
    if (ours > call.elapsed.value_or(Milliseconds{}) + kClockDrift) call.elapsed = ours;
    return call;
  }

  std::optional<Instant> connected_since(const Call& call) const {
    if (!call.elapsed) return std::nullopt;
    return now_ - *call.elapsed;
  }

  MessageId next_id() { return MessageId(state_.ids + std::to_string(++state_.messages)); }
  void release(Attempt attempt) { effects_.push_back(Release{attempt}); }
  void send(protocol::Message message) { effects_.push_back(Send{std::move(message)}); }

  template <class Visitor>
  void visit(Visitor visitor) {
    const Phase before = state_.phase;
    parley::visit(visitor, before);
  }

  State& state_;
  Instant now_;
  Generation generation_;
  Effects effects_;
};

}  // namespace

Effects transition(State& state, const Event& event, Instant now, Generation generation) {
  Turn turn(state, now, generation);
  parley::visit([&](const auto& what) { turn.on(what); }, event);
  return turn.take();
}

}  // namespace parley::call::consent
