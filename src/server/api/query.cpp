#include "server/api/query.hpp"

#include <charconv>
#include <utility>

#include "core/protocol/limits.hpp"

namespace parley::api {
namespace {

int digit_of(char letter) {
  if (letter >= '0' && letter <= '9') return letter - '0';
  if (letter >= 'a' && letter <= 'f') return letter - 'a' + 10;
  if (letter >= 'A' && letter <= 'F') return letter - 'A' + 10;
  return -1;
}

std::optional<std::string> decoded(std::string_view text, bool plus_is_space) {
  std::string plain;
  plain.reserve(text.size());
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '+' && plus_is_space) {
      plain += ' ';
    } else if (text[at] != '%') {
      plain += text[at];
    } else {
      const int high = at + 2 < text.size() ? digit_of(text[at + 1]) : -1;
      const int low = at + 2 < text.size() ? digit_of(text[at + 2]) : -1;
      if (high < 0 || low < 0) return std::nullopt;
      plain += static_cast<char>(high * 16 + low);
      at += 2;
    }
  }
  return plain;
}

}  // namespace

std::optional<std::string> percent_decoded(std::string_view text) { return decoded(text, false); }

Query::Query(std::string_view query, Empty empty) {
  while (!query.empty()) {
    const std::size_t end = query.find('&');
    const std::string_view part = query.substr(0, end);
    query.remove_prefix(end == std::string_view::npos ? query.size() : end + 1);
    if (part.empty()) continue;
    const std::size_t equals = part.find('=');
    const auto name = decoded(part.substr(0, equals), true);
    const auto value = equals == std::string_view::npos ? std::string() : decoded(part.substr(equals + 1), true);
    if (value && value->empty() && empty == Empty::Dropped) continue;
    if (name && value) {
      parameters_.emplace_back(*name, *value);
    } else if (!problem_) {
      problem_ = api::problem(protocol::ErrorCode::BadMessage,
                              "The address has a percent sign that is not followed by two hexadecimal digits.");
    }
  }
}

std::string Query::text(std::string_view name, protocol::Text kind) {
  auto value = optional_text(name, kind);
  if (!value) refuse(name, "is missing");
  return std::move(value).value_or(std::string());
}

std::optional<std::string> Query::optional_text(std::string_view name, protocol::Text kind) {
  const auto value = find(name);
  if (!value) return std::nullopt;
  if (const auto wrong = protocol::check_text(kind, *value, protocol::Limits{})) {
    refuse(name, wrong->what);
    return std::nullopt;
  }
  return std::string(*value);
}

std::uint64_t Query::number(std::string_view name, std::uint64_t least, std::uint64_t most, std::uint64_t otherwise) {
  const auto value = find(name);
  if (!value) return otherwise;
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(value->data(), value->data() + value->size(), number);
  if (error == std::errc() && end == value->data() + value->size() && number >= least && number <= most) return number;
  refuse(name, "must be a whole number from " + std::to_string(least) + " to " + std::to_string(most));
  return otherwise;
}

std::optional<std::string_view> Query::find(std::string_view name) {
  std::optional<std::string_view> found;
  for (const auto& [key, value] : parameters_) {
    if (key != name) continue;
    if (found) {
      refuse(name, "is there twice");
      return std::nullopt;
    }
    found = value;
  }
  return found;
}

void Query::refuse(std::string_view name, std::string_view what) {
  if (!problem_) {
    problem_ = api::problem(protocol::ErrorCode::BadMessage, std::string(name) + " " + std::string(what) + ".");
  }
}

}  // namespace parley::api
