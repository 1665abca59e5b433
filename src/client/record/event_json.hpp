// Events and effects of the client as JSON, without what is nobody's business: of session descriptions, candidates, tokens and
// chat only the length is written. What is written can be read again (event_reader.hpp) and leads to the same screens.
#pragma once

#include <string>

#include "client/app/effect.hpp"
#include "client/app/event.hpp"
#include "core/base/time.hpp"

namespace parley::record {

/// `{"event":"accept-call","media":"Voice","now":1234,"dice":99}`; times in ms of the client's clock.
std::string to_json(const app::Event& event, const Moment& moment);

/// `{"effect":"close-peer","peer":2}`
std::string to_json(const app::Effect& effect);

}  // namespace parley::record
