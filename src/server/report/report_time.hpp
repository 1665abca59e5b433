// Points in time as an operator writes and reads them: UTC, ISO 8601.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/base/time.hpp"
#include "server/store/store.hpp"

namespace parley::report {

/// "2026-11-21T10:15:30.250Z".
std::string iso_time(store::WallTime time);

/// "1:02:03.4", "0:07.0": hours only where there are some, tenths of seconds.
std::string spoken_duration(Milliseconds duration);

/// For --since and --until: "2026-11-21" (its beginning), "2026-11-21T10:15", "2026-11-21T10:15:30Z", or so long before `now`:
/// "90s", "15m", "24h", "7d". Nothing if it is none of them.
std::optional<store::WallTime> read_time(std::string_view text, store::WallTime now);

}  // namespace parley::report
