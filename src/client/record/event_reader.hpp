// Reads back what event_json.hpp writes. Secrets come back as their placeholders, which the protocol accepts.
#pragma once

#include <string>
#include <string_view>

#include "client/app/effect.hpp"
#include "client/app/event.hpp"
#include "core/base/result.hpp"
#include "core/base/time.hpp"

namespace parley::record {

struct RecordedEvent {
  app::Event event;
  Moment moment;
  friend bool operator==(const RecordedEvent&, const RecordedEvent&) = default;
};

/// The error says what was expected and not found.
Result<RecordedEvent, std::string> event_from_json(std::string_view text);
Result<app::Effect, std::string> effect_from_json(std::string_view text);

}  // namespace parley::record
