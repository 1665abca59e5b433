#include "server/hub/hub.hpp"

#include <utility>

#include "core/base/overloaded.hpp"
#include "server/hub/admission.hpp"
#include "server/hub/arrival.hpp"
#include "server/hub/blocks.hpp"
#include "server/hub/claims.hpp"
#include "server/hub/consent.hpp"
#include "server/hub/departure.hpp"
#include "server/hub/dispatch.hpp"
#include "server/hub/invariants.hpp"
#include "server/hub/presence.hpp"
#include "server/hub/questions.hpp"
#include "server/hub/relay_credentials.hpp"
#include "server/hub/state.hpp"
#include "server/hub/turn.hpp"

namespace parley::hub {
namespace {

void fall_due(State& state, Turn& turn, const Due& due) {
  std::visit(Overloaded{
                 [&](const HelloDue& hello) { hello_expired(state, turn, hello.connection); },
                 [&](const ResumeDue& resume) { resume_expired(state, turn, resume.session); },
                 [&](const RingDue& ring) { ring_out(state, turn, ring.call); },
                 [&](const ClaimDue& claim) {
                   if (Session* session = state.sessions.find(claim.session)) give_up_claim(state, turn, *session);
                 },
                 [&](const ForgetCallDue& forget) { state.calls.erase(forget.call); },
                 [&](const RelayDue& relay) { renew_relay(state, turn, relay.session); },
                 [&](const PresenceDue&) { flush_presence(state, turn); },
                 [&](const ForgetDepartedDue&) {
                   state.departed_due.reset();
                   state.departed.forget(turn.now());
                   schedule_departed(state);
                 },
             },
             due);
}

}  // namespace

Hub::Hub(Config config, std::string epoch) : state_(std::make_unique<State>(std::move(config), std::move(epoch))) {}
Hub::~Hub() = default;
Hub::Hub(Hub&&) noexcept = default;
Hub& Hub::operator=(Hub&&) noexcept = default;

void Hub::handle(const Event& event, const Moment& moment, std::vector<Effect>& out) {
  State& state = *state_;
  Turn turn(moment, out);
  if (state.stopping) {  // only latecomers and questions are still answered
    if (const auto* opened = std::get_if<SocketOpened>(&event)) open_socket(state, turn, *opened);
    if (const auto* asked = std::get_if<Asked>(&event)) answer_question(state, turn, *asked);
    return;
  }
  std::visit(Overloaded{
                 [&](const SocketOpened& opened) { open_socket(state, turn, opened); },
                 [&](const FrameReceived& frame) { receive_frame(state, turn, frame); },
                 [&](const SocketClosed& closed) { socket_closed(state, turn, closed); },
                 [&](const CredentialVerified& verified) { credential_verified(state, turn, verified); },
                 [&](const CredentialRefused& refused) { credential_refused(state, turn, refused); },
                 [&](const NameClaimed& claimed) { name_claimed(state, turn, claimed); },
                 [&](const NameRefused& refused) { name_refused(state, turn, refused); },
                 [&](const NameChanged& changed) { name_changed(state, turn, changed); },
                 [&](const LoginsEnded& ended) { end_logins(state, turn, ended); },
                 [&](const NameReserved& reserved) {
                   turn.emit(ReserveName{reserved.name, reserved.person});
                 },
                 [&](const BlocksChanged& changed) {
                   if (PersonEntry* person = state.people.find(changed.person)) {
                     set_blocked(state, turn, *person, without_names(changed.blocked));
                   }
                 },
                 [&](const Asked& asked) { answer_question(state, turn, asked); },
                 [&](const TimePassed&) {
                   while (const auto due = state.deadlines.take(turn.now())) fall_due(state, turn, *due);
                 },
                 [&](const Stopping& stopping) { stop(state, turn, stopping.come_back); },
             },
             event);
}

std::optional<Instant> Hub::next_deadline() const { return state_->stopping ? std::nullopt : state_->deadlines.next(); }

Stats Hub::stats() const {
  Stats stats = state_->totals;
  stats.connections = state_->connections.size();
  stats.addresses = state_->connections.addresses();
  stats.admissions = state_->admissions.size();
  stats.sessions = state_->sessions.size();
  stats.people = state_->people.size();
  stats.departed = state_->departed.size();
  stats.live_calls = state_->live_calls;
  stats.kept_calls = state_->calls.size() - state_->live_calls;
  for (const auto& [id, claims] : state_->claims) stats.waiting_claims += claims.size();
  stats.meetings = state_->meetings.size();
  stats.deadlines = state_->deadlines.size();
  return stats;
}

std::vector<std::string> Hub::check_invariants() const { return violated_invariants(*state_); }

}  // namespace parley::hub
