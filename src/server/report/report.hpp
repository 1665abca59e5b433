// What an operator reads about calls and sign-ins: the store's answers as text, JSON or CSV, on a terminal or over HTTP.
// Not its business: which ones are asked for, and who may.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/store/store.hpp"

namespace parley::report {

enum class Format { Text, Json, Csv };

/// "text", "json", "csv".
std::optional<Format> format_from(std::string_view word);
/// For HTTP.
std::string_view content_type(Format format);

/// One line a call. JSON: `{ "calls": [...] }`. The same for the report "errors", whose calls are chosen by
/// store::CallFilter::errors_only.
std::string calls_report(const std::vector<store::StoredCall>& calls, Format format);

/// One call with its story. CSV: one line an event.
std::string call_report(const store::StoredCall& call, Format format);

/// One line an attempt. JSON: `{ "logins": [...] }`.
std::string logins_report(const std::vector<store::LoginAttempt>& attempts, Format format);

}  // namespace parley::report
