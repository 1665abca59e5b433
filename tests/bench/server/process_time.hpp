// The processor time of another process.
#pragma once

#include <cstdint>
#include <ctime>
#include <sys/types.h>

namespace parley::bench {

/// Time on a processor since its start, of all its threads and in the kernel too, in nanoseconds.
inline std::uint64_t cpu_nanoseconds_of(pid_t process) {
  clockid_t clock{};
  timespec time{};
  if (clock_getcpuclockid(process, &clock) != 0 || clock_gettime(clock, &time) != 0) return 0;
  return static_cast<std::uint64_t>(time.tv_sec) * 1'000'000'000 + static_cast<std::uint64_t>(time.tv_nsec);
}

}  // namespace parley::bench
