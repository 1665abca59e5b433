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
#include "core/base/types.hpp"

namespace parley::app {

/// One intent, report or command of the feature that `Lists` describes.
template <class Lists>
struct FeatureIntent : VariantOf<typename Lists::Intents> {
  using Variant = VariantOf<typename Lists::Intents>;
  using Variant::Variant;
};
template <class Lists>
struct FeatureReport : VariantOf<typename Lists::Reports> {
  using Variant = VariantOf<typename Lists::Reports>;
  using Variant::Variant;
};
template <class Lists>
struct FeatureCommand : VariantOf<typename Lists::Commands> {
  using Variant = VariantOf<typename Lists::Commands>;
  using Variant::Variant;
};

struct SettingsLists {
  using Intents = settings::Intents;
  using Reports = settings::Reports;
  using Commands = settings::Commands;
};
struct ChatLists {
  using Intents = chat::Intents;
  using Reports = chat::Reports;
  using Commands = chat::Commands;
};
struct TransfersLists {
  using Intents = transfers::Intents;
  using Reports = transfers::Reports;
  using Commands = transfers::Commands;
};
struct LobbyLists {
  using Intents = lobby::Intents;
  using Reports = lobby::Reports;
  using Commands = lobby::Commands;
};
struct LinksLists {
  using Intents = links::Intents;
  using Reports = links::Reports;
  using Commands = links::Commands;
};
struct RingingLists {
  using Intents = ringing::Intents;
  using Reports = ringing::Reports;
  using Commands = ringing::Commands;
};
struct SharingLists {
  using Intents = sharing::Intents;
  using Reports = sharing::Reports;
  using Commands = sharing::Commands;
};
struct StageLists {
  using Intents = stage::Intents;
  using Reports = stage::Reports;
  using Commands = stage::Commands;
};
struct StatisticsLists {
  using Intents = statistics::Intents;
  using Reports = statistics::Reports;
  using Commands = statistics::Commands;
};
struct RecordingLists {
  using Intents = recording::Intents;
  using Reports = recording::Reports;
  using Commands = recording::Commands;
};

/// `Of<FeatureIntent, …>`: what is listed, and then one alternative for each feature.
template <template <class> class Of, class... First>
using WithFeatures =
    std::variant<First..., Of<SettingsLists>, Of<ChatLists>, Of<TransfersLists>, Of<LobbyLists>, Of<LinksLists>,
                 Of<RingingLists>, Of<SharingLists>, Of<StageLists>, Of<StatisticsLists>, Of<RecordingLists>>;

/// What the page reports by name, with its fields as an object.
using AnyFeatureReport = WithFeatures<FeatureReport>;

}  // namespace parley::app
