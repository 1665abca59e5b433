// Events and effects as one line each, for traces and failing tests. Secrets are left out as in every log.
#pragma once

#include <string>

#include "server/hub/effect.hpp"
#include "server/hub/event.hpp"

namespace parley::hub {

std::string to_string(const Event& event);
std::string to_string(const Effect& effect);

}  // namespace parley::hub
