// The parameters of a request's target: "limit=20&before=c-1". Percent-encoding and what may be there twice; nothing of meaning.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/protocol/text_rule.hpp"
#include "server/api/reply.hpp"

namespace parley::api {

/// The text behind percent-encoding; nothing where a `%` is not followed by two hexadecimal digits.
std::optional<std::string> percent_decoded(std::string_view text);

/// Ask it for each parameter, then for what was wrong. Parameters that nobody asks for are ignored: caches and programs append
/// their own. One that is asked for and there twice is refused.
class Query {
 public:
  enum class Empty { Kept, Dropped };

  /// Decodes as forms are sent (WHATWG URL, application/x-www-form-urlencoded): a `+` is a space.
  /// Dropped: a parameter without a value is not there.
  explicit Query(std::string_view query, Empty empty = Empty::Kept);

  /// Refused where it is missing.
  std::string text(std::string_view name, protocol::Text kind);
  std::optional<std::string> optional_text(std::string_view name, protocol::Text kind);
  /// A whole number from `least` to `most`; `otherwise` where it is not there.
  std::uint64_t number(std::string_view name, std::uint64_t least, std::uint64_t most, std::uint64_t otherwise);

  /// 400: the first thing that was wrong.
  const std::optional<Problem>& problem() const { return problem_; }

 private:
  std::optional<std::string_view> find(std::string_view name);
  void refuse(std::string_view name, std::string_view what);

  std::vector<std::pair<std::string, std::string>> parameters_;
  std::optional<Problem> problem_;
};

}  // namespace parley::api
