// Any request of the HTTP API: one line "METHOD target", then lines of headers, an empty line, the body. It is answered once, with a
// status that says whose fault it is; what is refused has a code and a sentence, and nothing of it reached the hub.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string>
#include <string_view>
#include <variant>

#include <nlohmann/json.hpp>

#include "server/api/api.hpp"
#include "server/net/header_text.hpp"
#include "tests/server/support/memory_store.hpp"

namespace {

using namespace parley;

void require(bool condition) {
  if (!condition) std::abort();
}

std::string_view take_line(std::string_view& text) {
  const std::size_t end = text.find('\n');
  const std::string_view line = text.substr(0, end);
  text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  return line;
}

std::shared_ptr<const net::HttpRequest> read_request(std::string_view text) {
  auto request = std::make_shared<net::HttpRequest>();
  const std::string_view first = take_line(text);
  const std::size_t space = first.find(' ');
  request->method = std::string(first.substr(0, space));
  request->target = space == std::string_view::npos ? "/" : std::string(first.substr(space + 1));
  while (!text.empty()) {
    const std::string_view line = take_line(text);
    if (line.empty()) break;
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos) continue;
    request->headers.emplace_back(line.substr(0, colon), net::trimmed(line.substr(colon + 1)));
  }
  request->headers.emplace_back("Host", "parley.example");
  request->body = std::string(text);
  return request;
}

/// What the hub hears is well formed.
class Hub {
 public:
  hub::Reply reply(const hub::Question& question) {
    if (std::holds_alternative<hub::WhoIs>(question)) {
      return hub::Known{PersonId("p-ben"), "Ben", SessionId("s-ben"), {}, 0};
    }
    ++asked;
    if (const auto* start = std::get_if<hub::StartCall>(&question)) {
      require(!start->caller.empty() && !start->receiver.empty() && start->caller != start->receiver);
    } else if (const auto* admit = std::get_if<hub::Admit>(&question)) {
      require(!admit->name.empty() && (!admit->id || !admit->id->empty()));
      return hub::Admitted{SessionId("s-1"), "t-1", {PersonId("p-1"), "Zed", ""}};
    } else if (std::holds_alternative<hub::ListUsers>(question)) {
      return hub::Users{};
    }
    return hub::Refused{protocol::ErrorCode::NoSuchCall};
  }

  int asked = 0;
};

void check(const net::HttpResponse& response) {
  require(response.status >= 200 && response.status < 500);
  if (response.status < 400) return;
  const nlohmann::json body = nlohmann::json::parse(*response.body, nullptr, false);
  require(body.is_object() && body.size() == 2 && body.contains("code") && body.contains("message"));
  require(!body["code"].get_ref<const std::string&>().empty() &&
          !body["message"].get_ref<const std::string&>().empty());
}

api::Ports ports_to(Hub& hub, store::Store& store) {
  return {[&hub](const hub::Question& question, const std::function<void(const hub::Reply&)>& then) {
            then(hub.reply(question));
          },
          [](const std::string&, const std::function<void(api::Identified)>& then) {
            api::Identity ada;
            ada.person = PersonId("p-ada");
            ada.name = "Ada";
            ada.login = LoginId("login");
            then(std::optional<api::Identity>(std::move(ada)));
          },
          [](const PersonId&, const std::vector<PersonId>&) {},
          [] { return std::int64_t{1'784'000'000'000}; },
          [](std::size_t bytes) { return std::string(2 * bytes, 'a'); },
          store};
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const auto request = read_request({reinterpret_cast<const char*>(bytes), size});
  store::test::MemoryStore store([](const std::function<void()>& answer) { answer(); }, [] { return 0; });
  Hub hub;
  api::Config config;
  config.allowed_origins = {"https://app.example"};
  api::Api api(config, ports_to(hub, store));

  int answers = 0;
  const bool taken = api.answer(request, [&](const net::HttpResponse& response) {
    ++answers;
    check(response);
  });
  require(answers == (taken ? 1 : 0) && taken == api.takes(request->path()));

  int decisions = 0;
  api.admit(request, [&](const net::Admission& admission) {
    ++decisions;
    if (const auto* refusal = std::get_if<net::HttpResponse>(&admission)) check(*refusal);
  });
  require(decisions == 1);
  static_cast<void>(api.credential(*request));
  return 0;
}
