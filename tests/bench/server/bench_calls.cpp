// Calls a second, and how long a ring takes to arrive, with everything recorded in SQLite.
#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <thread>
#include <vector>

#include <fmt/format.h>

#include "tests/bench/server/benches.hpp"
#include "tests/bench/server/http_request.hpp"
#include "tests/bench/server/loopback.hpp"
#include "tests/bench/server/measured_server.hpp"
#include "tests/bench/server/person.hpp"

namespace parley::bench {
namespace {

using namespace std::chrono_literals;

constexpr double kGoalUnderFlood = 1.1;
constexpr double kGoalWithoutDatabase = 1.0;
constexpr std::size_t kRings = 400;  // in one piece of a measurement
constexpr int kPieces = 5;
constexpr std::size_t kGuessers = 48;

const std::vector<std::string> kEager{"--rings-to-one-per-minute", "100000000", "--rings-per-minute", "100000000",
                                      "--messages-per-second",     "1000000",   "--message-burst",    "1000000",
                                      "--requests-per-second",     "1000000",   "--request-burst",    "1000000"};

/// Rings that come one after the other, with a pause: what one person meets on a server that is not full.
void ring(Pair& pair, std::vector<double>& seconds) {
  for (std::size_t count = 0; count < kRings; ++count) {
    seconds.push_back(pair.ring());
    pair.end();
    std::this_thread::sleep_for(1ms);
  }
}

double percentile(std::vector<double> values, double share) {
  std::sort(values.begin(), values.end());
  return values[std::min(values.size() - 1, static_cast<std::size_t>(share * static_cast<double>(values.size())))];
}

void tell(const char* what, const std::vector<double>& undisturbed, const std::vector<double>& disturbed, double goal) {
  const auto microseconds = [](const std::vector<double>& values, double share) {
    return percentile(values, share) * 1e6;
  };
  fmt::print("ring, {}: p50 {:.0f} us, p99 {:.0f} us; undisturbed {:.0f} and {:.0f} us: {:.2f} x at p99 (goal {})\n",
             what, microseconds(disturbed, 0.5), microseconds(disturbed, 0.99), microseconds(undisturbed, 0.5),
             microseconds(undisturbed, 0.99), percentile(disturbed, 0.99) / percentile(undisturbed, 0.99), goal);
}

/// People who guess passwords, each from ever other addresses and under ever other names, until it ends.
class LoginFlood {
 public:
  explicit LoginFlood(std::uint16_t port) {
    for (std::size_t guesser = 0; guesser < kGuessers; ++guesser) {
      guessers_.emplace_back([this, port, guesser] {
        for (std::uint32_t guess = 0; !over_; ++guess) {
          const auto number = static_cast<std::uint32_t>((1000 + guesser + guess * kGuessers) * kPeopleAnAddress);
          const HttpAnswer answer = post_json(
              port, number, "/login", fmt::format(R"({{"name":"guess {}","password":"wrong {}"}})", number, guess));
          ++answers_;
          if (answer.status == 401) ++judged_;
        }
      });
    }
  }
  ~LoginFlood() {
    over_ = true;
    for (std::thread& guesser : guessers_) guesser.join();
  }
  LoginFlood(const LoginFlood&) = delete;
  LoginFlood& operator=(const LoginFlood&) = delete;

  std::uint64_t answers() const { return answers_; }
  std::uint64_t judged() const { return judged_; }

 private:
  std::atomic<bool> over_ = false;
  std::atomic<std::uint64_t> answers_ = 0;
  std::atomic<std::uint64_t> judged_ = 0;
  std::vector<std::thread> guessers_;
};

/// Nobody else can write to the server's database while this lives. Needs the program sqlite3.
class StoppedDatabase {
 public:
  explicit StoppedDatabase(const std::string& data) {
    const std::filesystem::path marker = std::filesystem::path(data) / "stopped";
    shell_ = popen(fmt::format("sqlite3 '{}/parley.db' >/dev/null", data).c_str(), "w");
    if (shell_ == nullptr) give_up("sqlite3");
    fmt::print(shell_, ".timeout 10000\nBEGIN IMMEDIATE;\n.shell touch '{}'\n", marker.string());
    std::fflush(shell_);
    for (int look = 0; !std::filesystem::exists(marker); ++look) {
      if (look > 1000) give_up("sqlite3 does not stop the database");
      std::this_thread::sleep_for(10ms);
    }
    std::filesystem::remove(marker);
  }
  ~StoppedDatabase() { pclose(shell_); }
  StoppedDatabase(const StoppedDatabase&) = delete;
  StoppedDatabase& operator=(const StoppedDatabase&) = delete;

 private:
  std::FILE* shell_ = nullptr;
};

/// What is still to be written when the last call is over belongs to the calls.
std::uint64_t cpu_once_idle(const MeasuredServer& server) {
  for (std::uint64_t before = server.cpu_nanoseconds();;) {
    std::this_thread::sleep_for(300ms);
    const std::uint64_t now = server.cpu_nanoseconds();
    if (now - before < 3'000'000) return now;
    before = now;
  }
}

}  // namespace

void bench_calls(const Subject& subject) {
  constexpr std::uint32_t kPairs = 50;
  constexpr int kTurns = 100;
  const MeasuredServer server(subject.program, kEager);
  std::vector<Pair> pairs;
  pairs.reserve(kPairs);
  for (std::uint32_t number = 0; number < kPairs; ++number) pairs.emplace_back(server.port(), number);
  const auto turn = [&] {
    for (Pair& pair : pairs) pair.ring();
    for (Pair& pair : pairs) pair.accept();
    for (Pair& pair : pairs) pair.end();
  };
  for (int warm_up = 0; warm_up < 5; ++warm_up) turn();
  const std::uint64_t before = cpu_once_idle(server);
  for (int count = 0; count < kTurns; ++count) turn();
  const double seconds = static_cast<double>(cpu_once_idle(server) - before) / 1e9;
  fmt::print("calls from ring to hang-up, each recorded in SQLite: {:.0f} a second of the server's processor time\n",
             kPairs * kTurns / seconds);
}

void bench_rings(const Subject& subject) {
  const MeasuredServer server(subject.program, kEager);
  Pair pair(server.port(), 0);
  std::vector<double> warm_up;
  ring(pair, warm_up);

  // In turns, so that what else the machine does falls on all alike.
  std::vector<double> quiet;
  std::vector<double> flooded;
  std::vector<double> without_database;
  std::uint64_t answers = 0;
  std::uint64_t judged = 0;
  for (int piece = 0; piece < kPieces; ++piece) {
    ring(pair, quiet);
    {
      const LoginFlood flood(server.port());
      while (flood.answers() < kGuessers) std::this_thread::sleep_for(10ms);
      ring(pair, flooded);
      answers += flood.answers();
      judged += flood.judged();
    }
    const StoppedDatabase stopped(server.data());
    ring(pair, without_database);
  }
  tell(fmt::format("while {} people guess passwords ({} tried, {} judged)", kGuessers, answers, judged).c_str(), quiet,
       flooded, kGoalUnderFlood);
  tell("while the database is stopped", quiet, without_database, kGoalWithoutDatabase);
}

}  // namespace parley::bench
