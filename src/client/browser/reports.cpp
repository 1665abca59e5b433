#include "client/browser/reports.hpp"

#include <utility>

#include "client/browser/bridge.hpp"
#include "core/base/visit.hpp"

namespace parley::browser {

std::optional<app::Event> report_named(std::string_view name, const val& fields) {
  std::optional<app::Event> event;
  auto report = record_from_js<app::AnyFeatureReport>(name, fields);
  if (report) parley::visit([&](auto&& of_feature) { event = app::Report(std::move(of_feature)); }, *std::move(report));
  return event;
}

}  // namespace parley::browser
