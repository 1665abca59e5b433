#include "client/app/features/lobby.hpp"

#include "client/app/context.hpp"

namespace parley::app::lobby {

void follow(Context& /*context*/, const Before& /*before*/) {}

}  // namespace parley::app::lobby
