// One call as the hub keeps it: consent, the two sides, and what is known of its negotiation. Plain state with its
// transitions; who may cause them and who is told is consent.hpp's and relay.hpp's business.
//
//   Dialling --accept--> Ongoing --end--> Ended | Error
//       |
//       +--end--> Ended (cancelled, connection lost) | Declined | Missed | Error
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/base/id.hpp"
#include "core/base/time.hpp"
#include "core/protocol/message.hpp"
#include "server/hub/deadlines.hpp"
#include "server/hub/effect.hpp"
#include "server/hub/question.hpp"
#include "server/hub/sessions.hpp"

namespace parley::hub {

/// One side of a call.
struct Party {
  protocol::Person face;                           ///< as the other side sees it
  PersonId claimed_as;                             ///< the id under which a restarted server's clients know this side
  std::string location;                            ///< of the person, as programs are shown it
  SessionId session;                               ///< bound to it; the receiver's is empty until accepted
  std::string device;                              ///< of that session
  std::optional<MessageId> request;                ///< the call-request of that session
  std::optional<protocol::CallMedia> media;        ///< the latest, as the other side was or will be sent it
  std::uint32_t media_seen = 0;                    ///< version of the latest, as its sender counts
  bool connected = false;                          ///< has reported media of the other side
  std::size_t candidates = 0;                      ///< of the current generation
  std::optional<protocol::Quality> noted_quality;  ///< the last one that is in the call's story
  Instant noted_at{};                              ///< when it came there
};

struct CallEntry {
  CallId id;
  std::uint32_t version = 1;
  Party caller;
  Party receiver;
  protocol::Media media = protocol::Media::Video;
  protocol::CallStatus status = protocol::CallStatus::Dialling;
  std::optional<protocol::EndReason> reason;
  std::optional<protocol::Side> ended_by;
  std::optional<protocol::Media> accepted;
  bool room = false;  ///< media runs through the media server: nothing is negotiated here
  SessionId
      meeting;  ///< rings in this session of the receiver alone: both are at a meeting point. Empty: an ordinary call

  protocol::Generation generation = 1;
  std::uint32_t unanswered_offers = 1;  ///< of this generation; an answer without one is forged or late
  std::vector<protocol::Message>
      early;  ///< while Dialling: the offer, then the caller's candidates, for sessions that come later

  Instant ring_until{};
  std::optional<Instant>
      started;              ///< when both sides had reported media; between programs, who report none: when accepted
  Milliseconds duration{};  ///< once terminal
  std::int64_t requested_at = 0;  ///< milliseconds since 1970, UTC
  std::optional<std::int64_t> accepted_at;
  std::optional<std::int64_t> connected_at;  ///< when both sides had reported media
  std::optional<std::int64_t> ended_at;

  std::uint32_t notes = 0;  ///< number of the last event of its story

  std::optional<Deadlines::Handle> due;  ///< the ring clock while Dialling, forgetting once terminal

  bool is_live() const { return !protocol::is_terminal(status); }
  bool is_dialling() const { return status == protocol::CallStatus::Dialling; }

  Party& party(protocol::Side side) { return side == protocol::Side::Caller ? caller : receiver; }
  const Party& party(protocol::Side side) const { return side == protocol::Side::Caller ? caller : receiver; }

  /// The side of this person; nothing for third parties.
  std::optional<protocol::Side> side_of(const PersonId& person) const;

  /// A side is this session's from now on.
  void bind(protocol::Side side, const Session& session);

  /// Another session of this side's person goes on with the call, as if its page had been reloaded.
  void hand_over(protocol::Side side, const Session& session);

  /// Dialling -> Ongoing. The receiver's session is bound from now on.
  void accept(const Session& session, protocol::Media with, std::int64_t wall);

  /// Live -> terminal.
  void end(protocol::CallStatus status, protocol::EndReason reason, std::optional<protocol::Side> by, Instant now,
           std::int64_t wall);

  /// One side reports media of the other. True if the duration starts with it.
  bool connect(protocol::Side side, Instant now, std::int64_t wall);

  /// A new negotiation: the counts of the old one are void.
  void begin_generation(protocol::Generation next);

  /// The call as programs see it.
  CallView view() const;

  /// The call as this session of `/ws` sees it.
  protocol::Call snapshot(protocol::Side side, const SessionId& session, Instant now) const;

  CallRecord record() const;
};

}  // namespace parley::hub
