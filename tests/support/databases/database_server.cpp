#include "tests/support/databases/database_server.hpp"

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <fstream>
#include <grp.h>
#include <iostream>
#include <pwd.h>
#include <sstream>
#include <stdexcept>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

#include "server/store/database.hpp"

namespace parley::test {
namespace {

namespace fs = std::filesystem;
using store::Database;
using store::Engine;

constexpr std::chrono::seconds kPatience{60};

/// Where a program is: in PATH, or where Debian puts what belongs to servers.
std::string find_program(const std::string& name) {
  std::vector<fs::path> folders;
  std::istringstream path(std::getenv("PATH") ? std::getenv("PATH") : "");
  for (std::string folder; std::getline(path, folder, ':');) folders.emplace_back(folder);
  folders.emplace_back("/usr/sbin");
  std::error_code ignored;
  for (const auto& version : fs::directory_iterator("/usr/lib/postgresql", ignored)) {
    folders.push_back(version.path() / "bin");
  }
  for (const fs::path& folder : folders) {
    if (access((folder / name).c_str(), X_OK) == 0) return folder / name;
  }
  return {};
}

/// PostgreSQL refuses to be run by root.
const passwd* other_user(Engine engine) {
  return engine == Engine::PostgreSql && geteuid() == 0 ? getpwnam("postgres") : nullptr;
}

/// Starts a program, with what it says in `log`. It ends with the thread that started it.
pid_t start_program(const std::vector<std::string>& words, const passwd* user, const fs::path& log) {
  std::vector<char*> argv;
  for (const std::string& word : words) argv.push_back(const_cast<char*>(word.c_str()));
  argv.push_back(nullptr);
  const pid_t pid = fork();
  if (pid != 0) return pid;
  const int output = open(log.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600);
  dup2(output, STDOUT_FILENO);
  dup2(output, STDERR_FILENO);
  if (user && (setgroups(0, nullptr) != 0 || setgid(user->pw_gid) != 0 || setuid(user->pw_uid) != 0)) _exit(126);
  prctl(PR_SET_PDEATHSIG, SIGKILL);  // after the change of user, which clears it
  if (chdir("/") != 0) _exit(126);
  execv(argv[0], argv.data());
  _exit(127);
}

}  // namespace

std::unique_ptr<DatabaseServer> DatabaseServer::start(Engine engine, std::string& why_not) {
  const char* name = engine == Engine::MySql ? "mariadbd" : "postgres";
  std::string program = find_program(name);
  if (program.empty()) {
    why_not = std::string("The program ") + name + " is not installed.";
    return nullptr;
  }
  std::string folder = fs::temp_directory_path() / "parley-db-XXXXXX";
  if (!mkdtemp(folder.data())) {
    why_not = "No temporary folder can be made.";
    return nullptr;
  }
  std::unique_ptr<DatabaseServer> server(new DatabaseServer(engine, folder, program));
  if (engine == Engine::PostgreSql) {
    const std::string initdb = find_program("initdb");
    const passwd* user = other_user(engine);
    if (initdb.empty() || (geteuid() == 0 && !user) ||
        (user && chown(folder.c_str(), user->pw_uid, user->pw_gid) != 0)) {
      why_not = "PostgreSQL cannot be set up: it needs the program initdb and, for root, the user postgres.";
      return nullptr;
    }
    const pid_t pid = start_program({initdb, "--pgdata=" + folder + "/data", "--encoding=UTF8", "--locale=C",
                                     "--auth=trust", "--username=parley", "--no-sync"},
                                    user, folder + "/initdb.log");
    int status = 0;
    waitpid(pid, &status, 0);
    if (status != 0) {
      std::cerr << std::ifstream(folder + "/initdb.log").rdbuf();
      why_not = "initdb failed.";
      return nullptr;
    }
  } else {
    fs::create_directory(folder + "/data");
  }
  server->start_again();
  return server;
}

DatabaseServer::DatabaseServer(Engine engine, fs::path folder, std::string program)
    : engine_(engine), folder_(std::move(folder)), program_(std::move(program)) {}

DatabaseServer::~DatabaseServer() {
  kill_at_once();
  std::error_code ignored;
  fs::remove_all(folder_, ignored);
}

std::string DatabaseServer::url(const std::string& database) const {
  if (engine_ == Engine::MySql)
    return "mysql://root@localhost/" + database + "?unix_socket=" + (folder_ / "s").string();
  return "postgresql://parley@/" + database + "?host=" + folder_.string();
}

std::string DatabaseServer::new_database() {
  const std::string name = "parley_" + std::to_string(++databases_);
  Database database(store::read_database_url(url(engine_ == Engine::MySql ? "information_schema" : "postgres")).value(),
                    Milliseconds(30'000));
  database.sql() << "CREATE DATABASE " << name;
  return url(name);
}

void DatabaseServer::launch() {
  const std::string data = folder_ / "data";
  // What makes a commit survive a power cut only costs time here: no test cuts it.
  const std::vector<std::string> words =
      engine_ == Engine::MySql
          ? std::vector<
                std::string>{program_,
                             "--no-defaults",
                             "--datadir=" + data,
                             "--socket=" + (folder_ / "s").string(),
                             "--pid-file=" + (folder_ / "pid").string(),
                             "--log-error=" + (folder_ / "log").string(),
                             "--skip-networking",
                             "--skip-grant-tables",  // so that it needs no tables of its own: an empty folder does
                             "--innodb-buffer-pool-size=16M",
                             "--innodb-log-file-size=8M",
                             "--innodb-flush-log-at-trx-commit=2",
                             "--innodb-flush-method=nosync",
                             "--innodb-doublewrite=0"}
          : std::vector<std::string>{program_,
                                     "-D",
                                     data,
                                     "-k",
                                     folder_.string(),
                                     "-c",
                                     "listen_addresses=",
                                     "-c",
                                     "fsync=off",
                                     "-c",
                                     "shared_buffers=16MB",
                                     "-c",
                                     "max_connections=20"};
  std::vector<std::string> all = words;
  if (engine_ == Engine::MySql && geteuid() == 0) all.emplace_back("--user=root");
  pid_ = start_program(all, other_user(engine_), folder_ / "output");
}

bool DatabaseServer::answers() const {
  try {
    Database database(
        store::read_database_url(url(engine_ == Engine::MySql ? "information_schema" : "postgres")).value(),
        Milliseconds(5'000));
    return database.answers();
  } catch (const std::exception&) {
    return false;
  }
}

void DatabaseServer::start_again() {
  launch();
  const auto give_up_at = std::chrono::steady_clock::now() + kPatience;
  while (!answers()) {
    int status = 0;
    const bool ended = waitpid(pid_, &status, WNOHANG) == pid_;
    if (ended || std::chrono::steady_clock::now() > give_up_at) {
      std::cerr << std::ifstream(folder_ / "output").rdbuf() << std::ifstream(folder_ / "log").rdbuf();
      if (ended) pid_ = -1;
      throw std::runtime_error(program_ + " does not start");
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
}

std::vector<pid_t> DatabaseServer::processes() const {
  if (pid_ < 0) return {};
  std::vector<pid_t> all{pid_};
  std::error_code ignored;
  for (const auto& each : fs::directory_iterator("/proc/" + std::to_string(pid_) + "/task", ignored)) {
    std::ifstream children(each.path() / "children");
    for (pid_t child = 0; children >> child;) all.push_back(child);
  }
  return all;
}

void DatabaseServer::signal_all(int number) const {
  for (const pid_t pid : processes()) kill(pid, number);
}

void DatabaseServer::kill_at_once() {
  if (pid_ < 0) return;
  const std::vector<pid_t> all = processes();
  for (const pid_t pid : all) kill(pid, SIGKILL);
  waitpid(pid_, nullptr, 0);
  // Its children are not ours to wait for: they are gone when nothing can be sent to them.
  for (const pid_t pid : all) {
    while (pid != pid_ && kill(pid, 0) == 0) {
      std::ifstream stat("/proc/" + std::to_string(pid) + "/stat");
      std::string text;
      std::getline(stat, text);
      if (text.find(") Z ") != text.npos || text.empty()) break;  // dead, and not fetched by its new parent yet
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
  }
  pid_ = -1;
}

void DatabaseServer::freeze() { signal_all(SIGSTOP); }
void DatabaseServer::thaw() { signal_all(SIGCONT); }

}  // namespace parley::test
