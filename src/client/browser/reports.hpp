// What the modules of features report (web/later.js), as events of the client.
#pragma once

#include <optional>
#include <string_view>

#include "client/app/event.hpp"
#include "client/browser/values.hpp"

namespace parley::browser {

/// The report whose kName is `name`, with the members of the object `fields`; nothing if there is none.
std::optional<app::Event> report_named(std::string_view name, const val& fields);

}  // namespace parley::browser
