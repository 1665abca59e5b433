// Measures the server's program over real sockets of this machine. It is a process of its own, so that only its time and memory are
// counted: bench_server <parley-server> [options with which it speaks TLS]
#include <cstdio>
#include <sys/resource.h>

#include <fmt/format.h>

#include "tests/bench/server/benches.hpp"

namespace parley::bench {
namespace {

constexpr rlim_t kOwnFiles = 500;

int run(const Subject& subject) {
  rlimit files{};
  getrlimit(RLIMIT_NOFILE, &files);
  files.rlim_cur = files.rlim_max;
  setrlimit(RLIMIT_NOFILE, &files);

  bench_relay(subject);
  bench_calls(subject);
  bench_rings(subject);
  bench_sign_ins(subject);
  for (const std::uint32_t sockets : {1'000u, 10'000u}) {
    if (files.rlim_cur < sockets + kOwnFiles) {
      fmt::print("{} sockets: not measured, only {} open files are allowed\n", sockets, files.rlim_cur);
      continue;
    }
    bench_idle(subject, sockets);
    bench_return(subject, sockets);
  }
  return 0;
}

}  // namespace
}  // namespace parley::bench

int main(int argc, char** argv) {
  if (argc < 2) {
    std::fputs("usage: bench_server <parley-server> [options for TLS]\n", stderr);
    return 2;
  }
  return parley::bench::run({argv[1], {argv + 2, argv + argc}});
}
