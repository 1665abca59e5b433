// The processor time of another process.
#pragma once

#include <cstdint>
#include <fstream>
#include <string>
#include <sys/types.h>

namespace parley::bench {

/// Time on a processor since its start, in the kernel too, in nanoseconds.
inline std::uint64_t cpu_nanoseconds_of(pid_t process) {
  std::uint64_t nanoseconds = 0;
  std::ifstream("/proc/" + std::to_string(process) + "/schedstat") >> nanoseconds;
  return nanoseconds;
}

}  // namespace parley::bench
