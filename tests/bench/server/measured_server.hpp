// The server's program as the benchmark sees it: a process with a port, processor time and memory.
#pragma once

#include <cstdint>
#include <string>
#include <sys/types.h>
#include <vector>

namespace parley::bench {

class MeasuredServer {
 public:
  /// Starts the program at a free port and waits until it serves. Ends this program if it does not.
  MeasuredServer(const std::string& program, const std::vector<std::string>& arguments);
  ~MeasuredServer();
  MeasuredServer(const MeasuredServer&) = delete;
  MeasuredServer& operator=(const MeasuredServer&) = delete;

  std::uint16_t port() const { return port_; }

  /// The server's folder, which ends with it.
  const std::string& data() const { return data_; }

  /// Time on a processor since the start, in the kernel too, in nanoseconds.
  std::uint64_t cpu_nanoseconds() const;

  /// Resident memory in bytes.
  std::uint64_t resident_bytes() const;

 private:
  std::string data_;
  pid_t pid_ = -1;
  std::uint16_t port_ = 0;
};

}  // namespace parley::bench
