#include "client/app/features/links.hpp"

#include "client/app/context.hpp"

namespace parley::app::links {

void handle(Context& /*context*/, const Copy& /*intent*/) {}

void follow(Context& /*context*/, const Before& /*before*/) {}

}  // namespace parley::app::links
