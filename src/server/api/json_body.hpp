// Reads the small JSON object that a request's body is, strictly: what is unknown, missing, there twice, of another type or too
// long is refused, and which field it was is told. What the values mean is the routes' business.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/protocol/json_document.hpp"
#include "core/protocol/text_rule.hpp"
#include "server/api/reply.hpp"
#include "server/net/http_message.hpp"

namespace parley::api {

/// The longest body; the longest honest one is a few hundred bytes.
inline constexpr std::size_t kBodyBytes = 16 * 1024;

/// Ask it for each field, then for what was wrong:
///
///     JsonBody body(*request);
///     const PersonId caller(body.text("callerId", Text::Id));
///     if (const auto problem = body.problem()) return respond(reply(*problem));
///
/// A field that is refused reads as empty; the first thing that was wrong is told. An empty body is an object without fields.
class JsonBody {
 public:
  explicit JsonBody(const net::HttpRequest& request);

  std::string text(std::string_view field, protocol::Text kind);
  /// Nothing where the field is not there or null.
  std::optional<std::string> optional_text(std::string_view field, protocol::Text kind);
  /// Any characters; 1 to `max_bytes` bytes. For passwords.
  std::string secret(std::string_view field, std::size_t max_bytes);
  /// The place of the text in `words`.
  std::size_t one_of(std::string_view field, const std::vector<std::string_view>& words);

  /// 415 (no JSON), 413 (too long), or 400: the first of them, and at last a field that nobody asked for.
  std::optional<Problem> problem() const;

 private:
  const protocol::JsonDocument::Value* find(std::string_view field);
  std::optional<std::string_view> find_text(std::string_view field);
  void refuse(std::string_view field, std::string_view what);
  bool refused() const { return problem_.has_value(); }

  std::optional<protocol::JsonDocument> document_;  ///< none: the body is empty, or refused
  std::vector<std::string_view> asked_;
  std::optional<Problem> problem_;
};

/// `application/json`, with or without parameters.
bool is_json(std::string_view content_type);

}  // namespace parley::api
