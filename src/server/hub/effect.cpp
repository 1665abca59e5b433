#include "server/hub/effect.hpp"

namespace parley::hub {

std::string_view word_of(CallMoment moment) {
  switch (moment) {
    case CallMoment::Requested: return "requested";
    case CallMoment::Delivered: return "delivered";
    case CallMoment::Answered: return "answered";
    case CallMoment::FirstMedia: return "first-media";
    case CallMoment::Connected: return "connected";
    case CallMoment::Reconnected: return "reconnected";
    case CallMoment::Resumed: return "resumed";
    case CallMoment::Away: return "away";
    case CallMoment::Quality: return "quality";
    case CallMoment::Moved: return "moved";
    case CallMoment::Claimed: return "claimed";
    case CallMoment::Ended: return "ended";
  }
  return "unknown";
}

}  // namespace parley::hub
