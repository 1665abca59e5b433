// The table of options: each one's name, help, default, and what may be written. Options that depend on each other are judged in
// judge.hpp.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "server/program/options.hpp"
#include "server/program/settings.hpp"

namespace CLI {
class App;
}

namespace parley::program {

/// What was written, before it is judged as a whole.
struct Written {
  Options options;
  std::vector<std::string> stun;
  std::vector<std::string> turn;
  std::string turn_secret_file;
  Milliseconds turn_lifetime{600'000};
  std::string livekit_url;
  std::string livekit_key;
  std::string livekit_secret_file;
  std::string tls_certificate;
  std::string tls_key;
  std::string config;
  bool print_version = false;
  bool print_config = false;
  bool check_config = false;
};

/// The options, writing into `written`, which must outlive them.
std::unique_ptr<CLI::App> declare(Written& written);

OptionKinds kinds_of(const CLI::App& app);

/// Each setting by itself, as if it were the only one, so that one mistake does not hide the next. Those with a mistake are taken
/// out.
void check_each(std::vector<Setting>& settings, std::vector<Mistake>& mistakes);

}  // namespace parley::program
