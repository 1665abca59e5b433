// What an operator asks of the records, on the command line or over HTTP, taken apart and answered in text. Where the records come
// from is the caller's business.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/base/result.hpp"
#include "server/report/report.hpp"
#include "server/store/store.hpp"

namespace parley::program {

enum class ReportKind { Calls, Call, Errors, Logins };

struct ReportQuery {
  ReportKind kind = ReportKind::Calls;
  store::CallFilter calls;  ///< of all but Logins
  std::optional<store::WallTime> since;
  std::optional<store::WallTime> until;
  std::optional<std::string> name;  ///< of Logins
  std::size_t limit = 0;
  report::Format format = report::Format::Text;
};

/// "since", "until", "person", "format" and "limit" with what was written.
using ReportOptions = std::vector<std::pair<std::string, std::string>>;

/// `words` are "calls", "call" with an id, "errors" or "logins". Or a sentence that says what is wrong.
Result<ReportQuery, std::string> read_report_query(const std::vector<std::string>& words, const ReportOptions& options,
                                                   store::WallTime now);

/// Nothing where the one call that was asked for is not there.
std::optional<std::string> report_of(const ReportQuery& query, const std::vector<store::StoredCall>& calls);
std::string report_of(const ReportQuery& query, const std::vector<store::LoginAttempt>& attempts);

}  // namespace parley::program
