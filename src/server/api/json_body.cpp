#include "server/api/json_body.hpp"

#include <algorithm>
#include <utility>

#include "core/protocol/limits.hpp"
#include "server/net/header_text.hpp"

namespace parley::api {
namespace {

using protocol::ErrorCode;
using protocol::JsonDocument;

protocol::Limits body_limits() {
  protocol::Limits limits;
  limits.message_bytes = kBodyBytes;
  return limits;
}

/// What a body as a whole has wrong: "The body is not JSON from byte 3 on."
Problem whole(const protocol::DecodeError& error) { return problem(error.code, "The body " + error.what + "."); }

}  // namespace

bool is_json(std::string_view content_type) {
  return net::equal_without_case(net::trimmed(content_type.substr(0, content_type.find(';'))), "application/json");
}

JsonBody::JsonBody(const net::HttpRequest& request) {
  if (!is_json(request.header("content-type"))) {
    problem_ = api::problem(HttpCode::UnsupportedMediaType);
    return;
  }
  if (request.body.empty()) return;
  auto document = JsonDocument::parse(request.body, body_limits());
  if (!document) {
    problem_ = whole(document.error());
  } else if (document.value().root().kind != JsonDocument::Kind::Object) {
    problem_ = whole({ErrorCode::BadMessage, "", "must be an object"});
  } else {
    document_ = std::move(document).value();
  }
}

std::string JsonBody::text(std::string_view field, protocol::Text kind) {
  auto value = optional_text(field, kind);
  if (!value) refuse(field, "is missing");
  return std::move(value).value_or(std::string());
}

std::optional<std::string> JsonBody::optional_text(std::string_view field, protocol::Text kind) {
  const auto value = find_text(field);
  if (!value) return std::nullopt;
  if (const auto wrong = protocol::check_text(kind, *value, body_limits())) {
    // Too long for a field is a wrong value; 413 is for the body as a whole.
    refuse(field, wrong->what);
    return std::nullopt;
  }
  return std::string(*value);
}

std::string JsonBody::secret(std::string_view field, std::size_t max_bytes) {
  const auto value = find_text(field);
  if (!value) {
    refuse(field, "is missing");
  } else if (value->empty()) {
    refuse(field, "is empty");
  } else if (value->size() > max_bytes) {
    refuse(field, "has more than " + std::to_string(max_bytes) + " bytes");
  } else {
    return std::string(*value);
  }
  return {};
}

std::size_t JsonBody::one_of(std::string_view field, const std::vector<std::string_view>& words) {
  const auto value = find_text(field);
  const auto found = value ? std::find(words.begin(), words.end(), *value) : words.end();
  if (found != words.end()) return static_cast<std::size_t>(found - words.begin());
  std::string what = "must be one of";
  for (const std::string_view word : words) what += (word == words.front() ? " " : ", ") + std::string(word);
  refuse(field, value ? std::string_view(what) : "is missing");
  return 0;
}

std::optional<Problem> JsonBody::problem() const {
  if (problem_ || !document_) return problem_;
  const JsonDocument::Value& object = document_->root();
  std::size_t known = 0;
  for (const std::string_view field : asked_) {
    const JsonDocument::Member member = document_->find(object, field);
    if (member.value != nullptr) ++known;
  }
  std::size_t members = 0;
  for (auto* child = JsonDocument::begin(object); child != JsonDocument::end(object);
       child = JsonDocument::next(child)) {
    ++members;
  }
  if (members == known) return std::nullopt;
  // An unknown name is not quoted: it may hold anything.
  std::string message = "The body has a field that is not known here. Known";
  message += asked_.empty() ? " is none" : asked_.size() == 1 ? " is" : " are";
  for (const std::string_view field : asked_) message += (field == asked_.front() ? " " : ", ") + std::string(field);
  return api::problem(ErrorCode::BadMessage, message + ".");
}

const JsonDocument::Value* JsonBody::find(std::string_view field) {
  asked_.push_back(field);
  if (refused() || !document_) return nullptr;
  const JsonDocument::Member member = document_->find(document_->root(), field);
  if (member.twice) {
    refuse(field, "is there twice");
    return nullptr;
  }
  return member.value;
}

std::optional<std::string_view> JsonBody::find_text(std::string_view field) {
  const JsonDocument::Value* const value = find(field);
  if (value == nullptr || value->kind == JsonDocument::Kind::Null) return std::nullopt;
  if (value->kind != JsonDocument::Kind::String) {
    refuse(field, "must be a string");
    return std::nullopt;
  }
  return document_->text(*value);
}

void JsonBody::refuse(std::string_view field, std::string_view what) {
  if (refused()) return;
  problem_ = api::problem(ErrorCode::BadMessage, std::string(field) + " " + std::string(what) + ".");
}

}  // namespace parley::api
