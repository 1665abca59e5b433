// The routes of accounts with real accounts behind them: cheap hashes, a store in memory, clocks that a test moves. Ben is a guest.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "server/accounts/accounts.hpp"
#include "server/api/account_routes.hpp"
#include "tests/server/api/office.hpp"
#include "tests/server/support/loop.hpp"
#include "tests/server/support/memory_store.hpp"

namespace parley::api {

inline const std::string kPassword = "correct horse";
inline const std::string kCredentials = R"({"name":"Ada","password":"correct horse"})";

class AccountOffice {
 public:
  explicit AccountOffice(std::vector<std::string> allowed_origins = {}, std::size_t queue = 64)
      : hasher({1, 8192, 1, queue}, loop_.port()),
        store(loop_.port(), [this] { return wall_; }),
        accounts(store, hasher, {},
                 {[this] { return now_; }, [this] { return wall_; },
                  [this](hub::Event event) { told.push_back(std::move(event)); },
                  [](const hub::Name&, const PersonId&) {}, [](const PersonId&) {}}),
        credentials_(
            [](const hub::Question& question, const std::function<void(const hub::Reply&)>& then) {
              const auto* who = std::get_if<hub::WhoIs>(&question);
              if (who != nullptr && who->token == kBensToken) {
                return then(hub::Known{kBen, "Ben", SessionId("s-ben"), {}, kBenCameAt});
              }
              then(hub::Refused{protocol::ErrorCode::TokenExpired});
            },
            login_finder(accounts)),
        routes_(accounts, credentials_),
        router_(std::move(allowed_origins)) {
    routes_.add_to(router_);
  }

  Answered ask(const Request& request) {
    std::optional<Answered> answered;
    const bool taken =
        router_.answer(std::make_shared<const net::HttpRequest>(request.message()), [&](net::HttpResponse response) {
          EXPECT_FALSE(answered) << "answered twice";
          answered = Answered{response.status, std::move(response.headers), *response.body};
        });
    EXPECT_TRUE(taken) << request.message().target << " is no path of accounts";
    if (!taken) return {};
    EXPECT_TRUE(loop_.run_until([&] { return answered.has_value(); }));
    loop_.run_ready();
    return answered.value_or(Answered{});
  }
  bool takes(std::string_view path) const { return router_.takes(path); }

  /// Makes Ada's account; the token of its first sign-in.
  std::string create(const std::string& name = "Ada") {
    const Answered made = ask(Request("POST", "/accounts").json(body(name, kPassword)));
    EXPECT_EQ(made.status, 200U) << made.body;
    return made.json().value("token", "");
  }
  /// Another sign-in, on another device.
  std::string sign_in(const std::string& name = "Ada") {
    const Answered in = ask(Request("POST", "/login").json(body(name, kPassword)));
    EXPECT_EQ(in.status, 200U) << in.body;
    return in.json().value("token", "");
  }
  bool is_valid(const std::string& token) { return ask(Request("GET", "/me").bearer(token)).status == 200; }

  static std::string body(const std::string& name, const std::string& password) {
    return nlohmann::json{{"name", name}, {"password", password}}.dump();
  }
  void pass(Milliseconds time) {
    now_ += time;
    wall_ += time.count();
  }

 private:
  Instant now_{Milliseconds(1'000'000)};
  store::WallTime wall_ = kNow;
  parley::test::Loop loop_;

 public:
  accounts::PasswordHasher hasher;
  store::test::MemoryStore store;
  std::vector<hub::Event> told;
  accounts::Accounts accounts;

 private:
  Credentials credentials_;
  AccountRoutes routes_;
  Router router_;
};

}  // namespace parley::api
