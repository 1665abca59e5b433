// The words by which enumerations cross the border to JavaScript. A word that JavaScript made up is not an error of ours.
#pragma once

#include <optional>
#include <string_view>

#include "client/app/effect.hpp"
#include "client/ui/frame.hpp"

namespace parley::browser {

std::string_view name_of(app::Timer timer);
std::string_view name_of(app::AccountAsk ask);
std::string_view name_of(call::devices::Kind kind);
std::string_view name_of(ui::Cursor cursor);
std::string_view name_of(ui::Video video);
std::string_view name_of(ui::VideoFit fit);

std::optional<app::Timer> timer_named(std::string_view name);
std::optional<call::devices::Kind> device_named(std::string_view name);
/// Everything unknown is `Other`.
call::DeviceProblem problem_named(std::string_view name);
/// Everything unknown is `Unreachable`.
call::RoomProblem room_problem_named(std::string_view name);
/// RTCIceConnectionState; "completed" is Connected.
std::optional<call::IceState> ice_state_named(std::string_view name);
std::optional<ui::PointerAction> pointer_action_named(std::string_view name);
/// Everything unknown is a mouse.
ui::PointerKind pointer_kind_named(std::string_view name);

}  // namespace parley::browser
