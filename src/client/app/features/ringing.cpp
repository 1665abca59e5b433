#include "client/app/features/ringing.hpp"

#include "client/app/context.hpp"

namespace parley::app::ringing {

void follow(Context& /*context*/, const Before& /*before*/) {}

}  // namespace parley::app::ringing
