// What the views remember that is nobody else's business: text being typed, and since when something is shown.
#pragma once

#include <cstdint>
#include <string>

namespace parley::ui {

struct UiState {
  std::string name;    ///< "Your name" on Entry
  std::string callee;  ///< "Call someone" on Idle
  std::string alert;   ///< what the alert region said last
  std::uint32_t alert_serial = 0;
  std::string ringing_call;  ///< the call whose dialog is open
  double ringing_since_ms = 0;
  std::string own_picture_call;  ///< the call whose Waiting showed one's own picture over the whole stage
  bool operator==(const UiState&) const = default;
};

}  // namespace parley::ui
