#include "client/app/features/settings.hpp"

#include "client/app/context.hpp"

namespace parley::app::settings {

void handle(Context& context, const Show& intent) { context.model.settings.open = intent.shown; }

void handle(Context& /*context*/, const DevicesListed& /*report*/) {}

void follow(Context& /*context*/, const Before& /*before*/) {}

}  // namespace parley::app::settings
