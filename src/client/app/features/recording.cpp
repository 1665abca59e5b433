#include "client/app/features/recording.hpp"

#include "client/app/context.hpp"

namespace parley::app::recording {

void handle(Context& /*context*/, const Toggle& /*intent*/) {}

void follow(Context& /*context*/, const Before& /*before*/) {}

bool asks_consent(const Model& /*model*/) { return false; }

}  // namespace parley::app::recording
