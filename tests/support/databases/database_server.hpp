// A real MariaDB or PostgreSQL server of Debian's packages, started by a test on a socket in a folder of its own, and gone with it.
// Nothing of a server that the machine runs for others is touched.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <sys/types.h>
#include <vector>

#include "server/store/database_url.hpp"

namespace parley::test {

class DatabaseServer {
 public:
  /// Starts one and waits until it answers. Nothing, and why, where its programs are not installed.
  static std::unique_ptr<DatabaseServer> start(store::Engine engine, std::string& why_not);
  ~DatabaseServer();
  DatabaseServer(const DatabaseServer&) = delete;
  DatabaseServer& operator=(const DatabaseServer&) = delete;

  /// The URL of a new, empty database.
  std::string new_database();

  /// Kills it as a crash would, with everything that it had open.
  void kill_at_once();
  /// Starts it again on the same data, and waits until it answers.
  void start_again();
  /// Keeps it from answering, without ending any connection.
  void freeze();
  void thaw();

 private:
  DatabaseServer(store::Engine engine, std::filesystem::path folder, std::string program);
  void launch();
  bool answers() const;
  std::string url(const std::string& database) const;
  /// The server and, for PostgreSQL, a process for each connection.
  std::vector<pid_t> processes() const;
  void signal_all(int number) const;

  store::Engine engine_;
  std::filesystem::path folder_;
  std::string program_;
  pid_t pid_ = -1;
  int databases_ = 0;
};

}  // namespace parley::test
