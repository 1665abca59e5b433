// Models in the states that the screens are made for, each in one line.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "client/app/model.hpp"

namespace parley::ui::test {

inline constexpr Instant kNow{Milliseconds(100'000)};

protocol::Person person(std::string_view name, std::string_view initials, int hue,
                        protocol::Presence presence = protocol::Presence::Free);

app::Model entry();
app::Model entry_refused(protocol::ErrorCode code);
app::Model entry_closed();
/// A sign-in was refused.
app::Model entry_wrong_password();
app::Model idle(int people = 6);
/// Signed in to an account, with calls of the last days.
app::Model idle_account(int people = 6);
/// The same with the dialog "Account".
app::Model account();
app::Model account_confirming();
/// On Idle, with the dialog "Settings" and its preview.
app::Model settings();
/// The same with everything that it can tell at once: a device that came, one that went, the check, the question before erasing.
app::Model settings_busy();
app::Model idle_offline();
app::Model idle_refused(protocol::ErrorCode code);
app::Model waiting(protocol::Media media = protocol::Media::Video);
app::Model ringing(protocol::Media media = protocol::Media::Video);
/// In a call that both accepted and whose media has not arrived.
app::Model connecting();
app::Model talking(protocol::Media media = protocol::Media::Video);
/// With a minute of figures in "Statistics".
app::Model measured();
/// "Statistics" of somebody who has told none.
app::Model unmeasured();
/// Our picture is held back for the voice; the other side's.
app::Model saving();
app::Model other_saving();
/// The other side wants to record.
app::Model asked_for_recording();
app::Model recording();
/// A recording waits to be saved, or has just been.
app::Model with_recording(app::Model model, bool saved);
app::Model reconnecting();
/// On Idle, with the dialog "Chat" and a conversation with Ben that has lines of every kind.
app::Model chat();
/// In a call, with the chat and files that were offered, are on their way, and are there.
app::Model call_chat();
app::Model ended(protocol::EndReason reason);

/// The same with names as long as names may be, and in a script that needs shaping.
app::Model with_long_names(app::Model model);

struct NamedModel {
  const char* name;
  app::Model model;
};
/// Every screen and state that looks different.
std::vector<NamedModel> all_screens();

}  // namespace parley::ui::test
