#include "core/protocol/error_code.hpp"

#include <cassert>
#include <cstddef>
#include <span>

#include "core/protocol/limits.hpp"
#include "core/protocol/text_rule.hpp"
#include "core/protocol/wire_names.hpp"

namespace parley::protocol {
namespace {

// In the order of ErrorCode. In a sentence {name|this word} means: the name, or this word where none is known.
//
// Close codes are 4000 plus the HTTP status that says about the same; 0 stands for what a connection survives. A client comes
// back by itself only where doing the same again can help.
constexpr std::array kRows = {
    ErrorRow{ErrorCode::NameTaken, "name-taken",
             "The name {name|you chose} is taken. Choose another, for example {suggestion|one with a number}.",
             Retry::Never, 0},
    ErrorRow{ErrorCode::NameInvalid, "name-invalid",
             "A name has 1 to 32 characters, without line breaks or hidden ones. Change it and join again.",
             Retry::Never, 0},
    ErrorRow{ErrorCode::NameReserved, "name-reserved",
             "The name {name|you chose} belongs to an account. Sign in with its password, or choose another.",
             Retry::Never, 0},
    ErrorRow{ErrorCode::TokenExpired, "token-expired",
             "You have been signed out because some time has passed. Sign in again.", Retry::Never, 4401},
    ErrorRow{ErrorCode::WrongPassword, "wrong-password", "Name and password do not match. Check both and try again.",
             Retry::Never, 0},
    ErrorRow{ErrorCode::UnknownPerson, "unknown-person", "Nobody here is called {name|that}. Check the spelling.",
             Retry::Never, 0},
    ErrorRow{ErrorCode::Offline, "offline", "{name|This person} is not online. Try later.", Retry::Never, 0},
    ErrorRow{ErrorCode::Busy, "busy", "{name|This person} is in another call. Call again in a while.", Retry::Never, 0},
    ErrorRow{ErrorCode::DoNotDisturb, "do-not-disturb",
             "{name|This person} does not want to be disturbed. Send a message, or call later.", Retry::Never, 0},
    ErrorRow{ErrorCode::SelfCall, "self-call", "That is your own name. Choose someone else.", Retry::Never, 0},
    ErrorRow{ErrorCode::NotInCall, "not-in-call", "That needs a call, and this one has ended. Call again first.",
             Retry::Never, 0},
    ErrorRow{ErrorCode::NotAllowed, "not-allowed", "The server does not allow this now. Finish the call first.",
             Retry::Never, 0},
    ErrorRow{ErrorCode::NoSuchCall, "no-such-call", "This call is no longer there. Go back and call again.",
             Retry::Never, 0},
    ErrorRow{ErrorCode::CallOver, "call-over", "The call ended before you answered. Call back.", Retry::Never, 0},
    ErrorRow{ErrorCode::NoMediaServer, "no-media-server",
             "The program of {name|this person} needs a media server, and none is set up here. Ask whoever runs this "
             "server.",
             Retry::Never, 0},
    ErrorRow{ErrorCode::RoomFull, "room-full", "Two people are already there. Call someone by name.", Retry::Never, 0},
    ErrorRow{ErrorCode::RateLimited, "rate-limited", "That was a lot in a short time. Try again in {seconds|a moment}.",
             Retry::ByItself, 4429},
    ErrorRow{ErrorCode::TooLarge, "too-large", "The message is too long. Shorten it or send it in parts.", Retry::Never,
             4413},
    ErrorRow{ErrorCode::BadMessage, "bad-message",
             "This page and the server did not understand each other. Reload the page.", Retry::Never, 4400},
    ErrorRow{ErrorCode::ServerFull, "server-full", "The server is full. Try again in a few minutes.", Retry::Never,
             4507},
    ErrorRow{ErrorCode::ServerStopping, "server-stopping",
             "The server is restarting. Parley tries again by itself; you can also press Join.", Retry::ByItself, 4503},
    ErrorRow{ErrorCode::VersionUnsupported, "version-unsupported",
             "This page is older than the server. Reload to get the new version.", Retry::Never, 4426},
    ErrorRow{ErrorCode::Replaced, "replaced", "Another tab took this session over. Go on there, or press Join.",
             Retry::Never, 4409},
    ErrorRow{ErrorCode::SignedOut, "signed-out", "You have been signed out. Sign in again, or press Join.",
             Retry::Never, 4410},
    ErrorRow{ErrorCode::HelloTimeout, "hello-timeout",
             "The server waited too long for this page. Parley tries again by itself; you can also press Join.",
             Retry::ByItself, 4408},
    ErrorRow{ErrorCode::GuestsOff, "guests-off",
             "This server lets in only people with an account. Sign in, or create one.", Retry::Never, 0},
};

constexpr bool in_order() {
  for (std::size_t index = 0; index < kRows.size(); ++index) {
    if (static_cast<std::size_t>(kRows[index].code) != index) return false;
  }
  return true;
}
static_assert(in_order() && kRows.back().code == ErrorCode::GuestsOff, "one row for each code, in its order");

constexpr auto kWireNames = [] {
  std::array<std::string_view, kRows.size()> names{};
  for (std::size_t index = 0; index < names.size(); ++index) names[index] = kRows[index].wire;
  return names;
}();

/// A name that cannot be one (too long, hidden characters) is not repeated: the word that fits stands for it.
std::string quotable(std::string_view name) {
  return check_text(Text::Name, name, Limits{}) ? std::string() : std::string(name);
}

std::string value_of(std::string_view placeholder, const SentenceParts& parts) {
  if (placeholder == "name") return quotable(parts.name);
  if (placeholder == "suggestion") return quotable(parts.suggestion);
  assert(placeholder == "seconds");
  return parts.seconds > 0 ? std::to_string(parts.seconds) + " s" : std::string();
}

}  // namespace

template <>
std::span<const std::string_view> wire_names<ErrorCode>() {
  return kWireNames;
}

const ErrorRow& row(ErrorCode code) {
  const auto index = static_cast<std::size_t>(code);
  assert(index < kRows.size());
  return kRows[index];
}

std::optional<ErrorCode> error_code_from_wire(std::string_view wire) {
  for (const ErrorRow& candidate : kRows) {
    if (candidate.wire == wire) return candidate.code;
  }
  return std::nullopt;
}

std::optional<ErrorCode> error_code_from_close(std::uint16_t close_code) {
  if (close_code == 0) return std::nullopt;
  for (const ErrorRow& candidate : kRows) {
    if (candidate.close_code == close_code) return candidate.code;
  }
  return std::nullopt;
}

std::string sentence(ErrorCode code, const SentenceParts& parts) {
  std::string_view rest = row(code).sentence;
  std::string text;
  for (auto open = rest.find('{'); open != std::string_view::npos; open = rest.find('{')) {
    const auto bar = rest.find('|', open);
    const auto close = rest.find('}', bar);
    text += rest.substr(0, open);
    const std::string value = value_of(rest.substr(open + 1, bar - open - 1), parts);
    text += value.empty() ? rest.substr(bar + 1, close - bar - 1) : std::string_view(value);
    rest.remove_prefix(close + 1);
  }
  text += rest;
  return text;
}

}  // namespace parley::protocol
