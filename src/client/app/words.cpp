// The sentences of the client that are not the server's answers: one of cause, then one next step (visual.md, Voice).
// A step is offered only if its control is on the screen.
#include <algorithm>
#include <string>
#include <utility>
#include <variant>

#include "client/app/model.hpp"
#include "core/base/overloaded.hpp"

namespace parley::app {
namespace {

namespace consent = call::consent;
namespace devices = call::devices;
using call::DeviceProblem;
using protocol::EndReason;
using protocol::ErrorCode;
using session::Farewell;

// Rounded up, so that "0 s" is never promised.
std::int64_t seconds_until(Instant then, Instant now) {
  return std::max<std::int64_t>(1, ((then - now).count() + 999) / 1000);
}

const Farewell* farewell(const Model& model) {
  if (const auto* out = std::get_if<session::SignedOut>(&model.session.phase)) return out->why ? &*out->why : nullptr;
  return model.session.trouble ? &*model.session.trouble : nullptr;
}

bool is_about_name(const Farewell& why) {
  return why.code == ErrorCode::NameTaken || why.code == ErrorCode::NameInvalid || why.code == ErrorCode::NameReserved;
}

std::string sentence_of(const Farewell& why) {
  switch (why.kind) {
    case Farewell::Kind::ByOwnWish: return {};
    case Farewell::Kind::Refused:
      // For an account's name there is something close to suggest; the rest are names that could pass for the system's own.
      if (why.code == ErrorCode::NameReserved && why.suggestion.empty())
        return "The name " + why.name + " is reserved. Choose another.";
      return why.code ? protocol::sentence(*why.code, {why.name, why.suggestion, 0})
                      : std::string("The server does not accept this page. Ask whoever runs it.");
    case Farewell::Kind::NotAccepted: return "The server does not accept this page. Ask whoever runs it.";
    case Farewell::Kind::Closed:
      return why.reason.empty() ? "The server closed the connection. Press Join to come back."
                                : "The server closed the connection: " + why.reason + ". Press Join to come back.";
    case Farewell::Kind::Unreachable:
    case Farewell::Kind::Lost: return "The server cannot be reached. Check that you are online.";
  }
  return {};
}

std::string camera_words(DeviceProblem problem) {
  switch (problem) {
    case DeviceProblem::Denied:
      return "Your camera is blocked for this site. Allow it in the address bar, then turn the camera on.";
    case DeviceProblem::Dismissed:
      return "Nothing was chosen when the browser asked for the camera. Press again and choose Allow.";
    case DeviceProblem::BlockedBySystem:
      return "This device does not let the browser use the camera. Allow it in the system settings, then reload.";
    case DeviceProblem::Missing: return "No camera was found, so you joined with voice. Plug one in to turn it on.";
    case DeviceProblem::InUse: return "Another program is using the camera. Close it, then turn the camera on.";
    case DeviceProblem::Insecure: return "Browsers allow cameras only on secure pages. Open this page with https.";
    case DeviceProblem::Unplugged: return "The camera was unplugged. Plug it in, then turn the camera on.";
    case DeviceProblem::Other: return "The camera did not start. Turn the camera on to try again.";
  }
  return {};
}

std::string microphone_words(DeviceProblem problem) {
  switch (problem) {
    case DeviceProblem::Denied:
      return "Your microphone is blocked for this site. Allow it in the address bar, then press Unmute microphone.";
    case DeviceProblem::Dismissed:
      return "Nothing was chosen when the browser asked for the microphone. Press again and choose Allow.";
    case DeviceProblem::BlockedBySystem:
      return "This device does not let the browser use the microphone. Allow it in the system settings, then reload.";
    case DeviceProblem::Missing:
      return "No microphone was found, so nobody hears you. Plug one in, then press Unmute microphone.";
    case DeviceProblem::InUse:
      return "Another program is using the microphone. Close it, then press Unmute microphone.";
    case DeviceProblem::Insecure: return "Browsers allow microphones only on secure pages. Open this page with https.";
    case DeviceProblem::Unplugged: return "The microphone was unplugged. Plug it in, then press Unmute microphone.";
    case DeviceProblem::Other: return "The microphone did not start. Press Unmute microphone to try again.";
  }
  return {};
}

// What is being asked or was answered of the account is newer than why the last session ended.
bool about_account(const Model& model) {
  return model.account.problem || is_asking(model, AccountAsk::SignIn) || is_asking(model, AccountAsk::Create);
}

std::string account_problem(const Model& model, AccountProblem::At at) {
  const auto& problem = model.account.problem;
  return problem && problem->at == at ? problem->words : std::string();
}

// Of a call with a program, what there was of the media server.
std::string room_words(const Model& model) {
  if (model.room_problem == call::RoomProblem::Absent) {
    return "This copy of Parley was built without the media server's client, which calls with programs need. Ask "
           "whoever "
           "runs this server.";
  }
  if (model.room_problem == call::RoomProblem::Refused) return "The media server gave no access. Call again later.";
  return "Call again.";
}

const consent::Ended* ended(const Model& model) { return std::get_if<consent::Ended>(&model.consent.phase); }

}  // namespace

std::string name_error(const Model& model) {
  if (about_account(model)) return account_problem(model, AccountProblem::At::Name);
  const Farewell* why = farewell(model);
  return why && is_about_name(*why) ? sentence_of(*why) : std::string();
}

std::string password_error(const Model& model) { return account_problem(model, AccountProblem::At::Password); }

std::string entry_alert(const Model& model) {
  if (model.part == Part::Failed)
    return "The server cannot be reached. Check that you are online. Parley tries again by itself.";
  const Farewell* why = farewell(model);
  std::string words = why && !is_about_name(*why) ? sentence_of(*why) : std::string();
  return words.empty() ? account_problem(model, AccountProblem::At::Page) : words;
}

std::string new_password_error(const Model& model) { return account_problem(model, AccountProblem::At::NewPassword); }

std::string account_alert(const Model& model) {
  if (!model.account.confirming) return account_problem(model, AccountProblem::At::Page);
  return "The account " + model.account.name +
         " will be gone, and its name free for others. Press Delete account again to go on.";
}

std::string next_try(const Model& model, Instant now) {
  const auto* waiting = std::get_if<session::BackingOff>(&model.session.phase);
  if (!waiting || !farewell(model)) return {};
  return "Parley tries again in " + std::to_string(seconds_until(waiting->until, now)) + " s.";
}

std::string call_error(const Model& model) {
  if (model.empty_name) return "A call needs a name. Type one, or choose somebody below.";
  const auto* idle = std::get_if<consent::Idle>(&model.consent.phase);
  if (!idle || !idle->refusal) return {};
  const consent::Refusal& refusal = *idle->refusal;
  if (!refusal.code) return "The call could not be set up. Call again.";
  const Milliseconds wait = refusal.retry_after.value_or(Milliseconds{});
  return protocol::sentence(*refusal.code, {refusal.name, {}, std::max<std::int64_t>(1, (wait.count() + 999) / 1000)});
}

std::string connection_alert(const Model& model) {
  const Farewell* why = farewell(model);
  if (!why || std::holds_alternative<session::Online>(model.session.phase)) return {};
  return sentence_of(*why);
}

std::vector<Banner> banners(const Model& model, Instant now) {
  std::vector<Banner> shown;
  const protocol::Person* other = other_person(model);
  if (!other) return shown;
  if (link(model) == Link::Reconnecting) {
    const Instant end = model.negotiation.path_since + call::negotiation::kGiveUpAfter;
    shown.push_back({Banner::Kind::Warning, "Reconnecting. The connection to " + other->name + " dropped.",
                     "Your call is kept for " + std::to_string(seconds_until(end, now)) + " s."});
  }
  if (!std::holds_alternative<session::Online>(model.session.phase)) {
    shown.push_back({Banner::Kind::Warning,
                     "The server cannot be reached; your call goes on. Parley connects again by itself.",
                     {}});
  }
  if (const auto problem = devices::problem(model.devices, devices::Kind::Microphone)) {
    shown.push_back({Banner::Kind::Danger, microphone_words(*problem), {}});
  }
  if (const auto problem = devices::problem(model.devices, devices::Kind::Camera)) {
    shown.push_back({Banner::Kind::Warning, camera_words(*problem), {}});
  }
  settings::add_banners(model, shown);
  if (std::string words = sharing::problem_words(model); !words.empty()) {
    shown.push_back({Banner::Kind::Warning, std::move(words), {}});
  }
  if (std::string words = statistics::long_connecting(model, now); !words.empty())
    shown.push_back({Banner::Kind::Warning, std::move(words), {}});
  if (statistics::is_saving(model)) {
    shown.push_back(
        {Banner::Kind::Warning, "Your network is slow. Your video is paused so that your voice gets through.", {}});
  }
  if (statistics::other_is_saving(model)) {
    shown.push_back({Banner::Kind::Info, other->name + "'s video is paused: the network is slow.", {}});
  }
  if (std::string words = recording::hint(model); !words.empty())
    shown.push_back({Banner::Kind::Info, std::move(words), {}});
  if (std::string words = recording::trouble(model); !words.empty())
    shown.push_back({Banner::Kind::Danger, std::move(words), {}});
  if (model.sound_blocked) {
    shown.push_back({Banner::Kind::Warning, "The browser holds back sound until you tap. Press Play sound.", {}});
  }
  return shown;
}

std::string ended_heading(const Model& model) {
  const consent::Ended* over = ended(model);
  if (!over) return {};
  if (over->moved) {
    return over->call.device ? "You moved this call to " + *over->call.device
                             : std::string("You moved this call to another device");
  }
  if (over->elsewhere) {
    return over->call.device ? "Answered on " + *over->call.device : std::string("You answered on another device");
  }
  const std::string& name = other_person(model)->name;
  const bool by_me = over->call.ended_by == over->call.you;
  switch (over->call.reason.value_or(EndReason::Failed)) {
    case EndReason::HungUp: return by_me ? "You hung up" : name + " hung up";
    case EndReason::Cancelled: return "The call ended before you answered";
    case EndReason::ConnectionLost: return "The connection to " + name + " was lost";
    case EndReason::Declined: return name + " declined";
    case EndReason::NoAnswer: return name + " did not answer";
    case EndReason::Busy: return name + " is in another call";
    case EndReason::NoPath: return "The call to " + name + " could not connect";
    case EndReason::Failed: return "The call could not be set up";
  }
  return {};
}

std::string ended_detail(const Model& model) {
  const consent::Ended* over = ended(model);
  if (!over) return {};
  if (over->elsewhere) return "Continue there.";
  const std::string& name = other_person(model)->name;
  const Milliseconds talked = over->call.elapsed.value_or(Milliseconds{});
  const std::string duration = talked.count() > 0 ? spoken_duration(talked) + " with " + name : std::string();
  const auto with_duration = [&](std::string words) { return duration.empty() ? words : duration + ". " + words; };
  switch (over->call.reason.value_or(EndReason::Failed)) {
    case EndReason::HungUp: return duration;
    case EndReason::Cancelled: return "Call again.";
    case EndReason::ConnectionLost:
      if (!model.statistics.evidence.online) return with_duration(statistics::explanation(model));
      return with_duration("Check your network, then call again.");
    case EndReason::Declined: return over->call.room ? "Call again later." : "Send a message, or call again later.";
    case EndReason::NoAnswer: return "Call again, or wait for " + name + " to call back.";
    case EndReason::Busy: return "Call again in a while.";
    case EndReason::NoPath:
      if (over->call.room) return "The media server is out of reach. Try another network, or call again later.";
      return statistics::explanation(model);
    case EndReason::Failed: return room_words(model);
  }
  return {};
}

std::string spoken_duration(Milliseconds duration) {
  const std::int64_t seconds = std::max<std::int64_t>(0, duration.count() / 1000);
  if (seconds < 60) return std::to_string(seconds) + " s";
  if (seconds < 3600) return std::to_string(seconds / 60) + " min " + std::to_string(seconds % 60) + " s";
  return std::to_string(seconds / 3600) + " h " + std::to_string(seconds / 60 % 60) + " min";
}

std::string clock_duration(Milliseconds duration) {
  const std::int64_t seconds = std::max<std::int64_t>(0, duration.count() / 1000);
  const auto two = [](std::int64_t number) { return (number < 10 ? "0" : "") + std::to_string(number); };
  if (seconds < 3600) return std::to_string(seconds / 60) + ":" + two(seconds % 60);
  return std::to_string(seconds / 3600) + ":" + two(seconds / 60 % 60) + ":" + two(seconds % 60);
}

std::string_view presence_words(protocol::Presence presence) {
  switch (presence) {
    case protocol::Presence::Free: return "Free";
    case protocol::Presence::Busy: return "Busy, in a call";
    case protocol::Presence::Away: return "Away";
    case protocol::Presence::DoNotDisturb: return "Do not disturb";
  }
  return {};
}

}  // namespace parley::app
