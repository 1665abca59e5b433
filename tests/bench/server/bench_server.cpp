// What a relayed message costs the server in processor time, and an idle socket in memory. Everything runs over real sockets
// of this machine; the server is a process of its own, so that only its time and memory are counted.
#include <cstdio>
#include <string>
#include <sys/resource.h>
#include <vector>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "tests/bench/server/bare_relay.hpp"
#include "tests/bench/server/load_client.hpp"
#include "tests/bench/server/measured_server.hpp"

namespace parley::bench {
namespace {

using nlohmann::json;

constexpr double kGoalMicroseconds = 8;
constexpr double kGoalKilobytes = 4;
constexpr std::uint32_t kCandidateBytes = 350;  // on the wire, as the server sends it

const std::string kOffer = "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\n";
const std::string kCandidate =
    "candidate:842163049 1 udp 1677729535 203.0.113.77 46154 typ srflx raddr 192.168.1.17 rport 46154 generation 0 "
    "ufrag aX4d";

void sign_in(LoadClient& client) {
  client.send_text(R"({"type":"hello","version":1,"client":"bench"})");
  client.receive_with(R"("type":"client-id")");
  while (client.receive_with(R"("type":"peer-list")").find(R"("last":true)") == std::string::npos) {
  }
}

/// Two people in a call. Numbers and acknowledges as a client does.
class Pair {
 public:
  Pair(std::uint16_t port, std::uint32_t number) : caller_(port, 2 * number), receiver_(port, 2 * number + 1) {
    name_ = "Receiver " + std::to_string(number);
    receiver_.send_text(json{{"type", "hello"}, {"version", 1}, {"name", name_}}.dump());
    receiver_.receive_with(R"("type":"client-id")");
    sign_in(caller_);
    send(caller_, caller_sent_,
         {{"type", "call-request"}, {"id", "r"}, {"name", name_}, {"media", "video"}, {"offer", kOffer}});
    call_ = json::parse(caller_.receive_with(R"("status":"DIALLING")"), nullptr, false).value("callId", "");
    receiver_.receive_with(R"("type":"offer")");
    send(receiver_, receiver_sent_,
         {{"type", "call-answer"}, {"id", "a"}, {"callId", call_}, {"accept", true}, {"media", "video"}});
    caller_.receive_with(R"("status":"ONGOING")");
  }

  void send_candidate() {
    if (++candidates_ > 60) {  // an ICE restart, as the limit of candidates asks for
      candidates_ = 1;
      send(caller_, caller_sent_,
           {{"type", "offer"}, {"callId", call_}, {"generation", ++generation_}, {"sdp", kOffer}});
      receiver_.receive_with(R"("type":"offer")");
      ++relayed_;
    }
    send(caller_, caller_sent_,
         {{"type", "ice-candidate"},
          {"callId", call_},
          {"generation", generation_},
          {"candidate",
           {{"candidate", kCandidate}, {"sdpMid", "0"}, {"sdpMLineIndex", 0}, {"usernameFragment", "aX4d"}}}});
  }

  void receive_candidate() {
    const std::string message = receiver_.receive_with(R"("type":"ice-candidate")");
    if (++relayed_ % 8 != 0) return;
    const std::size_t seq = message.find(R"("seq":)");
    if (seq == std::string::npos) return;
    receiver_.send_text(fmt::format(R"({{"type":"ack","upTo":{}}})", std::stoull(message.substr(seq + 6))));
  }

  std::uint64_t relayed() const { return relayed_; }

 private:
  static void send(LoadClient& client, std::uint64_t& sent, json message) {
    message["seq"] = ++sent;
    client.send_text(message.dump());
  }

  LoadClient caller_;
  LoadClient receiver_;
  std::string name_;
  std::string call_;
  std::uint64_t caller_sent_ = 0;
  std::uint64_t receiver_sent_ = 0;
  std::uint64_t relayed_ = 0;
  std::uint32_t generation_ = 1;
  int candidates_ = 0;
};

/// Each call has one message under way at a time: nothing is saved by messages that arrive together.
void bench_relay(const std::string& program, std::uint32_t calls, std::uint64_t messages) {
  const MeasuredServer server(program, {"--messages-per-second", "1000000", "--message-burst", "1000000"});
  std::vector<Pair> pairs;
  pairs.reserve(calls);
  for (std::uint32_t number = 0; number < calls; ++number) pairs.emplace_back(server.port(), number);
  const auto turn = [&] {
    for (Pair& pair : pairs) pair.send_candidate();
    for (Pair& pair : pairs) pair.receive_candidate();
  };
  const auto relayed = [&] {
    std::uint64_t sum = 0;
    for (const Pair& pair : pairs) sum += pair.relayed();
    return sum;
  };
  for (std::uint64_t warm_up = 0; warm_up < 200; ++warm_up) turn();
  const std::uint64_t cpu_before = server.cpu_nanoseconds();
  const std::uint64_t relayed_before = relayed();
  while (relayed() - relayed_before < messages) turn();
  const double microseconds = static_cast<double>(server.cpu_nanoseconds() - cpu_before) / 1000.0 /
                              static_cast<double>(relayed() - relayed_before);
  BareRelay bare;
  const double bare_microseconds = bare.nanoseconds_per_message(calls, messages, kCandidateBytes) / 1000.0;
  fmt::print(
      "relayed message, {:>3} calls at once: {:5.2f} us of the server's processor time (goal {}), {:.1f} x a bare "
      "relay of "
      "bytes ({:.2f} us)\n",
      calls, microseconds, kGoalMicroseconds, microseconds / bare_microseconds, bare_microseconds);
}

void bench_idle(const std::string& program, std::uint32_t sockets) {
  // People who come are not told to the others: what is measured is a socket that nothing happens to.
  const MeasuredServer server(program, {"--presence-seconds", "1000000", "--ping-seconds", "3600", "--hello-seconds",
                                        "3600", "--connections-per-address", "1000", "--request-burst", "100000"});
  std::vector<LoadClient> clients;
  clients.reserve(sockets);
  const std::uint64_t before = server.resident_bytes();
  for (std::uint32_t number = 0; number < sockets; ++number) clients.emplace_back(server.port(), number);
  clients.back().send_text("{}");  // its answer shows that all before it are open
  clients.back().receive();
  const std::uint64_t open = server.resident_bytes();
  for (LoadClient& client : clients) {
    sign_in(client);
    client.forget_received();
  }
  const std::uint64_t signed_in = server.resident_bytes();
  const auto kilobytes = [&](std::uint64_t after) { return static_cast<double>(after - before) / 1024.0 / sockets; };
  fmt::print("idle socket, {:>6} of them: {:5.2f} KB of the server's memory open, {:5.2f} KB signed in (goal {})\n",
             sockets, kilobytes(open), kilobytes(signed_in), kGoalKilobytes);
}

int run(const std::string& program) {
  rlimit files{};
  getrlimit(RLIMIT_NOFILE, &files);
  files.rlim_cur = files.rlim_max;
  setrlimit(RLIMIT_NOFILE, &files);

  bench_relay(program, 1, 20'000);
  bench_relay(program, 100, 200'000);
  for (const std::uint32_t sockets : {1'000u, 10'000u}) {
    if (files.rlim_cur < sockets + 100) {
      fmt::print("idle socket, {:>6} of them: not measured, only {} open files are allowed\n", sockets, files.rlim_cur);
      continue;
    }
    bench_idle(program, sockets);
  }
  return 0;
}

}  // namespace
}  // namespace parley::bench

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fputs("usage: bench_server <parley-server>\n", stderr);
    return 2;
  }
  return parley::bench::run(argv[1]);
}
