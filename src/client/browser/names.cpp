#include "client/browser/names.hpp"

#include <array>
#include <cstddef>
#include <utility>

namespace parley::browser {
namespace {

template <class Value, std::size_t N>
using Names = std::array<std::pair<Value, std::string_view>, N>;

template <class Value, std::size_t N>
std::string_view find_name(const Names<Value, N>& names, Value value) {
  for (const auto& [one, name] : names)
    if (one == value) return name;
  return {};
}

template <class Value, std::size_t N>
std::optional<Value> find_value(const Names<Value, N>& names, std::string_view wanted) {
  for (const auto& [value, name] : names)
    if (name == wanted) return value;
  return std::nullopt;
}

constexpr Names<app::Timer, 12> kTimers{{
    {app::Timer::Connect, "connect"},
    {app::Timer::Backoff, "backoff"},
    {app::Timer::Pong, "pong"},
    {app::Timer::Heartbeat, "heartbeat"},
    {app::Timer::Patience, "patience"},
    {app::Timer::Preparation, "preparation"},
    {app::Timer::RingLimit, "ring-limit"},
    {app::Timer::Reconnect, "reconnect"},
    {app::Timer::Setup, "setup"},
    {app::Timer::Notice, "notice"},
    {app::Timer::RecordingNews, "recording-news"},
    {app::Timer::ShareProblem, "share-problem"},
}};

constexpr Names<call::devices::Kind, 2> kDevices{{
    {call::devices::Kind::Microphone, "microphone"},
    {call::devices::Kind::Camera, "camera"},
}};

constexpr Names<call::DeviceProblem, 6> kProblems{{
    {call::DeviceProblem::Denied, "denied"},
    {call::DeviceProblem::Dismissed, "dismissed"},
    {call::DeviceProblem::BlockedBySystem, "blocked-by-system"},
    {call::DeviceProblem::Missing, "missing"},
    {call::DeviceProblem::InUse, "in-use"},
    {call::DeviceProblem::Insecure, "insecure"},
}};

constexpr Names<call::IceState, 7> kIceStates{{
    {call::IceState::New, "new"},
    {call::IceState::Checking, "checking"},
    {call::IceState::Connected, "connected"},
    {call::IceState::Connected, "completed"},
    {call::IceState::Disconnected, "disconnected"},
    {call::IceState::Failed, "failed"},
    {call::IceState::Closed, "closed"},
}};

constexpr Names<ui::PointerAction, 5> kPointerActions{{
    {ui::PointerAction::kMove, "move"},
    {ui::PointerAction::kDown, "down"},
    {ui::PointerAction::kUp, "up"},
    {ui::PointerAction::kCancel, "cancel"},
    {ui::PointerAction::kLeave, "leave"},
}};

}  // namespace

std::string_view name_of(app::Timer timer) { return find_name(kTimers, timer); }
std::string_view name_of(app::AccountAsk ask) {
  switch (ask) {
    case app::AccountAsk::SignIn: return "sign-in";
    case app::AccountAsk::Create: return "create";
    case app::AccountAsk::SignOut: return "sign-out";
    case app::AccountAsk::Logins: return "logins";
    case app::AccountAsk::EndLogin: return "end-login";
    case app::AccountAsk::EndLogins: return "end-logins";
    case app::AccountAsk::ChangePassword: return "change-password";
    case app::AccountAsk::Delete: return "delete";
    case app::AccountAsk::Calls: return "calls";
  }
  return {};
}
std::string_view name_of(call::devices::Kind kind) { return find_name(kDevices, kind); }

std::string_view name_of(ui::Cursor cursor) {
  switch (cursor) {
    case ui::Cursor::kPointer: return "pointer";
    case ui::Cursor::kText: return "text";
    case ui::Cursor::kDefault: break;
  }
  return "default";
}

std::string_view name_of(ui::Video video) {
  switch (video) {
    case ui::Video::kLocal: return "local";
    case ui::Video::kScreen: return "screen";
    case ui::Video::kRemote: break;
  }
  return "remote";
}
std::string_view name_of(ui::VideoFit fit) { return fit == ui::VideoFit::kContain ? "contain" : "cover"; }

std::optional<app::Timer> timer_named(std::string_view name) { return find_value(kTimers, name); }
std::optional<call::devices::Kind> device_named(std::string_view name) { return find_value(kDevices, name); }

call::DeviceProblem problem_named(std::string_view name) {
  return find_value(kProblems, name).value_or(call::DeviceProblem::Other);
}

call::RoomProblem room_problem_named(std::string_view name) {
  if (name == "absent") return call::RoomProblem::Absent;
  if (name == "refused") return call::RoomProblem::Refused;
  return call::RoomProblem::Unreachable;
}

std::optional<call::IceState> ice_state_named(std::string_view name) { return find_value(kIceStates, name); }
std::optional<ui::PointerAction> pointer_action_named(std::string_view name) {
  return find_value(kPointerActions, name);
}

ui::PointerKind pointer_kind_named(std::string_view name) {
  if (name == "touch") return ui::PointerKind::kTouch;
  if (name == "pen") return ui::PointerKind::kPen;
  return ui::PointerKind::kMouse;
}

}  // namespace parley::browser
