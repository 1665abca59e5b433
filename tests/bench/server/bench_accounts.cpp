// Sign-ins a second: what password hashing leaves.
#include <atomic>
#include <chrono>
#include <thread>
#include <vector>

#include <fmt/format.h>

#include "tests/bench/server/benches.hpp"
#include "tests/bench/server/http_request.hpp"
#include "tests/bench/server/loopback.hpp"
#include "tests/bench/server/measured_server.hpp"

namespace parley::bench {

void bench_sign_ins(const Subject& subject) {
  constexpr std::uint32_t kAccounts = 20;
  constexpr std::uint32_t kSignIns = 400;
  constexpr std::uint32_t kAtOnce = 8;
  const MeasuredServer server(subject.program, {"--requests-per-second", "100000", "--request-burst", "100000"});
  const auto body = [](std::uint32_t account) {
    return fmt::format(R"({{"name":"Account {}","password":"the password of {}"}})", account, account);
  };
  for (std::uint32_t account = 0; account < kAccounts; ++account) {
    const HttpAnswer made = post_json(server.port(), account * kPeopleAnAddress, "/accounts", body(account));
    if (made.status != 200) give_up(made.body.c_str());
  }
  std::atomic<std::uint32_t> next = 0;
  const std::uint64_t cpu_before = server.cpu_nanoseconds();
  const auto before = std::chrono::steady_clock::now();
  std::vector<std::thread> people;
  for (std::uint32_t person = 0; person < kAtOnce; ++person) {
    people.emplace_back([&] {
      for (std::uint32_t number = 0; (number = next++) < kSignIns;) {
        const std::uint32_t account = number % kAccounts;
        const HttpAnswer answer = post_json(server.port(), account * kPeopleAnAddress, "/login", body(account));
        if (answer.status != 200) give_up(answer.body.c_str());
      }
    });
  }
  for (std::thread& person : people) person.join();
  const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - before).count();
  const double cpu_seconds = static_cast<double>(server.cpu_nanoseconds() - cpu_before) / 1e9;
  fmt::print("sign-ins with a password: {:.1f} a second, {:.1f} a second of the server's processor time\n",
             kSignIns / seconds, kSignIns / cpu_seconds);
}

}  // namespace parley::bench
