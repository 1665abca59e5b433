#include "client/app/features/transfers.hpp"

#include "client/app/context.hpp"

namespace parley::app::transfers {

void follow(Context& /*context*/, const Before& /*before*/) {}

}  // namespace parley::app::transfers
