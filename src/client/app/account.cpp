#include "client/app/account.hpp"

#include <array>
#include <chrono>
#include <utility>

#include "client/app/account_answers.hpp"
#include "client/app/model.hpp"
#include "core/protocol/text_rule.hpp"

namespace parley::app {
namespace {

using At = AccountProblem::At;
using protocol::CallStatus;
using protocol::EndReason;

constexpr std::string_view kOutOfReach = "The server cannot be reached. Check that you are online, then try again.";

bool well(std::uint32_t status) { return status >= 200 && status < 300; }

std::string token_of(const AccountState& state) { return state.login ? state.login->token.value_or("") : ""; }

AccountRequest numbered(AccountState& state, AccountAsk ask) {
  AccountRequest request;
  request.number = ++state.requests;
  request.ask = ask;
  request.token = token_of(state);
  return request;
}

void ask_for_logins(AccountState& state, Effects& effects) {
  AccountRequest request = numbered(state, AccountAsk::Logins);
  state.logins_asked = request.number;
  effects.push_back(std::move(request));
}

/// What is wrong with a wish before anybody is asked.
std::optional<AccountProblem> missing(const AccountWish& wish) {
  const bool nameless = wish.name.find_first_not_of(" \t") == std::string::npos;
  switch (wish.ask) {
    case AccountAsk::SignIn:
      if (nameless) return AccountProblem{At::Name, "Signing in needs a name. Type the name of your account."};
      if (wish.password.empty())
        return AccountProblem{At::Password, "Type the password of your account, then sign in."};
      break;
    case AccountAsk::Create:
      if (nameless) return AccountProblem{At::Name, "An account needs a name. Type one."};
      if (wish.password.empty())
        return AccountProblem{At::Password, "An account needs a password. Choose at least 8 characters."};
      break;
    case AccountAsk::ChangePassword:
      if (wish.password.empty()) return AccountProblem{At::Password, "Type the password that you have now."};
      if (wish.new_password.empty()) return AccountProblem{At::NewPassword, "Choose at least 8 characters."};
      break;
    case AccountAsk::Delete:
      if (wish.password.empty())
        return AccountProblem{At::Password, "Type your password, then press Delete account again."};
      break;
    case AccountAsk::SignOut:
    case AccountAsk::Logins:
    case AccountAsk::EndLogin:
    case AccountAsk::EndLogins:
    case AccountAsk::Calls: break;
  }
  return std::nullopt;
}

/// The place and the words of a refusal. The server's own sentence stands where none of ours fits better.
AccountProblem problem_of(AccountAsk ask, std::uint32_t status, const AnswerWords& said) {
  const bool signing_in = ask == AccountAsk::SignIn || ask == AccountAsk::Create;
  const bool with_password = signing_in || ask == AccountAsk::ChangePassword || ask == AccountAsk::Delete;
  if (ask == AccountAsk::SignOut)
    return {At::Page, "You are signed out here, but the server does not know. Sign in and out again later."};
  At at = with_password ? At::Password : At::Page;
  if (signing_in && said.code.compare(0, 5, "name-") == 0) at = At::Name;
  if (ask == AccountAsk::ChangePassword && said.code == "password-invalid") at = At::NewPassword;
  if (status == 0) return {at, std::string(kOutOfReach)};
  if (said.code == "wrong-password" && !signing_in) return {at, "That is not your password. Check it and try again."};
  if (said.code == "unavailable") return {at, "The server cannot look up accounts now. Try again in a while."};
  const bool sayable = !said.message.empty() && !protocol::check_text(protocol::Text::Sentence, said.message, {});
  return {at, sayable ? said.message : "The server could not do that. Try again in a while."};
}

/// The browser is signed in to nothing any more.
void leave(AccountState& state, Effects& effects) {
  state.login.reset();
  forget_person(state);
  effects.push_back(StoreAccount{});
}

AccountOutcome came_true(AccountState& state, const AccountRequest& asked, const AccountAnswered& event,
                         const AnswerWords& said) {
  AccountOutcome outcome;
  ++state.done;
  state.confirming = false;
  switch (asked.ask) {
    case AccountAsk::SignIn:
    case AccountAsk::Create:
      state.name = said.name.empty() ? asked.name : said.name;
      state.login = protocol::AccountLogin{event.token.empty() ? std::nullopt : std::optional(event.token)};
      // The token of a page of another origin is this tab's alone.
      if (event.token.empty()) outcome.effects.push_back(StoreAccount{state.name});
      outcome.session = session::Join{state.name, state.login};
      if (asked.ask == AccountAsk::Create) outcome.said = "The account " + state.name + " is created.";
      break;
    case AccountAsk::EndLogin:
      outcome.said = asked.name + " is signed out.";
      ask_for_logins(state, outcome.effects);
      break;
    case AccountAsk::ChangePassword:
      if (!event.token.empty()) state.login = protocol::AccountLogin{event.token};
      outcome.said = "The password is changed. All other devices are signed out.";
      ask_for_logins(state, outcome.effects);
      break;
    case AccountAsk::EndLogins:
    case AccountAsk::Delete:
      outcome.said = asked.ask == AccountAsk::Delete ? "The account " + state.name + " is deleted."
                                                     : "You are signed out everywhere.";
      leave(state, outcome.effects);
      outcome.session = session::SignOut{};
      break;
    case AccountAsk::SignOut:
    case AccountAsk::Logins:
    case AccountAsk::Calls: break;
  }
  return outcome;
}

}  // namespace

AccountOutcome wish(AccountState& state, const AccountWish& event) {
  AccountOutcome outcome;
  if (state.asked && state.asked->ask != AccountAsk::SignOut) return outcome;  // one after the other
  state.problem = missing(event);
  const bool confirmed = state.confirming;
  state.confirming = false;
  if (state.problem) return outcome;
  if (event.ask == AccountAsk::Delete && !confirmed) {
    state.confirming = true;
    return outcome;
  }
  AccountRequest request = numbered(state, event.ask);
  request.name = event.name;
  request.login = event.login;
  if (event.ask == AccountAsk::SignIn || event.ask == AccountAsk::Create) request.token.clear();
  state.asked = request;
  state.asked->token.clear();
  request.password = event.password;
  request.new_password = event.new_password;
  outcome.effects.push_back(std::move(request));
  return outcome;
}

AccountOutcome show(AccountState& state, const ShowAccount& event) {
  AccountOutcome outcome;
  state.open = state.confirming = false;
  state.logins_asked = 0;
  state.problem.reset();
  // Opened by the answer, whichever it is: nothing in the dialog may move away under a finger when the list comes.
  if (event.shown && state.login) ask_for_logins(state, outcome.effects);
  return outcome;
}

AccountOutcome answered(AccountState& state, const AccountAnswered& event, Instant now) {
  state.clock = {static_cast<std::int64_t>(event.local), static_cast<std::int64_t>(event.local - event.utc), now};
  if (event.number == state.logins_asked) {
    state.logins_asked = 0;
    state.open = true;
    if (auto logins = well(event.status) ? logins_in(event.body) : std::nullopt)
      state.logins = std::move(*logins);
    else
      state.problem = problem_of(AccountAsk::Logins, event.status, words_in(event.body));
    return {};
  }
  if (event.number == state.calls_asked) {
    state.calls_asked = 0;
    if (auto calls = well(event.status) ? calls_in(event.body) : std::nullopt)
      state.calls = std::move(*calls);
    else
      state.calls_due = true;  // tried again when something changes; a list that does not come is no news
    return {};
  }
  if (!state.asked || state.asked->number != event.number) return {};
  const AccountRequest asked = *std::exchange(state.asked, std::nullopt);
  const AnswerWords said = words_in(event.body);
  if (well(event.status)) return came_true(state, asked, event, said);
  if (asked.ask == AccountAsk::SignOut && event.status == 401) return {};  // another tab was first
  state.problem = problem_of(asked.ask, event.status, said);
  state.confirming = false;
  return {};
}

AccountOutcome sign_out(AccountState& state) {
  AccountOutcome outcome;
  state.problem.reset();
  if (!state.login) return outcome;
  AccountRequest request = numbered(state, AccountAsk::SignOut);
  state.asked = request;
  state.asked->token.clear();
  outcome.effects.push_back(std::move(request));
  leave(state, outcome.effects);
  return outcome;
}

AccountOutcome login_over(AccountState& state) {
  AccountOutcome outcome;
  leave(state, outcome.effects);
  return outcome;
}

Effects ask_for_calls(AccountState& state, const std::string& token) {
  state.calls_due = false;
  AccountRequest request = numbered(state, AccountAsk::Calls);
  request.token = token;
  state.calls_asked = request.number;
  Effects effects;
  effects.push_back(std::move(request));
  return effects;
}

void forget_person(AccountState& state) {
  state.open = state.confirming = state.calls_due = false;
  state.logins_asked = state.calls_asked = 0;
  state.problem.reset();
  state.logins.clear();
  state.calls.clear();
}

// ---- words for the lists

std::string day_or_time(const WallClock& clock, std::int64_t at, Instant now) {
  using namespace std::chrono;
  constexpr std::int64_t kDay = 86'400'000;
  constexpr std::array kDays{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  constexpr std::array kMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const auto day_of = [](std::int64_t local) { return year_month_day(sys_days(days(local / kDay))); };
  const std::int64_t then = at + clock.zone;
  const std::int64_t today = clock.local + (now - clock.read_at).count();
  const std::int64_t ago = today / kDay - then / kDay;
  if (ago <= 0) {
    const std::int64_t minutes = then / 60'000 % 1440;
    const auto two = [](std::int64_t number) { return (number < 10 ? "0" : "") + std::to_string(number); };
    return two(minutes / 60) + ":" + two(minutes % 60);
  }
  if (ago == 1) return "Yesterday";
  if (ago < 7) return kDays[static_cast<std::size_t>((then / kDay + 4) % 7)];  // day 0 was a Thursday
  const year_month_day day = day_of(then);
  std::string words =
      std::to_string(static_cast<unsigned>(day.day())) + " " + kMonths[static_cast<unsigned>(day.month()) - 1U];
  if (day.year() != day_of(today).year()) words += " " + std::to_string(static_cast<int>(day.year()));
  return words;
}

std::string call_words(const RecentCall& call) {
  const bool video = call.media == protocol::Media::Video;
  std::string words;
  if (call.missed) {
    words = video ? "Missed video call" : "Missed voice call";
  } else if (call.status == CallStatus::Declined) {
    words = call.outgoing ? "Declined" : "You declined";
  } else if (call.status == CallStatus::Missed) {
    words = "No answer";
  } else if (call.reason == EndReason::Cancelled) {
    words = "Cancelled";
  } else if (call.reason == EndReason::Busy) {
    words = "In another call";
  } else if (call.status == CallStatus::Error) {
    words = "Could not connect";
  } else {
    words = video ? "Video call" : "Voice call";
    const std::int64_t seconds = call.talked.count() / 1000;
    if (seconds >= 3600)
      words += ", " + spoken_duration(call.talked);
    else if (seconds >= 60)
      words += ", " + std::to_string(seconds / 60) + " min";
    else if (seconds > 0)
      words += ", " + std::to_string(seconds) + " s";
  }
  if (call.count > 1) words += ", " + std::to_string(call.count) + " calls";
  return words;
}

std::string login_words(const WallClock& clock, const ListedLogin& login, Instant now) {
  if (login.here) return "This device";
  std::string when = day_or_time(clock, login.used_at, now);
  if (when == "Yesterday") return "Last used yesterday";
  return (when.find(':') == std::string::npos ? "Last used on " : "Last used at ") + when;
}

}  // namespace parley::app
