// What the HTTP API asks the hub, and what it is answered: the second way in, beside the messages of `/ws`. Who may ask what is
// decided by whoever knows the credential; `actor` says who that is.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "core/base/id.hpp"
#include "core/protocol/error_code.hpp"
#include "core/protocol/message.hpp"

namespace parley::hub {

/// Numbers an accepted socket for the life of the process; never reused.
using ConnectionId = std::uint64_t;
/// Numbers a question that waits for its answer.
using RequestId = std::uint64_t;

// ---- questions ------------------------------------------------------------------------------------------------------

/// The handshake of `/`: a session for a program. Answered by Admitted. The socket follows within `Config::hello`.
struct Admit {
  std::string name;
  std::optional<PersonId> id;  ///< the wished id; ours begin with "p-" and cannot be wished. Without one, one is issued
  std::string location;
  std::string device;
  std::optional<PersonId> actor;  ///< whose credential came with the handshake: this id is his already
  LoginId login;                  ///< of the account that the credential belongs to; empty: a guest
  std::vector<protocol::BlockedPerson> blocked;
  friend bool operator==(const Admit&, const Admit&) = default;
};

/// Whose is this session's token? Answered by Known.
struct WhoIs {
  std::string token;
  friend bool operator==(const WhoIs&, const WhoIs&) = default;
};

/// Who is online? Answered by Users. `actor` does not see those who have blocked him.
struct ListUsers {
  std::optional<PersonId> actor;
  friend bool operator==(const ListUsers&, const ListUsers&) = default;
};

/// `actor` is nobody where ids are trusted (Config::trust_ids); otherwise it must be the person named. All three are answered
/// by CallView, or refused.
struct StartCall {
  std::optional<PersonId> actor;
  PersonId caller;
  PersonId receiver;
  friend bool operator==(const StartCall&, const StartCall&) = default;
};
struct AnswerCall {
  std::optional<PersonId> actor;  ///< nobody: acts for the receiver
  CallId call;
  bool accept = false;
  friend bool operator==(const AnswerCall&, const AnswerCall&) = default;
};
struct EndCall {
  std::optional<PersonId> actor;
  CallId call;
  PersonId user;
  friend bool operator==(const EndCall&, const EndCall&) = default;
};

/// The call, for one of its parties (no-such-call to others): live, or ended and still readable. Answered by CallView.
struct FindCall {
  CallId call;
  PersonId person;
  friend bool operator==(const FindCall&, const FindCall&) = default;
};

/// A guest blocks somebody for as long as he is here. (An account's list comes by BlocksChanged.) Answered by Done.
struct SetBlocked {
  PersonId person;
  PersonId other;
  bool blocked = true;
  friend bool operator==(const SetBlocked&, const SetBlocked&) = default;
};

/// Whom has this guest blocked? Answered by Users; the name of somebody who left long ago is not known any more.
struct ListBlocked {
  PersonId person;
  friend bool operator==(const ListBlocked&, const ListBlocked&) = default;
};

using Question =
    std::variant<Admit, WhoIs, ListUsers, StartCall, AnswerCall, EndCall, FindCall, SetBlocked, ListBlocked>;

// ---- answers --------------------------------------------------------------------------------------------------------

/// A person as the call API shows him.
struct User {
  PersonId id;
  std::string name;
  std::string location;  ///< empty where none was told
  friend bool operator==(const User&, const User&) = default;
};

struct Admitted {
  SessionId session;
  std::string token;
  User user;
  friend bool operator==(const Admitted&, const Admitted&) = default;
};

struct Known {
  PersonId person;
  std::string name;
  SessionId session;
  LoginId login;                ///< empty: a guest
  std::int64_t here_since = 0;  ///< milliseconds since 1970, UTC: a guest's history begins there
  friend bool operator==(const Known&, const Known&) = default;
};

struct Users {
  std::vector<User> users;
  friend bool operator==(const Users&, const Users&) = default;
};

/// A call as the call API shows it.
struct CallView {
  CallId id;
  User caller;
  User receiver;
  protocol::CallStatus status{};
  std::optional<protocol::ErrorCode> refused{};  ///< with Error at its start: busy, offline, no-media-server
  std::optional<protocol::EndReason> reason{};   ///< once terminal
  bool room = true;                              ///< media runs through the media server
  friend bool operator==(const CallView&, const CallView&) = default;
};

struct Done {
  friend bool operator==(const Done&, const Done&) = default;
};

/// Nothing was changed.
struct Refused {
  protocol::ErrorCode code{};
  bool in_use = false;  ///< not-allowed: the wished id is somebody's, and his credential did not come
  std::optional<Milliseconds> retry_after{};
  friend bool operator==(const Refused&, const Refused&) = default;
};

using Reply = std::variant<Admitted, Known, Users, CallView, Done, Refused>;

}  // namespace parley::hub
