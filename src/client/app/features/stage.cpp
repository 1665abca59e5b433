#include "client/app/features/stage.hpp"

#include "client/app/context.hpp"

namespace parley::app::stage {

void follow(Context& /*context*/, const Before& /*before*/) {}

}  // namespace parley::app::stage
