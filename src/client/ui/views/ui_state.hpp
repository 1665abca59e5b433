// What the views remember that is nobody else's business: text being typed, and since when something is shown.
#pragma once

#include <cstdint>
#include <string>

namespace parley::ui {

struct UiState {
  std::string name;           ///< "Your name" on Entry
  bool name_offered = false;  ///< the name of the browser's account was put there
  std::string password;       ///< "Password" on Entry, "Current password" in the dialog "Account"
  std::string new_password;
  bool password_shown = false;
  std::uint32_t account_done = 0;  ///< the wish for which passwords were emptied last
  std::string callee;              ///< "Call someone" on Idle
  std::string alert;               ///< what the alert region said last
  std::uint32_t alert_serial = 0;
  std::string ringing_call;  ///< the call whose dialog is open
  double ringing_since_ms = 0;
  std::string own_picture_call;  ///< the call whose Waiting showed one's own picture over the whole stage
  bool operator==(const UiState&) const = default;
};

}  // namespace parley::ui
