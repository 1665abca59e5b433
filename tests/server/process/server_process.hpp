// The server's program, started by a test and ended with it.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <sys/types.h>
#include <vector>

#include "tests/support/temporary_folder.hpp"

namespace parley::test {

struct Ended {
  int exit_code = -1;  ///< -1: killed by a signal
  std::string output;
  std::string errors;
};

/// Runs the program to its end.
Ended run_server(const std::vector<std::string>& arguments, const std::vector<std::string>& environment = {});

/// A server that serves at a free port. The constructor waits until it does.
class ServerProcess {
 public:
  explicit ServerProcess(const std::vector<std::string>& arguments = {});
  ~ServerProcess();
  ServerProcess(const ServerProcess&) = delete;
  ServerProcess& operator=(const ServerProcess&) = delete;

  std::uint16_t port() const { return port_; }
  const std::string& first_line() const { return first_line_; }
  /// The port named in another line of what it printed, before these words.
  std::uint16_t other_port(const std::string& words) const;
  void signal(int number) const;
  pid_t pid() const { return pid_; }

  /// Waits for the program's end: its exit code, or minus the signal that killed it.
  int wait();

  /// Where it keeps what it keeps.
  std::filesystem::path data() const { return folder_.path() / "data"; }
  /// What it has logged so far.
  std::string log() const;
  /// Waits until the log holds these words.
  bool wait_for_log(const std::string& words) const;

 private:
  TemporaryFolder folder_;
  pid_t pid_ = -1;
  std::optional<int> status_;
  std::uint16_t port_ = 0;
  std::string first_line_;
};

}  // namespace parley::test
