#include "client/app/features/chat.hpp"

#include "client/app/context.hpp"

namespace parley::app::chat {

void handle(Context& context, const Show& intent) { context.model.chat.open = intent.shown; }

void handle(Context& context, const Open& intent) {
  context.model.chat.open = true;
  static_cast<void>(intent);
}

void follow(Context& /*context*/, const Before& /*before*/) {}

}  // namespace parley::app::chat
