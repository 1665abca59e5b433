// Every feature around the call, in one place: what belongs to all of them is derived from these lists.
#pragma once

#include "client/app/features/chat.hpp"
#include "client/app/features/links.hpp"
#include "client/app/features/lobby.hpp"
#include "client/app/features/recording.hpp"
#include "client/app/features/ringing.hpp"
#include "client/app/features/settings.hpp"
#include "client/app/features/sharing.hpp"
#include "client/app/features/stage.hpp"
#include "client/app/features/statistics.hpp"
#include "client/app/features/transfers.hpp"

namespace parley::app {

/// The variant of what is listed first and of the intents, reports or commands of every feature.
template <class First>
using WithFeatureIntents =
    Extended<First, settings::Intents, chat::Intents, transfers::Intents, lobby::Intents, links::Intents,
             ringing::Intents, sharing::Intents, stage::Intents, statistics::Intents, recording::Intents>;

template <class First>
using WithFeatureEvents =
    Extended<First, settings::Intents, chat::Intents, transfers::Intents, lobby::Intents, links::Intents,
             ringing::Intents, sharing::Intents, stage::Intents, statistics::Intents, recording::Intents,
             settings::Reports, chat::Reports, transfers::Reports, lobby::Reports, links::Reports, ringing::Reports,
             sharing::Reports, stage::Reports, statistics::Reports, recording::Reports>;

template <class First>
using WithFeatureCommands =
    Extended<First, settings::Commands, chat::Commands, transfers::Commands, lobby::Commands, links::Commands,
             ringing::Commands, sharing::Commands, stage::Commands, statistics::Commands, recording::Commands>;

/// What the page reports by name, with its fields as an object.
using FeatureReports =
    VariantOf<settings::Reports, chat::Reports, transfers::Reports, lobby::Reports, links::Reports, ringing::Reports,
              sharing::Reports, stage::Reports, statistics::Reports, recording::Reports>;

}  // namespace parley::app
