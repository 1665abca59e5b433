#include "tests/bench/server/person.hpp"

#include <chrono>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "tests/bench/server/loopback.hpp"

namespace parley::bench {

using nlohmann::json;

const std::string kOffer = "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\n";

namespace {

const std::string kCandidate =
    "candidate:842163049 1 udp 1677729535 203.0.113.77 46154 typ srflx raddr 192.168.1.17 rport 46154 generation 0 "
    "ufrag aX4d";
constexpr int kCandidatesAnOffer = 60;  // below the limit of 64
constexpr std::uint64_t kAcknowledgeEvery = 8;

}  // namespace

void sign_in(LoadClient& client, const std::string& name) {
  json hello{{"type", "hello"}, {"version", 1}, {"client", "bench"}};
  if (!name.empty()) hello["name"] = name;
  client.send_text(hello.dump());
  client.receive_with(R"("type":"client-id")");
  while (client.receive_with(R"("type":"peer-list")").find(R"("last":true)") == std::string::npos) {
  }
}

Person::Person(std::uint16_t port, std::uint32_t number, const std::string& name, Transport transport)
    : client_(port, number, transport) {
  sign_in(client_, name);
}

void Person::command(json message) {
  message["seq"] = ++sent_;
  client_.send_text(message.dump());
}

std::string Person::receive_with(std::string_view words) {
  for (;;) {
    const std::string_view message = client_.receive();
    if (message.find(R"("type":"error")") != std::string_view::npos) give_up(std::string(message).c_str());
    if (const std::size_t seq = message.find(R"("seq":)"); seq != std::string_view::npos && seq < 64) {
      seen_ = std::stoull(std::string(message.substr(seq + 6, 20)));
    }
    std::string found;
    if (message.find(words) != std::string_view::npos) found = message;
    if (seen_ - acknowledged_ >= kAcknowledgeEvery) {
      acknowledged_ = seen_;
      client_.send_text(fmt::format(R"({{"type":"ack","upTo":{}}})", seen_));
    }
    if (!found.empty()) return found;
  }
}

Pair::Pair(std::uint16_t port, std::uint32_t number)
    : name_("Receiver " + std::to_string(number)), receiver_(port, 2 * number + 1, name_), caller_(port, 2 * number) {}

double Pair::ring() {
  const auto before = std::chrono::steady_clock::now();
  caller_.command({{"type", "call-request"},
                   {"id", fmt::format("r-{}", ++ids_)},
                   {"name", name_},
                   {"media", "video"},
                   {"offer", kOffer}});
  receiver_.receive_with(R"("status":"DIALLING")");
  const auto after = std::chrono::steady_clock::now();
  call_ = json::parse(caller_.receive_with(R"("status":"DIALLING")"), nullptr, false).value("callId", "");
  generation_ = 1;
  candidates_ = 0;
  return std::chrono::duration<double>(after - before).count();
}

void Pair::accept() {
  receiver_.command({{"type", "call-answer"},
                     {"id", fmt::format("a-{}", ids_)},
                     {"callId", call_},
                     {"accept", true},
                     {"media", "video"}});
  caller_.receive_with(R"("status":"ONGOING")");
}

void Pair::end() {
  caller_.command({{"type", "call-end"}, {"id", fmt::format("e-{}", ids_)}, {"callId", call_}, {"cause", "hang-up"}});
  caller_.receive_with(R"("status":"ENDED")");
  receiver_.receive_with(R"("status":"ENDED")");
}

void Pair::send_candidate() {
  if (++candidates_ > kCandidatesAnOffer) {  // an ICE restart, as the limit of candidates asks for
    candidates_ = 1;
    caller_.command({{"type", "offer"}, {"callId", call_}, {"generation", ++generation_}, {"sdp", kOffer}});
    receiver_.receive_with(R"("type":"offer")");
    ++relayed_;
  }
  caller_.command({{"type", "ice-candidate"},
                   {"callId", call_},
                   {"generation", generation_},
                   {"candidate",
                    {{"candidate", kCandidate}, {"sdpMid", "0"}, {"sdpMLineIndex", 0}, {"usernameFragment", "aX4d"}}}});
}

void Pair::receive_candidate() {
  receiver_.receive_with(R"("type":"ice-candidate")");
  ++relayed_;
}

}  // namespace parley::bench
