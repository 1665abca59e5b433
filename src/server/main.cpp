// The server program: options and wiring. What it does is decided in the folders beside this file.
#include <csignal>
#include <cstdio>
#include <string>
#include <string_view>
#include <sys/resource.h>
#include <utility>

#include "server/net/static_files.hpp"
#include "server/program/options.hpp"
#include "server/program/report_command.hpp"
#include "server/program/server.hpp"

namespace {

/// Each socket is an open file: take as many as the system lets us.
void raise_open_file_limit() {
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
  limit.rlim_cur = limit.rlim_max;
  setrlimit(RLIMIT_NOFILE, &limit);
}

int fail(const std::string& sentence) {
  std::fprintf(stderr, "%s\n", sentence.c_str());
  return 1;
}

}  // namespace

int main(int argc, char** argv) {
  using namespace parley::program;
  if (argc > 1 && std::string_view(argv[1]) == "report") return run_report({argv + 2, argv + argc}, PARLEY_VERSION);
  std::signal(SIGPIPE, SIG_IGN);  // a peer that went away is an error of its own socket
  raise_open_file_limit();

  const auto options = read_options(argc, argv, PARLEY_VERSION);
  if (!options) {
    std::fputs(options.error().text.c_str(), options.error().code == 0 ? stdout : stderr);
    return options.error().code;
  }

  parley::net::StaticFiles files;
  if (!options.value().static_dir.empty()) {
    auto loaded = parley::net::StaticFiles::load(options.value().static_dir);
    if (!loaded) return fail(loaded.error());
    files = std::move(loaded).value();
  }

  Server server(options.value(), std::move(files), PARLEY_VERSION);
  const auto places = server.start();
  if (!places) return fail(places.error());
  std::fputs(places.value().c_str(), stdout);
  std::fflush(stdout);
  server.run();
  return 0;
}
