// Every number the hub obeys, each with the reason for its default. Reading options is main.cpp's business.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "core/base/id.hpp"
#include "core/base/time.hpp"
#include "core/protocol/limits.hpp"
#include "core/protocol/message.hpp"
#include "core/session/delivery.hpp"

namespace parley::hub {

struct Config {
  // ---- clocks ----

  /// How long a call rings: about ten rings of a telephone, the time to cross a flat.
  Milliseconds ring{45'000};
  /// How long a session outlives its socket: a lift, a tunnel, a reload on a slow phone.
  Milliseconds resume{60'000};
  /// From the socket (or a refused name) to the next hello: a program answers at once, a scanner never.
  Milliseconds hello{5'000};
  /// At most one presence flush in this time: below what a person notices, and a rush of people costs five a second.
  Milliseconds presence_batch{200};
  /// How long the end of a call can be read by a session that comes back: a dead socket is noticed after 75 s (two missed
  /// pings), and then the session has its grace.
  Milliseconds keep_ended{150'000};
  /// How long someone who left is "offline" and not "unknown": as long as a person may try again.
  Milliseconds departed{3'600'000};

  // ---- how many ----

  /// Sockets of one address: an office behind one address, but not a flood from one machine.
  std::size_t sockets_per_address = 64;
  /// Sessions at once; each costs some kilobytes here and as many in the kernel.
  std::size_t sessions = 20'000;
  /// Sessions of one person: more tabs and devices than anybody uses, and what one ring may cost.
  std::size_t sessions_per_person = 32;
  /// People that one person may have blocked: what one message may hold (protocol::Limits).
  std::size_t blocked_people = protocol::Limits{}.blocked;
  /// Departed people remembered; past it the oldest are forgotten first.
  std::size_t departed_people = 20'000;
  /// People in one part of a peer-list: what one message may hold (protocol::Limits).
  std::size_t people_per_list = protocol::Limits{}.people;
  /// People in one peer-joined: whoever is in it gets a copy of that part without himself, so parts are short.
  std::size_t people_per_batch = 32;
  /// Commands kept for a client that is away. Past it the client is reset.
  session::Outbox::Limits outbox{};

  // ---- rates an honest client never meets ----

  double messages_per_second = 50;
  double message_burst = 200;
  /// Rings of one person to the same person within a minute.
  std::size_t rings_to_one_per_minute = 10;
  /// Rings of one person to anybody within a minute: more than a hand can press. Bounds what is remembered of them.
  std::size_t rings_per_minute = 60;
  /// Lines of one person to everybody: each costs one frame for everybody who is here.
  double lines_to_all_per_second = 1.0 / 3;
  double lines_to_all_burst = 10;
  /// Messages that cannot be accepted, before the socket ends: a race may cause a few, only a broken client many.
  double bad_messages_per_second = 1;
  double bad_message_burst = 20;

  // ---- told to clients ----

  /// What messages are decoded with. An option may make it stricter, never wider.
  protocol::Limits message_limits{};
  std::vector<protocol::IceServer> ice_servers;
  std::vector<std::string> features;
  /// The relay's servers with credentials for this person, minted at this time (milliseconds since 1970, UTC). A pure function
  /// of its arguments; nothing where there is no relay. They are told after `ice_servers`.
  std::function<std::vector<protocol::IceServer>(const PersonId&, std::int64_t)> mint_relay;
  /// How often a session is told fresh ones: half their life.
  Milliseconds relay_renewal{300'000};

  // ---- who may come in, and how their media can run ----

  /// People without an account.
  bool guests = true;
  /// The call API believes the ids that requests name, as its first system did.
  bool trust_ids = false;
  /// There is a media server: calls between a browser of ours and a program of the call API are possible.
  bool media_server = false;
};

}  // namespace parley::hub
