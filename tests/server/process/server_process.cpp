#include "tests/server/process/server_process.hpp"

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <fstream>
#include <poll.h>
#include <sstream>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

#include <gtest/gtest.h>

namespace parley::test {
namespace {

constexpr std::chrono::seconds kPatience{60};  // a bound for broken servers, far beyond what a good one needs

std::string read_file(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

/// Starts the program with its output and errors going to files in `folder`.
pid_t start(const std::filesystem::path& folder, const std::vector<std::string>& arguments,
            const std::vector<std::string>& environment) {
  const std::string output = folder / "output";
  const std::string errors = folder / "errors";
  std::vector<std::string> words{PARLEY_SERVER_PROGRAM};
  words.insert(words.end(), arguments.begin(), arguments.end());
  std::vector<char*> argv;
  for (std::string& word : words) argv.push_back(word.data());
  argv.push_back(nullptr);
  const pid_t pid = fork();
  if (pid == 0) {
    prctl(PR_SET_PDEATHSIG, SIGKILL);  // a test that crashes leaves nothing behind
    for (const std::string& variable : environment) putenv(const_cast<char*>(variable.c_str()));
    dup2(open(output.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600), STDOUT_FILENO);
    dup2(open(errors.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600), STDERR_FILENO);
    execv(argv[0], argv.data());
    _exit(127);
  }
  return pid;
}

template <class Condition>
bool wait_until(Condition condition) {
  const auto give_up_at = std::chrono::steady_clock::now() + kPatience;
  while (!condition()) {
    if (std::chrono::steady_clock::now() > give_up_at) return false;
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
  }
  return true;
}

int meaning(int status) { return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status); }

}  // namespace

Ended run_server(const std::vector<std::string>& arguments, const std::vector<std::string>& environment) {
  const TemporaryFolder folder;
  const pid_t pid = start(folder.path(), arguments, environment);
  int status = 0;
  const bool ended = wait_until([&] { return waitpid(pid, &status, WNOHANG) == pid; });
  if (!ended) {
    kill(pid, SIGKILL);
    waitpid(pid, &status, 0);
  }
  return {meaning(status), read_file(folder.path() / "output"), read_file(folder.path() / "errors")};
}

ServerProcess::ServerProcess(const std::vector<std::string>& arguments) {
  std::vector<std::string> words{"--port", "0", "--log-level", "debug", "--data", data()};
  words.insert(words.end(), arguments.begin(), arguments.end());
  pid_ = start(folder_.path(), words, {});
  wait_until([&] {
    const std::string output = read_file(folder_.path() / "output");
    first_line_ = output.substr(0, output.find('\n'));
    int status = 0;
    if (waitpid(pid_, &status, WNOHANG) == pid_) status_ = meaning(status);
    return output.find('\n') != std::string::npos || status_;
  });
  if (first_line_.rfind("Parley is at http", 0) != 0) {
    ADD_FAILURE() << "the server did not start: " << log();
    return;
  }
  port_ = static_cast<std::uint16_t>(std::stoi(first_line_.substr(first_line_.rfind(':') + 1)));
}

ServerProcess::~ServerProcess() {
  if (status_) return;
  signal(SIGTERM);
  EXPECT_EQ(wait(), 0) << log();  // also: no sanitizer found anything
}

std::uint16_t ServerProcess::other_port(const std::string& words) const {
  const std::string output = read_file(folder_.path() / "output");
  const std::string before = output.substr(0, output.find(words));
  return static_cast<std::uint16_t>(std::stoi(before.substr(before.rfind(':') + 1)));
}

void ServerProcess::signal(int number) const { kill(pid_, number); }

int ServerProcess::wait() {
  if (status_) return *status_;
  int status = 0;
  if (!wait_until([&] { return waitpid(pid_, &status, WNOHANG) == pid_; })) {
    kill(pid_, SIGKILL);
    waitpid(pid_, &status, 0);
  }
  status_ = meaning(status);
  return *status_;
}

std::string ServerProcess::log() const { return read_file(folder_.path() / "errors"); }

bool ServerProcess::wait_for_log(const std::string& words) const {
  return wait_until([&] { return log().find(words) != std::string::npos; });
}

}  // namespace parley::test
