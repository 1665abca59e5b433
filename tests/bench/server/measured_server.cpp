#include "tests/bench/server/measured_server.hpp"

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <string>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <system_error>
#include <unistd.h>

#include "tests/bench/server/process_time.hpp"

namespace parley::bench {

MeasuredServer::MeasuredServer(const std::string& program, const std::vector<std::string>& arguments) {
  int output[2];
  if (pipe2(output, O_CLOEXEC) != 0) std::exit(1);
  data_ = (std::filesystem::temp_directory_path() / "parley-bench-XXXXXX").string();
  if (mkdtemp(data_.data()) == nullptr) std::exit(1);
  std::vector<std::string> words{program, "--port", "0", "--log-level", "warning", "--data", data_};
  words.insert(words.end(), arguments.begin(), arguments.end());
  pid_ = fork();
  if (pid_ == 0) {
    std::vector<char*> argv;
    for (std::string& word : words) argv.push_back(word.data());
    argv.push_back(nullptr);
    prctl(PR_SET_PDEATHSIG, SIGKILL);  // a benchmark that is interrupted leaves nothing behind
    dup2(output[1], STDOUT_FILENO);
    execv(argv[0], argv.data());
    _exit(127);
  }
  close(output[1]);
  std::string line;
  char letter = 0;
  while (read(output[0], &letter, 1) == 1 && letter != '\n') line += letter;
  close(output[0]);
  const std::size_t colon = line.rfind(':');
  if (line.rfind("Parley is at ", 0) != 0 || colon == std::string::npos) {
    std::fprintf(stderr, "%s does not serve.\n", program.c_str());
    std::exit(1);
  }
  port_ = static_cast<std::uint16_t>(std::stoi(line.substr(colon + 1)));
}

MeasuredServer::~MeasuredServer() {
  kill(pid_, SIGKILL);  // ten thousand goodbyes are not what is measured
  waitpid(pid_, nullptr, 0);
  std::error_code ignored;
  std::filesystem::remove_all(data_, ignored);
}

std::uint64_t MeasuredServer::cpu_nanoseconds() const { return cpu_nanoseconds_of(pid_); }

std::uint64_t MeasuredServer::resident_bytes() const {
  std::uint64_t total = 0;
  std::uint64_t resident = 0;
  std::ifstream("/proc/" + std::to_string(pid_) + "/statm") >> total >> resident;
  return resident * static_cast<std::uint64_t>(sysconf(_SC_PAGESIZE));
}

}  // namespace parley::bench
