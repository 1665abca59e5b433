// The peer connections of one tab, as far as a call's logic can tell them from real ones: signalling states, ICE user
// fragments and certificates, candidates, promises that reject or never settle, ICE's slow states, and packets, which flow
// only where both ends agree on both descriptions and the path between the two machines is up.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "client/app/effect.hpp"

namespace parley::sim {

class Browser;
class World;

/// A session description: what of it matters.
struct Description {
  bool offer = false;
  std::uint64_t certificate = 0;  ///< of the peer connection that made it, unique in the world
  std::uint32_t ufrag = 0;        ///< counts the ICE restarts of that connection
  std::uint64_t answers = 0;      ///< for an answer: the certificate and fragment of the offer
  std::uint32_t answers_ufrag = 0;
  friend bool operator==(const Description&, const Description&) = default;
};

std::string to_sdp(const Description& description);
std::optional<Description> from_sdp(const std::string& sdp);

struct PeerConnection {
  enum class Signalling { Stable, HaveLocalOffer, HaveRemoteOffer };

  std::uint64_t certificate = 0;
  Browser* tab = nullptr;
  call::PeerId number = 0;
  Signalling signalling = Signalling::Stable;
  std::uint32_t ufrags = 0;
  std::optional<Description> local;  ///< current: both sides agreed
  std::optional<Description> remote;
  std::optional<Description> pending;      ///< an offer without its answer, made here or there
  std::vector<std::string> remote_ufrags;  ///< of the candidates that were added
  bool gathered = false;                   ///< candidates were made for the newest local description

  call::IceState ice = call::IceState::New;
  std::uint64_t linked_to = 0;           ///< certificate of the other end; 0: never connected
  std::uint32_t linked_ufrag = 0;        ///< of our description when it was
  std::uint32_t linked_network = 0;      ///< which network our machine was in
  bool broken = false;                   ///< ICE gave the pair up: only a restart finds another
  std::optional<Instant> waiting_since;  ///< neither connected nor given up by ICE
  std::uint64_t packets = 0;
  std::array<call::CaptureId, 2> senders{};  ///< by devices::Kind

  std::uint32_t operations = 0;  ///< queued; one after the other, as in the page
  Instant free_at{};
};

class Peers {
 public:
  Peers(World& world, Browser& tab) : world_(world), tab_(tab) {}

  void run(const app::CreatePeer& effect);
  void run(const app::MakeOffer& effect);
  void run(const app::MakeAnswer& effect);
  void run(const app::ApplyAnswer& effect);
  void run(const app::AddCandidate& effect);
  void run(const app::AttachDevice& effect);
  void run(const app::ClosePeer& effect);
  void close_all();

  std::size_t size() const { return peers_.size(); }
  PeerConnection* find(call::PeerId number);
  PeerConnection* find_certificate(std::uint64_t certificate);
  /// Some sender carries a track.
  bool sends() const;

 private:
  using Operation = void (Peers::*)(PeerConnection& peer, call::Generation generation, const std::string& sdp);

  /// One after the other, each with its chance to be rejected or never to settle.
  void enqueue(call::PeerId number, call::Generation generation, std::string sdp, Operation operation);
  void fail(call::PeerId number, call::Generation generation, const char* reason);
  void make_offer(PeerConnection& peer, call::Generation generation, const std::string& restart);
  void make_answer(PeerConnection& peer, call::Generation generation, const std::string& offer);
  void apply_answer(PeerConnection& peer, call::Generation generation, const std::string& answer);
  void add_candidate(PeerConnection& peer, call::Generation generation, const std::string& ufrag);
  void gather(PeerConnection& peer, std::uint32_t ufrag);
  void pulse(call::PeerId number, std::uint64_t certificate);
  void look(PeerConnection& peer);
  bool is_linked(const PeerConnection& peer, const PeerConnection* other) const;
  bool can_link(const PeerConnection& peer, const PeerConnection& other) const;

  World& world_;
  Browser& tab_;
  std::map<call::PeerId, PeerConnection> peers_;
};

}  // namespace parley::sim
