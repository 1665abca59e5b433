// A network that was gone is back: everybody's socket has broken, and everybody resumes at once.
#include <fmt/format.h>

#include "tests/bench/server/benches.hpp"
#include "tests/bench/server/crowd.hpp"
#include "tests/bench/server/measured_server.hpp"

namespace parley::bench {

void bench_return(const Subject& subject, std::uint32_t clients) {
  constexpr double kGoalSeconds = 30;
  const MeasuredServer server(subject.program, {"--connections-per-address", "1000", "--request-burst", "100000",
                                                "--presence-seconds", "1000000", "--resume-seconds", "600"});
  Crowd crowd(server.port(), clients);
  crowd.come();
  crowd.drop();
  const CrowdTimes back = crowd.come();
  fmt::print(
      "{} clients reconnect at once: all are back after {:.1f} s (goal {}), and know again who is online after {:.1f} "
      "s; "
      "{} resumed, {} tries failed\n",
      clients, back.signed_in, kGoalSeconds, back.complete, back.resumed, back.retries);
}

}  // namespace parley::bench
