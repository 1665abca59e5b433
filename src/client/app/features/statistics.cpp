#include "client/app/features/statistics.hpp"

#include "client/app/context.hpp"

namespace parley::app::statistics {

void handle(Context& context, const Show& intent) { context.model.statistics.open = intent.shown; }

void follow(Context& /*context*/, const Before& /*before*/) {}

}  // namespace parley::app::statistics
