// What a relayed message costs in processor time, and an idle socket in memory.
#include <vector>

#include <fmt/format.h>

#include "tests/bench/server/bare_relay.hpp"
#include "tests/bench/server/benches.hpp"
#include "tests/bench/server/measured_server.hpp"
#include "tests/bench/server/person.hpp"

namespace parley::bench {
namespace {

constexpr double kGoalMicroseconds = 8;
constexpr double kGoalKilobytes = 4;
constexpr double kGoalBesideMany = 1.2;
constexpr std::uint32_t kCandidateBytes = 350;  // on the wire, as the server sends it
constexpr std::uint32_t kCallsBeside = 20;

const std::vector<std::string> kTalkative{"--messages-per-second", "1000000", "--message-burst", "1000000"};
/// People who come are not told to the others: what is measured is a socket that nothing happens to.
const std::vector<std::string> kQuiet{
    "--presence-seconds",        "1000000", "--ping-seconds",  "3600",   "--hello-seconds",       "3600",
    "--connections-per-address", "1000",    "--request-burst", "100000", "--messages-per-second", "1000000",
    "--message-burst",           "1000000"};

/// Calls that have begun; each has one message under way at a time, so that nothing is saved by messages that arrive together.
class Calls {
 public:
  /// Their people have the numbers from `first` on.
  Calls(std::uint16_t port, std::uint32_t calls, std::uint32_t first = 0) {
    pairs_.reserve(calls);
    for (std::uint32_t number = 0; number < calls; ++number) {
      Pair& pair = pairs_.emplace_back(port, first + number);
      pair.ring();
      pair.accept();
    }
    for (int warm_up = 0; warm_up < 200; ++warm_up) turn();
  }

  /// Microseconds of the server's processor time for each of so many messages.
  double microseconds(const MeasuredServer& server, std::uint64_t messages) {
    const std::uint64_t cpu_before = server.cpu_nanoseconds();
    const std::uint64_t before = relayed();
    while (relayed() - before < messages) turn();
    return static_cast<double>(server.cpu_nanoseconds() - cpu_before) / 1000.0 /
           static_cast<double>(relayed() - before);
  }

 private:
  void turn() {
    for (Pair& pair : pairs_) pair.send_candidate();
    for (Pair& pair : pairs_) pair.receive_candidate();
  }

  std::uint64_t relayed() const {
    std::uint64_t sum = 0;
    for (const Pair& pair : pairs_) sum += pair.relayed();
    return sum;
  }

  std::vector<Pair> pairs_;
};

void measure_relay(const Subject& subject, std::uint32_t calls, std::uint64_t messages) {
  const MeasuredServer server(subject.program, kTalkative);
  const double microseconds = Calls(server.port(), calls).microseconds(server, messages);
  BareRelay bare;
  const double bare_microseconds = bare.nanoseconds_per_message(calls, messages, kCandidateBytes) / 1000.0;
  fmt::print(
      "relayed message, {:>3} calls at once: {:5.2f} us of the server's processor time (goal {}), {:.1f} x a bare "
      "relay of bytes ({:.2f} us)\n",
      calls, microseconds, kGoalMicroseconds, microseconds / bare_microseconds, bare_microseconds);
}

void measure_idle(const Subject& subject, std::uint32_t sockets, Transport transport) {
  std::vector<std::string> options = kQuiet;
  if (transport == Transport::Tls) options.insert(options.end(), subject.tls.begin(), subject.tls.end());
  const MeasuredServer server(subject.program, options);
  double alone = 0;
  if (transport == Transport::Plain) alone = Calls(server.port(), kCallsBeside).microseconds(server, 40'000);

  // The calls' people are gone, but their sessions' memory is still there: it is no socket's.
  std::vector<LoadClient> clients;
  clients.reserve(sockets);
  const std::uint64_t before = server.resident_bytes();
  for (std::uint32_t number = 0; number < sockets; ++number) clients.emplace_back(server.port(), number, transport);
  clients.back().send_text("{}");  // its answer shows that all before it are open
  clients.back().receive();
  const std::uint64_t open = server.resident_bytes();
  for (LoadClient& client : clients) {
    sign_in(client);
    client.forget_received();
  }
  const std::uint64_t signed_in = server.resident_bytes();
  const auto kilobytes = [&](std::uint64_t after) {
    return (static_cast<double>(after) - static_cast<double>(before)) / 1024.0 / sockets;
  };
  fmt::print("idle socket, {:5}, {:>6} of them: {:5.2f} KB of the server's memory open, {:5.2f} KB signed in{}\n",
             transport == Transport::Tls ? "TLS" : "plain", sockets, kilobytes(open), kilobytes(signed_in),
             transport == Transport::Tls ? "" : fmt::format(" (goal {})", kGoalKilobytes));
  if (transport == Transport::Tls) return;
  const double beside = Calls(server.port(), kCallsBeside, sockets).microseconds(server, 40'000);
  fmt::print("relayed message beside {:>6} idle sockets: {:5.2f} us, {:.2f} x what it costs without them (goal {})\n",
             sockets, beside, beside / alone, kGoalBesideMany);
}

}  // namespace

void bench_relay(const Subject& subject) {
  measure_relay(subject, 1, 20'000);
  measure_relay(subject, 100, 200'000);
}

void bench_idle(const Subject& subject, std::uint32_t sockets) {
  measure_idle(subject, sockets, Transport::Plain);
  if (!subject.tls.empty()) measure_idle(subject, sockets, Transport::Tls);
}

}  // namespace parley::bench
