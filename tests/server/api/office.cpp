#include "tests/server/api/office.hpp"

#include <gtest/gtest.h>

namespace parley::api {

std::string Answered::header(std::string_view name) const {
  net::HttpRequest reader;
  reader.headers = headers;
  return std::string(reader.header(name));
}

std::string Answered::code() const {
  const nlohmann::json body_json = json();
  if (!body_json.is_object() || body_json.size() != 2 || !body_json.contains("code") ||
      !body_json.contains("message")) {
    return {};
  }
  return body_json["code"].get<std::string>();
}

Request::Request(std::string method, std::string target) {
  message_.method = std::move(method);
  message_.target = std::move(target);
  message_.headers.emplace_back("Host", "parley.example:8081");
  message_.address = "192.0.2.1";
}

Request& Request::header(std::string name, std::string value) {
  message_.headers.emplace_back(std::move(name), std::move(value));
  return *this;
}

Request& Request::json(std::string body) { return header("Content-Type", "application/json").body(std::move(body)); }

Request& Request::body(std::string body) {
  message_.body = std::move(body);
  return *this;
}

Request& Request::secure() {
  message_.secure = true;
  return *this;
}

Office::Office(Config config) {
  Ports ports{
      [this](hub::Question question, const std::function<void(const hub::Reply&)>& then) { then(reply_to(question)); },
      [this](const std::string& token, const std::function<void(Identified)>& then) { find_login(token, then); },
      [this](const PersonId& person, const std::vector<PersonId>& blocked) { told.emplace_back(person, blocked); },
      [] { return kNow; },
      [](std::size_t bytes) { return std::string(2 * bytes, 'a'); },
      store,
  };
  api_ = std::make_unique<Api>(std::move(config), std::move(ports));
}

std::optional<Answered> Office::send(const Request& request) {
  std::optional<Answered> answered;
  const bool taken =
      api_->answer(std::make_shared<const net::HttpRequest>(request.message()), [&](net::HttpResponse response) {
        EXPECT_FALSE(answered) << "answered twice";
        answered = Answered{response.status, std::move(response.headers), *response.body};
      });
  EXPECT_EQ(taken, answered.has_value());
  EXPECT_EQ(taken, api_->takes(request.message().path()));
  return answered;
}

Answered Office::ask(const Request& request) {
  const auto answered = send(request);
  EXPECT_TRUE(answered) << request.message().target << " is no path of the API";
  return answered.value_or(Answered{});
}

net::Admission Office::admit(const Request& request) {
  std::optional<net::Admission> admission;
  api_->admit(std::make_shared<const net::HttpRequest>(request.message()),
              [&](net::Admission decided) { admission = std::move(decided); });
  EXPECT_TRUE(admission);
  return admission ? *std::move(admission) : net::Admission(net::HttpResponse{});
}

void Office::find_login(const std::string& token, const std::function<void(Identified)>& then) const {
  if (logins_fail) return then(Failure{*logins_fail});
  if (token != kAdasToken) return then(std::optional<Identity>());
  Identity ada;
  ada.person = kAda;
  ada.name = "Ada";
  ada.login = kAdasLogin;
  ada.blocked = adas_blocked;
  then(std::optional<Identity>(std::move(ada)));
}

hub::Reply Office::reply_to(const hub::Question& question) {
  if (const auto* who = std::get_if<hub::WhoIs>(&question)) {
    if (who->token == kBensToken) return hub::Known{kBen, "Ben", SessionId("s-ben"), {}, kBenCameAt};
    if (who->token == kCleosToken) return hub::Known{kCleo, "Cleo", SessionId("s-cleo"), {}, kBenCameAt};
    return hub::Refused{protocol::ErrorCode::TokenExpired};
  }
  questions.push_back(question);
  if (!hub) {
    ADD_FAILURE() << "the hub was asked";
    return hub::Refused{protocol::ErrorCode::BadMessage};
  }
  return hub(question);
}

hub::CallView call_view(protocol::CallStatus status) {
  hub::CallView view;
  view.id = CallId("c-1");
  view.caller = {kAda, "Ada", ""};
  view.receiver = {kBen, "Ben", "Rome"};
  view.status = status;
  return view;
}

}  // namespace parley::api
