#include "server/program/options.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include <CLI/CLI.hpp>

#include "server/program/declared.hpp"
#include "server/program/judge.hpp"
#include "server/program/settings.hpp"
#include "server/store/database_url.hpp"

namespace parley::program {
namespace {

constexpr int kWrongOption = 2;

/// Of each option the settings of the first source that has any.
std::vector<Setting> in_force(const std::vector<const Source*>& sources, const OptionKinds& kinds) {
  std::vector<Setting> chosen;
  for (const auto& [flag, kind] : kinds) {
    for (const Source* source : sources) {
      std::vector<Setting> of_flag;
      std::copy_if(source->settings.begin(), source->settings.end(), std::back_inserter(of_flag),
                   [&name = flag](const Setting& setting) { return setting.flag == name; });
      if (of_flag.empty()) continue;
      if (kind != OptionKind::List) of_flag.erase(of_flag.begin(), of_flag.end() - 1);
      chosen.insert(chosen.end(), of_flag.begin(), of_flag.end());
      break;
    }
  }
  return chosen;
}

bool has(const std::vector<Setting>& settings, const std::string& flag) {
  return std::any_of(settings.begin(), settings.end(), [&](const Setting& setting) { return setting.flag == flag; });
}

std::string lines_of(const std::vector<Mistake>& mistakes) {
  std::string lines;
  for (const Mistake& mistake : mistakes) lines += mistake.place + ": " + mistake.sentence + "\n";
  return lines;
}

/// A file of options that means what is in force. Secrets are only said to be there.
std::string printed(const CLI::App& app, const Options& options) {
  std::string lines;
  for (const CLI::Option* option : app.get_options()) {
    const std::string name = option->get_name().substr(2);
    if (name == "help" || name == "version" || name == "config" || name.find("-config") != std::string::npos) continue;
    const bool is_switch = option->get_items_expected_max() == 0;
    std::vector<std::string> values = option->results();
    if (values.empty()) values.push_back(is_switch ? "false" : option->get_default_str());
    for (const std::string& value : values) {
      const auto url = name == "database" ? store::read_database_url(value)
                                          : Result<store::DatabaseUrl, std::string>(Failure{std::string()});
      const bool is_secret = url && !url.value().password.empty();
      const bool is_unset = value.empty();
      lines +=
          (is_unset || is_secret ? "# " : "") + name + " = " + (is_secret ? "(set, with its password)" : value) + "\n";
    }
  }
  lines += std::string("# turn-secret: ") + (options.relay ? "(set)" : "(not set)") + "\n";
  lines += std::string("# livekit-secret: ") + (options.livekit ? "(set)" : "(not set)") + "\n";
  return lines;
}

class Reading {
 public:
  explicit Reading(Purpose purpose) : purpose_(purpose) {}

  Result<Options, EarlyExit> read(const std::vector<std::string>& arguments, const std::string& version) {
    const auto app = declare(written_);
    kinds_ = kinds_of(*app);
    Source flags = from_arguments(arguments, kinds_);
    if (has(flags.settings, "--help")) return Failure{EarlyExit{0, app->help()}};
    if (has(flags.settings, "--version")) return Failure{EarlyExit{0, "Parley " + version + "\n"}};
    Source variables = from_environment(kinds_);
    Source file = read_file(flags, variables);
    for (Source* source : {&flags, &variables, &file}) {
      mistakes_.insert(mistakes_.end(), source->mistakes.begin(), source->mistakes.end());
      check_each(source->settings, mistakes_);
    }
    apply(*app, in_force({&flags, &variables, &file}, kinds_));
    if (!mistakes_.empty()) return Failure{EarlyExit{kWrongOption, lines_of(mistakes_)}};
    if (written_.check_config) return Failure{EarlyExit{0, "The configuration is good.\n"}};
    if (written_.print_config) return Failure{EarlyExit{0, printed(*app, written_.options)}};
    return std::move(written_.options);
  }

 private:
  Source read_file(const Source& flags, const Source& variables) {
    for (const Source* source : {&flags, &variables}) {
      for (const Setting& setting : source->settings) {
        if (setting.flag != "--config") continue;
        const auto text = read_text_file(setting.value);
        if (text) return from_file(text.value(), setting.value, kinds_);
        return {{}, {{setting.place, text.error()}}};
      }
    }
    return {};
  }

  void apply(CLI::App& app, const std::vector<Setting>& settings) {
    std::vector<std::string> words;
    for (const Setting& setting : settings) words.push_back(setting.flag + "=" + setting.value);
    std::reverse(words.begin(), words.end());  // CLI11 takes them from the back
    try {
      app.parse(std::move(words));
    } catch (const CLI::Error& error) {
      mistakes_.push_back({"options", error.what()});
      return;
    }
    const auto place_of = [&](const std::string& flag) {
      for (const Setting& setting : settings) {
        if (setting.flag == flag) return setting.place;
      }
      return flag;
    };
    auto found = judge(written_, purpose_, place_of);
    mistakes_.insert(mistakes_.end(), found.begin(), found.end());
  }

  Purpose purpose_;
  Written written_;
  OptionKinds kinds_;
  std::vector<Mistake> mistakes_;
};

}  // namespace

Result<Options, EarlyExit> read_options(int argc, const char* const* argv, const std::string& version,
                                        Purpose purpose) {
  return Reading(purpose).read({argv + 1, argv + argc}, version);
}

}  // namespace parley::program
