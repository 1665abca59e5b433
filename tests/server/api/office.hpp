// The API between a fake hub, a store in memory and no network: Ada has an account, Ben and Cleo are guests.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include "server/api/api.hpp"
#include "tests/server/support/memory_store.hpp"

namespace parley::api {

inline const PersonId kAda("p-ada");
inline const PersonId kBen("p-ben");
inline const PersonId kCleo("p-cleo");
inline const LoginId kAdasLogin("login-ada");
inline const std::string kAdasToken = "l-ada";  ///< of her login
inline const std::string kBensToken = "t-ben";  ///< of his session
inline const std::string kCleosToken = "t-cleo";
inline constexpr std::int64_t kNow = 1'784'000'000'000;
inline constexpr std::int64_t kBenCameAt = kNow - 60'000;

/// An answer as a client reads it.
struct Answered {
  unsigned status = 0;
  net::Headers headers;
  std::string body;

  std::string header(std::string_view name) const;
  nlohmann::json json() const { return nlohmann::json::parse(body, nullptr, false); }
  std::string code() const;  ///< of `{ "code", "message" }`; empty if it is none
};

class Request {
 public:
  Request(std::string method, std::string target);

  Request& header(std::string name, std::string value);
  Request& bearer(const std::string& token) { return header("Authorization", "Bearer " + token); }
  Request& json(std::string body);  ///< with its content type
  Request& body(std::string body);
  Request& secure();

  const net::HttpRequest& message() const { return message_; }

 private:
  net::HttpRequest message_;
};

/// The whole of it, with the answers that the hub is to give.
class Office {
 public:
  explicit Office(Config config = {});

  /// Nothing if the path is none of the API's.
  std::optional<Answered> send(const Request& request);
  Answered ask(const Request& request);
  net::Admission admit(const Request& request);

  /// What the hub answers to anything but WhoIs; it is asked at most that often.
  std::function<hub::Reply(const hub::Question&)> hub;
  std::vector<hub::Question> questions;                          ///< that reached the hub, without WhoIs
  std::vector<std::pair<PersonId, std::vector<PersonId>>> told;  ///< lists of blocked people
  store::test::MemoryStore store{[](const std::function<void()>& answer) { answer(); }, [] { return kNow; }};
  std::optional<Problem> logins_fail;
  std::vector<protocol::BlockedPerson> adas_blocked;

  Api& api() { return *api_; }

 private:
  void find_login(const std::string& token, const std::function<void(Identified)>& then) const;
  hub::Reply reply_to(const hub::Question& question);

  std::unique_ptr<Api> api_;
};

hub::CallView call_view(protocol::CallStatus status = protocol::CallStatus::Dialling);  ///< "c-1", Ada calls Ben

}  // namespace parley::api
