#include "client/app/features/sharing.hpp"

#include "client/app/context.hpp"

namespace parley::app::sharing {

void handle(Context& /*context*/, const Toggle& /*intent*/) {}

void follow(Context& /*context*/, const Before& /*before*/) {}

}  // namespace parley::app::sharing
