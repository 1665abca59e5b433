#include "tests/sim/world/peers.hpp"

#include <algorithm>
#include <cstdlib>
#include <utility>

#include "core/base/print.hpp"
#include "tests/sim/world/browser.hpp"
#include "tests/sim/world/world.hpp"

namespace parley::sim {
namespace {

constexpr Milliseconds kPulseEvery{250};
constexpr Milliseconds kSettleLimit{10'000};     // the page's limit for a promise
constexpr Milliseconds kIceDisconnected{5'000};  // as browsers do it
constexpr Milliseconds kIceFailed{20'000};

std::string fragment(std::uint64_t certificate, std::uint32_t ufrag) {
  return "u" + std::to_string(certificate) + "x" + std::to_string(ufrag);
}

// `u17x2` behind a key; zeros if it is not there.
std::pair<std::uint64_t, std::uint32_t> read_fragment(const std::string& sdp, std::string_view key) {
  const auto at = sdp.find(key);
  if (at == std::string::npos) return {};
  char* rest = nullptr;
  const std::uint64_t certificate = std::strtoull(sdp.c_str() + at + key.size() + 1, &rest, 10);
  return {certificate, static_cast<std::uint32_t>(std::strtoul(rest + 1, nullptr, 10))};
}

}  // namespace

std::string to_sdp(const Description& description) {
  std::string sdp = "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\na=ice-ufrag:";
  sdp += fragment(description.certificate, description.ufrag);
  if (!description.offer) sdp += "\r\na=answers:" + fragment(description.answers, description.answers_ufrag);
  return sdp + "\r\n";
}

std::optional<Description> from_sdp(const std::string& sdp) {
  Description description;
  std::tie(description.certificate, description.ufrag) = read_fragment(sdp, "a=ice-ufrag:");
  if (description.certificate == 0) return std::nullopt;
  std::tie(description.answers, description.answers_ufrag) = read_fragment(sdp, "a=answers:");
  description.offer = description.answers == 0;
  return description;
}

void Peers::run(const app::CreatePeer& effect) {
  PeerConnection& peer = peers_[effect.peer];
  peer.certificate = world_.new_certificate(tab_);
  peer.tab = &tab_;
  peer.number = effect.peer;
  tab_.after(world_.dice().between(1ms, kPulseEvery),
             [this, number = effect.peer, certificate = peer.certificate] { pulse(number, certificate); });
}

void Peers::run(const app::MakeOffer& effect) {
  enqueue(effect.peer, effect.generation, effect.restart ? "restart" : "", &Peers::make_offer);
}
void Peers::run(const app::MakeAnswer& effect) {
  enqueue(effect.peer, effect.generation, effect.offer, &Peers::make_answer);
}
void Peers::run(const app::ApplyAnswer& effect) {
  enqueue(effect.peer, effect.generation, effect.answer, &Peers::apply_answer);
}
void Peers::run(const app::AddCandidate& effect) {
  if (effect.candidate) enqueue(effect.peer, 0, effect.candidate->ufrag.value_or(""), &Peers::add_candidate);
}

void Peers::run(const app::AttachDevice& effect) {
  PeerConnection* peer = find(effect.peer);
  if (peer == nullptr) return world_.fail("a track for a peer connection that is closed", {&tab_});
  peer->senders[static_cast<std::size_t>(effect.kind)] = effect.capture;
}

void Peers::run(const app::ClosePeer& effect) {
  if (peers_.erase(effect.peer) == 0) world_.fail("a peer connection is closed twice", {&tab_});
}

void Peers::close_all() { peers_.clear(); }

PeerConnection* Peers::find(call::PeerId number) {
  const auto entry = peers_.find(number);
  return entry == peers_.end() ? nullptr : &entry->second;
}

PeerConnection* Peers::find_certificate(std::uint64_t certificate) {
  for (auto& [number, peer] : peers_) {
    if (peer.certificate == certificate) return &peer;
  }
  return nullptr;
}

bool Peers::sends() const {
  return std::any_of(peers_.begin(), peers_.end(),
                     [](const auto& entry) { return entry.second.senders[0] != 0 || entry.second.senders[1] != 0; });
}

void Peers::enqueue(call::PeerId number, call::Generation generation, std::string sdp, Operation operation) {
  PeerConnection* peer = find(number);
  if (peer == nullptr) return world_.fail("an operation on a peer connection that is closed", {&tab_});
  const Instant now = world_.clock().now();
  const bool is_candidate = generation == 0;
  const bool rejected = !is_candidate && world_.chance(world_.faults().promise_rejected);
  const bool unsettled = !is_candidate && world_.chance(world_.faults().promise_unsettled);
  const Milliseconds takes = unsettled ? kSettleLimit : world_.dice().between(0ms, is_candidate ? 2ms : 30ms);
  peer->free_at = std::max(peer->free_at, now) + takes;
  tab_.after(peer->free_at - now, [=, this, sdp = std::move(sdp)] {
    PeerConnection* there = find(number);
    if (there == nullptr) return;
    if (rejected || unsettled) return fail(number, generation, rejected ? "rejected" : "not settled");
    (this->*operation)(*there, generation, sdp);
  });
}

void Peers::fail(call::PeerId number, call::Generation generation, const char* reason) {
  tab_.step(app::PeerFailed{number, generation, reason});
}

void Peers::make_offer(PeerConnection& peer, call::Generation generation, const std::string& restart) {
  if (peer.signalling == PeerConnection::Signalling::HaveRemoteOffer) {
    return world_.fail("an offer is made while the other side's is not answered", {&tab_});
  }
  if (!restart.empty() || peer.ufrags == 0) ++peer.ufrags;
  const Description offer{true, peer.certificate, peer.ufrags, 0, 0};
  peer.signalling = PeerConnection::Signalling::HaveLocalOffer;
  peer.pending = offer;
  gather(peer, peer.ufrags);
  tab_.step(app::OfferMade{peer.number, generation, to_sdp(offer)});
}

void Peers::make_answer(PeerConnection& peer, call::Generation generation, const std::string& sdp) {
  const auto offer = from_sdp(sdp);
  if (!offer || !offer->offer) return world_.fail("what is to be answered is no offer", {&tab_});
  if (peer.signalling == PeerConnection::Signalling::HaveLocalOffer) {
    return world_.fail("two offers met", {&tab_});
  }
  if (peer.remote && peer.remote->certificate != offer->certificate) {
    return world_.fail("an established connection is offered another certificate", {&tab_});
  }
  if (!peer.remote || peer.remote->ufrag != offer->ufrag) ++peer.ufrags;
  peer.remote = offer;
  peer.local = Description{false, peer.certificate, peer.ufrags, offer->certificate, offer->ufrag};
  peer.signalling = PeerConnection::Signalling::Stable;
  peer.waiting_since = world_.clock().now();
  gather(peer, peer.ufrags);
  tab_.step(app::AnswerMade{peer.number, generation, to_sdp(*peer.local)});
}

void Peers::apply_answer(PeerConnection& peer, call::Generation generation, const std::string& sdp) {
  const auto answer = from_sdp(sdp);
  if (!answer || answer->offer) return world_.fail("what is to be applied is no answer", {&tab_});
  if (peer.signalling != PeerConnection::Signalling::HaveLocalOffer) {
    return world_.fail("an answer without an offer", {&tab_});
  }
  if (answer->answers != peer.pending->certificate || answer->answers_ufrag != peer.pending->ufrag) {
    return world_.fail("an answer to another offer", {&tab_});
  }
  if (peer.remote && peer.remote->certificate != answer->certificate) {
    return world_.fail("an established connection is answered with another certificate", {&tab_});
  }
  peer.local = std::exchange(peer.pending, std::nullopt);
  peer.remote = answer;
  peer.signalling = PeerConnection::Signalling::Stable;
  peer.waiting_since = world_.clock().now();
  tab_.step(app::AnswerApplied{peer.number, generation});
}

void Peers::add_candidate(PeerConnection& peer, call::Generation, const std::string& ufrag) {
  if (!peer.remote) return world_.fail("a candidate before the remote description", {&tab_});
  peer.remote_ufrags.push_back(ufrag);
}

void Peers::gather(PeerConnection& peer, std::uint32_t ufrag) {
  const std::size_t count = 1 + world_.dice().below(2);
  Milliseconds when{0};
  for (std::size_t i = 0; i <= count; ++i) {
    when += world_.dice().between(0ms, 60ms);
    tab_.after(when, [this, number = peer.number, ufrag, last = i == count] {
      const PeerConnection* there = find(number);
      if (there == nullptr || there->ufrags != ufrag) return;  // gathered anew meanwhile
      const std::string fragment_text = fragment(there->certificate, ufrag);
      if (last) return tab_.step(app::LocalCandidate{number, std::nullopt});
      tab_.step(app::LocalCandidate{
          number, protocol::Candidate{"candidate:1 1 udp 1 192.0.2.1 9 typ host", "0", 0, fragment_text}});
    });
  }
}

// Statistics: four times a second, and here everything about ICE as well.
void Peers::pulse(call::PeerId number, std::uint64_t certificate) {
  PeerConnection* peer = find(number);
  if (peer == nullptr || peer->certificate != certificate) return;
  const call::IceState before = peer->ice;
  look(*peer);
  tab_.after(kPulseEvery, [this, number, certificate] { pulse(number, certificate); });
  const double packets = static_cast<double>(peer->packets);
  const call::IceState after = peer->ice;
  if (before != after) tab_.step(app::IceChanged{number, after});
  if (find(number)) tab_.step(app::Pulse{number, packets});
}

void Peers::look(PeerConnection& peer) {
  using enum call::IceState;
  const Instant now = world_.clock().now();
  PeerConnection* other = peer.remote ? world_.find_peer(peer.remote->certificate) : nullptr;
  if (other && can_link(peer, *other)) {
    world_.audit().media_flows(tab_, *other->tab);
    for (auto [one, another] : {std::pair{&peer, other}, std::pair{other, &peer}}) {
      one->linked_to = another->certificate;
      one->linked_ufrag = one->local->ufrag;
      one->linked_network = one->tab->network();
      one->broken = false;
    }
  }
  if (is_linked(peer, other)) {
    if (world_.is_path_up(tab_, *other->tab)) {
      peer.ice = Connected;
      peer.waiting_since.reset();
      for (const std::size_t kind : {0U, 1U}) {
        if (other->tab->devices().is_live(other->senders[kind], static_cast<call::devices::Kind>(kind)))
          peer.packets += 12;
      }
      return;
    }
  }
  if (!peer.local || !peer.remote) return;
  if (!peer.waiting_since) peer.waiting_since = now;
  const Milliseconds waited = now - *peer.waiting_since;
  if (waited >= kIceFailed) {
    peer.ice = Failed;
    peer.broken = true;
  } else if (peer.linked_to != 0 && peer.ice != Checking && peer.ice != Failed) {
    if (waited >= kIceDisconnected) peer.ice = Disconnected;
  } else {
    peer.ice = Checking;
  }
}

// Still on the pair that ICE chose: until a restart has found another one, or the machine has moved to another network.
bool Peers::is_linked(const PeerConnection& peer, const PeerConnection* other) const {
  if (other == nullptr || other->tab->is_asleep()) return false;
  const bool agreed = peer.linked_to == other->certificate && other->linked_to == peer.certificate;
  if (!agreed || peer.broken || other->broken) return false;
  return peer.linked_network == peer.tab->network() && other->linked_network == other->tab->network();
}

bool Peers::can_link(const PeerConnection& peer, const PeerConnection& other) const {
  if (!peer.local || !other.local || !other.remote) return false;
  const bool agreed = peer.remote->certificate == other.certificate && peer.remote->ufrag == other.local->ufrag &&
                      other.remote->certificate == peer.certificate && other.remote->ufrag == peer.local->ufrag;
  if (!agreed || !world_.is_path_up(*peer.tab, *other.tab)) return false;
  // The pair of an earlier network does not come back by itself.
  if (peer.linked_to != 0 && peer.local->ufrag == peer.linked_ufrag) return false;
  const auto knows = [](const PeerConnection& one, const PeerConnection& another) {
    const std::string wanted = fragment(another.certificate, another.local->ufrag);
    return std::find(one.remote_ufrags.begin(), one.remote_ufrags.end(), wanted) != one.remote_ufrags.end();
  };
  return knows(peer, other) || knows(other, peer);
}

}  // namespace parley::sim
