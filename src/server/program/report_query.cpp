#include "server/program/report_query.hpp"

#include <charconv>

#include "server/report/report_time.hpp"

namespace parley::program {
namespace {

constexpr std::size_t kUsualLimit = 100;
constexpr std::size_t kHighestLimit = 10'000;

/// A sentence if the option cannot be meant.
std::optional<std::string> read_option(const std::string& name, const std::string& value, store::WallTime now,
                                       ReportQuery& query) {
  if (name == "since" || name == "until") {
    const auto time = report::read_time(value, now);
    if (!time) return name + ": " + value + " is no time like 2026-11-21, 2026-11-21T10:15 or 24h.";
    (name == "since" ? query.since : query.until) = time;
  } else if (name == "person") {
    query.name = value;
  } else if (name == "format") {
    const auto format = report::format_from(value);
    if (!format) return "format: " + value + " is none of text, json, csv.";
    query.format = *format;
  } else if (name == "limit") {
    const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), query.limit);
    if (error != std::errc() || end != value.data() + value.size() || query.limit < 1 || query.limit > kHighestLimit) {
      return "limit: " + value + " is not between 1 and " + std::to_string(kHighestLimit) + ".";
    }
  } else {
    return "There is no option " + name + " of a report.";
  }
  return std::nullopt;
}

}  // namespace

Result<ReportQuery, std::string> read_report_query(const std::vector<std::string>& words, const ReportOptions& options,
                                                   store::WallTime now) {
  ReportQuery query;
  query.limit = kUsualLimit;
  const std::string kind = words.empty() ? "" : words.front();
  const bool is_call = kind == "call";
  if (words.size() != (is_call ? 2U : 1U) || (kind != "calls" && !is_call && kind != "errors" && kind != "logins")) {
    return Failure{std::string("A report is one of: calls, call ID, errors, logins.")};
  }
  query.kind = is_call            ? ReportKind::Call
               : kind == "errors" ? ReportKind::Errors
               : kind == "logins" ? ReportKind::Logins
                                  : ReportKind::Calls;
  for (const auto& [name, value] : options) {
    if (auto problem = read_option(name, value, now, query)) return Failure{std::move(*problem)};
  }
  query.calls.since = query.since;
  query.calls.until = query.until;
  query.calls.limit = query.limit;
  query.calls.errors_only = query.kind == ReportKind::Errors;
  if (query.name) {
    // Ids of accounts and guests begin like this, and names of people hardly; programs' ids are asked for by their names.
    if (query.name->rfind("p-", 0) == 0) {
      query.calls.person = PersonId(*query.name);
    } else {
      query.calls.name = query.name;
    }
  }
  if (is_call) {
    query.calls.call = CallId(words[1]);
    query.calls.with_events = true;
    query.calls.limit = 1;
  }
  return query;
}

std::optional<std::string> report_of(const ReportQuery& query, const std::vector<store::StoredCall>& calls) {
  if (query.kind != ReportKind::Call) return report::calls_report(calls, query.format);
  if (calls.empty()) return std::nullopt;
  return report::call_report(calls.front(), query.format);
}

std::string report_of(const ReportQuery& query, const std::vector<store::LoginAttempt>& attempts) {
  return report::logins_report(attempts, query.format);
}

}  // namespace parley::program
