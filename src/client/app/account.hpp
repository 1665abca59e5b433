// The account of this browser and what the server keeps for its person: signing in and out, the dialog "Account", the last
// calls. The signalling session is core/session; what is said on which screen is words.cpp.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "client/app/event.hpp"
#include "core/base/time.hpp"
#include "core/protocol/message.hpp"

namespace parley::app {

/// A device that this account is signed in on. `shown` is unique in the list ("Firefox on Linux 2").
struct ListedLogin {
  std::string id;
  std::string shown;
  std::int64_t used_at = 0;  ///< milliseconds since 1970, UTC
  bool here = false;         ///< this browser
  friend bool operator==(const ListedLogin&, const ListedLogin&) = default;
};

/// Somebody with whom there were calls: the latest one, and how many. `shown` is unique in the list.
struct RecentCall {
  PersonId person;
  std::string name;
  std::string shown;
  protocol::Media media{};
  protocol::CallStatus status{};
  std::optional<protocol::EndReason> reason;
  bool outgoing = false;
  bool missed = false;
  std::uint32_t count = 1;
  std::int64_t at = 0;  ///< when it was asked for: milliseconds since 1970, UTC
  Milliseconds talked{};
  friend bool operator==(const RecentCall&, const RecentCall&) = default;
};

/// Why the latest wish did not come true, and where that is said.
struct AccountProblem {
  enum class At { Name, Password, NewPassword, Page };
  At at{};
  std::string words;
  friend bool operator==(const AccountProblem&, const AccountProblem&) = default;
};

/// The local wall clock, as it was read with the latest answer.
struct WallClock {
  std::int64_t local = 0;  ///< milliseconds since 1970
  std::int64_t zone = 0;   ///< milliseconds from UTC to it
  Instant read_at{};
  friend bool operator==(const WallClock&, const WallClock&) = default;
};

struct AccountState {
  std::string name;                             ///< also after the login has ended: for the field on Entry
  std::optional<protocol::AccountLogin> login;  ///< this browser is signed in to that account
  std::uint32_t requests = 0;                   ///< so many were numbered
  std::optional<AccountRequest> asked;          ///< what the person wished and is unanswered; without secrets
  std::optional<AccountProblem> problem;
  bool open = false;               ///< the dialog is shown
  bool confirming = false;         ///< "Delete account" was pressed once
  std::uint32_t done = 0;          ///< so many wishes came true: what was typed for them is emptied
  std::uint32_t logins_asked = 0;  ///< number of the latest request for the list; 0: answered
  std::vector<ListedLogin> logins;
  std::uint32_t calls_asked = 0;  ///< the same of the calls
  bool calls_due = false;         ///< the list is older than the latest call
  std::vector<RecentCall> calls;  ///< newest first
  WallClock clock;
  friend bool operator==(const AccountState&, const AccountState&) = default;
};

/// What follows from an event of the account, beside the new state.
struct AccountOutcome {
  Effects effects;
  std::optional<session::Event> session;  ///< for the signalling session
  std::string said;                       ///< politely
};

AccountOutcome wish(AccountState& state, const AccountWish& event);
AccountOutcome show(AccountState& state, const ShowAccount& event);
AccountOutcome answered(AccountState& state, const AccountAnswered& event, Instant now);
/// The session signs out; its login is to end, too.
AccountOutcome sign_out(AccountState& state);
/// The server has ended the login.
AccountOutcome login_over(AccountState& state);
/// Asks for the last calls, if that is not being done. `token`: the session's.
Effects ask_for_calls(AccountState& state, const std::string& token);
/// The session is over: what belonged to its person goes.
void forget_person(AccountState& state);

// ---- words for the lists

/// "10:42", "Yesterday", "Mon", "3 Nov" or "3 Nov 2025".
std::string day_or_time(const WallClock& clock, std::int64_t at, Instant now);
/// "Missed video call", "Voice call, 4 min", "No answer, 3 calls".
std::string call_words(const RecentCall& call);
/// "This device", "Last used at 10:42", "Last used yesterday".
std::string login_words(const WallClock& clock, const ListedLogin& login, Instant now);

}  // namespace parley::app
