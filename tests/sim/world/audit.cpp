#include "tests/sim/world/audit.hpp"

#include <algorithm>
#include <string_view>

#include "core/base/overloaded.hpp"
#include "core/base/print.hpp"
#include "core/protocol/codec.hpp"
#include "tests/sim/world/world.hpp"

namespace parley::sim {
namespace {

namespace consent = call::consent;
using protocol::CallStatus;

// From the end of a call to the end of its ringing, over the slowest socket.
constexpr Milliseconds kGhostLimit{10'000};
constexpr std::int64_t kWallAtStart = 1'700'000'000'000;

template <class Phase>
bool in(const app::Model& model) {
  return std::holds_alternative<Phase>(model.consent.phase);
}

// Own request rings, or own accept was pressed: from then on devices may be touched.
bool may_capture(const app::Model& model) {
  return in<consent::Dialling>(model) || in<consent::Answering>(model) || in<consent::Ongoing>(model);
}

bool may_have_peer(const app::Model& model) {
  return may_capture(model) || in<consent::Preparing>(model) || in<consent::Requesting>(model);
}

template <std::size_t N>
void add_counts(std::array<std::uint64_t, N>& to, const std::array<std::uint64_t, N>& from) {
  for (std::size_t i = 0; i < N; ++i) to[i] += from[i];
}

template <class Variant, std::size_t... I>
std::vector<std::string_view> alternative_names(std::index_sequence<I...>) {
  return {print_detail::type_words<std::variant_alternative_t<I, Variant>>()...};
}

template <std::size_t N>
void find_missing(std::vector<std::string>& missing, const std::string& machine,
                  const std::array<std::uint64_t, N>& counts, const std::vector<std::string_view>& names) {
  for (std::size_t i = 0; i < N; ++i) {
    if (counts[i] == 0) missing.push_back(machine + " " + std::string(names[i]));
  }
}

template <class Enum, std::size_t N>
std::vector<std::string> enum_names() {
  std::vector<std::string> names;
  for (std::size_t i = 0; i < N; ++i) names.push_back(print(static_cast<Enum>(i)));
  return names;
}

}  // namespace

void Coverage::add(const Coverage& other) {
  add_counts(session, other.session);
  add_counts(consent, other.consent);
  add_counts(negotiation, other.negotiation);
  add_counts(path, other.path);
  add_counts(microphone, other.microphone);
  add_counts(camera, other.camera);
  add_counts(status, other.status);
  add_counts(reason, other.reason);
}

std::vector<std::string> Coverage::missing() const {
  std::vector<std::string> missing;
  const auto of_variant = [&]<class Variant, std::size_t N>(const std::string& machine, std::type_identity<Variant>,
                                                            const std::array<std::uint64_t, N>& counts) {
    find_missing(missing, machine, counts, alternative_names<Variant>(std::make_index_sequence<N>()));
  };
  const auto of_enum = [&]<class Enum, std::size_t N>(const std::string& machine, std::type_identity<Enum>,
                                                      const std::array<std::uint64_t, N>& counts) {
    const auto names = enum_names<Enum, N>();
    find_missing(missing, machine, counts, std::vector<std::string_view>(names.begin(), names.end()));
  };
  of_variant("session", std::type_identity<session::Phase>{}, session);
  of_variant("consent", std::type_identity<consent::Phase>{}, consent);
  of_variant("negotiation", std::type_identity<call::negotiation::Phase>{}, negotiation);
  of_variant("microphone", std::type_identity<call::devices::Device>{}, microphone);
  of_variant("camera", std::type_identity<call::devices::Device>{}, camera);
  of_enum("path", std::type_identity<call::negotiation::Path>{}, path);
  of_enum("record", std::type_identity<CallStatus>{}, status);
  of_enum("record", std::type_identity<protocol::EndReason>{}, reason);
  return missing;
}

// ---- what happens ------------------------------------------------------------------------------------------------

void Audit::page_started(const Browser& tab) {
  Watched& watched = watched_[tab.number()];
  watched.request.clear();
  watched.started = world_.clock().now();
  watched.requesting_since.reset();
  watched.sound_since.reset();
}

void Audit::tab_stepped(Browser& tab) {
  const app::Model& model = tab.model();
  ++coverage_.session[model.session.phase.index()];
  ++coverage_.consent[model.consent.phase.index()];
  ++coverage_.negotiation[model.negotiation.phase.index()];
  ++coverage_.path[static_cast<std::size_t>(model.negotiation.path)];
  ++coverage_.microphone[model.devices.microphone.index()];
  ++coverage_.camera[model.devices.camera.index()];

  if (!tab.devices().idle() && !may_capture(model)) fail("a device is open or asked for without consent", {&tab});
  if (tab.peers().sends() && !may_capture(model)) fail("a sender carries a track without consent", {&tab});
  if (tab.peers().size() > 0 && !may_have_peer(model)) fail("a peer connection is left over", {&tab});
  if (tab.peers().size() > 1) fail("two peer connections", {&tab});

  Watched& watched = watched_[tab.number()];
  if (const auto* answering = std::get_if<consent::Answering>(&model.consent.phase)) {
    watched.accepted.insert(answering->call.id.value());
  } else if (const auto* requesting = std::get_if<consent::Requesting>(&model.consent.phase)) {
    if (!watched.requesting_since) watched.requesting_since = world_.clock().now();
    watched.asked.insert(requesting->target.id ? requesting->target.id->value() : requesting->target.name);
    return;
  }
  if (const auto since = std::exchange(watched.requesting_since, std::nullopt)) check_requested(tab, *since);
}

// What a request became was asked for after the press.
void Audit::check_requested(const Browser& tab, Instant since) {
  const protocol::Call* call = tab.call();
  if (call == nullptr || call->you != protocol::Side::Caller) return;
  const auto entry = calls_.find(call->id);
  if (entry == calls_.end() || in<consent::Ringing>(tab.model())) return;
  if (entry->second.record.requested_at < kWallAtStart + since.time_since_epoch().count()) {
    fail("an older call is taken for what was just asked for: " + call->id.value(), {&tab});
  }
}

void Audit::frame_heard(const Browser& tab, const std::string& text) {
  constexpr std::string_view kStart = "{\"type\":\"";
  if (text.rfind(kStart, 0) == 0) {
    const std::string_view rest = std::string_view(text).substr(kStart.size());
    const std::string_view type = rest.substr(0, rest.find('"'));
    const bool about_calls = type == "call" || type == "offer" || type == "answer" || type == "ice-candidate" ||
                             type == "call-media" || type == "client-id" || type == "error";
    if (!about_calls) return;
  }
  auto envelope = protocol::decode(text);
  if (!envelope) return fail("the server says what is no message", {&tab});
  std::visit(
      Overloaded{
          [&](const protocol::ClientId& id) { owner_[id.you.id] = tab.number(); },
          [&](const protocol::Call& call) { check_call(tab, call); },
          [&](const protocol::Offer& offer) { check_party(tab, offer.call, offer.from, "an offer"); },
          [&](const protocol::Answer& answer) { check_party(tab, answer.call, answer.from, "an answer"); },
          [&](const protocol::IceCandidate& one) { check_party(tab, one.call, one.from, "a candidate"); },
          [&](const protocol::CallMedia& media) { check_party(tab, media.call, media.from, "a snapshot of media"); },
          [&](const protocol::Error& error) {
            if (error.code == protocol::ErrorCode::BadMessage) fail("the server does not understand us", {&tab});
          },
          [](const auto&) {},
      },
      envelope.value().message);
}

void Audit::record_written(const hub::CallRecord& record) {
  ++coverage_.status[static_cast<std::size_t>(record.status)];
  if (record.reason) ++coverage_.reason[static_cast<std::size_t>(*record.reason)];
  const auto [entry, is_new] = calls_.try_emplace(record.call);
  Ledger& known = entry->second;
  if (is_new || known.orphaned) {
    known.restored = known.orphaned;
    known.orphaned = false;
    if (!protocol::is_terminal(record.status)) known.terminal.reset();
  } else {
    if (known.terminal && !(*known.terminal == record)) {
      return fail("a second end of " + record.call.value() + " is recorded", {});
    }
    if (record.version < known.record.version) return fail("an older record is written over a newer one", {});
    if (known.record.accepted_at && record.accepted_at != known.record.accepted_at) {
      return fail("a call is accepted twice", {});
    }
  }
  if (record.duration < 0ms) fail("a duration is negative", {});
  const bool accepted_now =
      record.status == CallStatus::Ongoing && (is_new || known.record.status == CallStatus::Dialling);
  for (const PersonId& person : {record.caller, record.receiver}) {
    known.parties.insert(person);
  }
  known.record = record;
  if (accepted_now && !known.restored) check_accepted(record);
  if (protocol::is_terminal(record.status)) {
    if (!known.terminal) known.ended = world_.clock().now();
    known.terminal = record;
  }
  check_live(record);
}

void Audit::server_gone() {
  live_.clear();
  for (auto& [id, known] : calls_) known.orphaned = true;
}

void Audit::media_flows(const Browser& one, const Browser& other) {
  const protocol::Call* here = one.call();
  const protocol::Call* there = other.call();
  if (here == nullptr || there == nullptr || here->id != there->id)
    fail("media flows to a third party", {&one, &other});
}

// ---- checks ------------------------------------------------------------------------------------------------------

void Audit::check_call(const Browser& tab, const protocol::Call& call) {
  const auto entry = calls_.find(call.id);
  if (entry == calls_.end()) return fail("news of a call without a record", {&tab});
  const Ledger& known = entry->second;
  if (!is_party(known, tab.number()) && !known.orphaned && !known.restored) {
    return fail("news of other people's call", {&tab});
  }
  if (known.orphaned || known.restored) return;
  if (protocol::is_terminal(call.status)) {
    if (!known.terminal) return fail("an end that is not recorded is told", {&tab});
    const hub::CallRecord& end = *known.terminal;
    const bool same = end.status == call.status && end.reason == call.reason && end.ended_by == call.ended_by;
    if (!same) fail("told and recorded ends differ", {&tab});
    if (call.elapsed && *call.elapsed != end.duration) fail("told and recorded durations differ", {&tab});
  } else if (known.terminal && call.version >= known.terminal->version) {
    fail("an ended call lives again", {&tab});
  }
  if (!call.request || call.you != protocol::Side::Caller) return;
  Watched& watched = watched_[tab.number()];
  if (known.record.requested_at < kWallAtStart + watched.started.time_since_epoch().count())
    return;  // by an earlier page
  const auto& identity = tab.model().session.identity;
  const std::string session = identity ? identity->session.value() : std::string();
  const auto [made, is_first] = watched.request.try_emplace({session, call.request->value()}, call.id);
  if (!is_first && made->second != call.id) fail("one request became two calls", {&tab});
}

void Audit::check_party(const Browser& tab, const CallId& call, const std::optional<PersonId>& from, const char* what) {
  const auto entry = calls_.find(call);
  if (entry == calls_.end()) return fail(std::string(what) + " of a call without a record", {&tab});
  const auto sender = from ? tab_of(*from) : std::nullopt;
  if (!sender || *sender == tab.number()) return fail(std::string(what) + " from nobody or from oneself", {&tab});
  if (!is_party(entry->second, tab.number()) || !is_party(entry->second, *sender)) {
    fail(std::string(what) + " reaches a third party", {&tab});
  }
}

void Audit::check_accepted(const hub::CallRecord& record) {
  const auto receiver = tab_of(record.receiver);
  if (!receiver) return fail("a call is accepted by nobody", {});
  const Watched& watched = watched_[*receiver];
  const bool consented = watched.accepted.count(record.call.value()) != 0 ||
                         watched.asked.count(record.caller.value()) != 0 ||
                         watched.asked.count(record.caller_name) != 0;
  if (!consented) fail("a call is accepted without a press", {&world_.tab(*receiver)});
}

void Audit::check_live(const hub::CallRecord& record) {
  const bool busy_only = record.reason == protocol::EndReason::Busy;
  if (busy_only) return;
  for (const PersonId& person : {record.caller, record.receiver}) {
    const auto live = live_.find(person);
    if (protocol::is_terminal(record.status)) {
      if (live != live_.end() && live->second == record.call) live_.erase(live);
    } else if (live == live_.end()) {
      live_.emplace(person, record.call);
    } else if (live->second != record.call) {
      fail("somebody is in two calls at once", {});
    }
  }
}

// ---- questions ---------------------------------------------------------------------------------------------------

void Audit::look_for_ghosts() {
  const Instant now = world_.clock().now();
  for (std::size_t i = 0; i < world_.people(); ++i) {
    const Browser& tab = world_.tab(i);
    Watched& watched = watched_[i];
    const bool sound = tab.is_running() && !tab.is_asleep() && world_.network().is_sound(tab) &&
                       std::holds_alternative<session::Online>(tab.model().session.phase);
    if (!sound) watched.sound_since.reset();
    if (sound && !watched.sound_since) watched.sound_since = now;
    const auto* ringing = std::get_if<consent::Ringing>(&tab.model().consent.phase);
    if (!ringing || !tab.is_running() || tab.is_asleep()) continue;
    if (tab.now() > ringing->until + kGhostLimit) fail("it rings for longer than any call rings", {&tab});
    const auto entry = calls_.find(ringing->call.id);
    if (entry == calls_.end() || !entry->second.terminal || !watched.sound_since) continue;
    if (now - std::max(entry->second.ended, *watched.sound_since) > kGhostLimit) {
      fail("it rings for a call that is over: " + ringing->call.id.value(), {&tab});
    }
  }
}

void Audit::expect_settled() {
  for (std::size_t i = 0; i < world_.people(); ++i) {
    const Browser& tab = world_.tab(i);
    const app::Model& model = tab.model();
    if (!std::holds_alternative<session::Online>(model.session.phase)) fail("a session did not settle", {&tab});
    if (const auto* ended = std::get_if<consent::Ended>(&model.consent.phase)) {
      const auto entry = calls_.find(ended->call.id);
      if (entry == calls_.end() || entry->second.orphaned || entry->second.restored || ended->elsewhere) continue;
      // Whoever was away for longer than the grace is another person now, and not told of the former one's call.
      const bool caller = ended->call.you == protocol::Side::Caller;
      if ((caller ? ended->call.caller.id : ended->call.receiver.id) != tab.person()) continue;
      if (!entry->second.terminal) {
        fail("a call is over on the screen only", {&tab});
      } else if (entry->second.terminal->status != ended->call.status ||
                 entry->second.terminal->reason != ended->call.reason) {
        fail("the end on the screen is not the recorded one", {&tab});
      }
    } else if (const auto* ongoing = std::get_if<consent::Ongoing>(&model.consent.phase)) {
      const auto entry = calls_.find(ongoing->call.id);
      const bool lives = entry != calls_.end() && !entry->second.terminal && !entry->second.orphaned;
      if (!lives) fail("somebody is in a call that the server does not know", {&tab});
      std::size_t others = 0;
      for (std::size_t j = 0; j < world_.people(); ++j) {
        const protocol::Call* call = world_.tab(j).call();
        if (j != i && call && call->id == ongoing->call.id && in<consent::Ongoing>(world_.tab(j).model())) ++others;
      }
      if (others != 1) fail("somebody is alone in a call", {&tab});
      if (model.negotiation.path != call::negotiation::Path::Flowing) fail("a call did not find its path", {&tab});
    } else if (!in<consent::Idle>(model)) {
      fail("a call did not settle", {&tab});
    }
  }
  for (const auto& [id, known] : calls_) {
    if (known.terminal || known.orphaned || known.record.status == CallStatus::Ongoing) continue;
    fail("a call did not reach its end: " + id.value(), {});
  }
}

void Audit::expect_all_idle() {
  for (std::size_t i = 0; i < world_.people(); ++i) {
    Browser& tab = world_.tab(i);
    if (!in<consent::Idle>(tab.model())) fail("somebody does not get back to Idle", {&tab});
    if (tab.timers() > 1) fail("a timer of a call is left over", {&tab});  // the heartbeat, or an answer to it
  }
  for (const auto& [id, known] : calls_) {
    if (!known.terminal && !known.orphaned) fail("a call is left over: " + id.value(), {});
  }
  const hub::Stats stats = world_.server().stats();
  if (stats.live_calls != 0 || stats.waiting_claims != 0) fail("the server keeps a call", {});
}

void Audit::expect_nothing_left() {
  for (std::size_t i = 0; i < world_.people(); ++i) {
    Browser& tab = world_.tab(i);
    if (tab.timers() != 0) fail("a timer is left over", {&tab});
    if (tab.peers().size() != 0 || !tab.devices().idle()) fail("media is left over", {&tab});
  }
  const hub::Stats stats = world_.server().stats();
  if (stats.held() != hub::Stats{}) {
    fail("the server keeps something: " + std::to_string(stats.sessions) + " sessions, " +
             std::to_string(stats.kept_calls) + " calls, " + std::to_string(stats.deadlines) + " clocks",
         {});
  }
  if (world_.server().names_held() != 0) fail("a name is held", {});
  if (world_.network().open_wires() != 0) fail("a socket is open", {});
}

std::optional<std::size_t> Audit::tab_of(const PersonId& person) const {
  const auto owner = owner_.find(person);
  return owner == owner_.end() ? std::nullopt : std::optional(owner->second);
}

bool Audit::is_party(const Ledger& known, std::size_t tab) const {
  return std::any_of(known.parties.begin(), known.parties.end(),
                     [&](const PersonId& person) { return tab_of(person) == tab; });
}

void Audit::fail(const std::string& what, std::initializer_list<const Browser*> tabs) { world_.fail(what, tabs); }

}  // namespace parley::sim
