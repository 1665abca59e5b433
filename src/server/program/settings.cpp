#include "server/program/settings.hpp"

#include <algorithm>
#include <cctype>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <sstream>

namespace parley::program {
namespace {

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kSpace = " \t\r";
  const std::size_t first = text.find_first_not_of(kSpace);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kSpace) - first + 1);
}

/// A value may stand in quotes, so that it can begin or end with a space.
std::string_view unquoted(std::string_view value) {
  const bool is_quoted = value.size() >= 2 && value.front() == '"' && value.back() == '"';
  return is_quoted ? value.substr(1, value.size() - 2) : value;
}

bool has_control(std::string_view line) {
  return std::any_of(line.begin(), line.end(), [](unsigned char letter) { return letter < ' ' && letter != '\t'; });
}

std::string unknown(const std::string& name) { return "There is no option " + name + ". See --help."; }

}  // namespace

Source from_arguments(const std::vector<std::string>& arguments, const OptionKinds& kinds) {
  Source source;
  for (std::size_t index = 0; index < arguments.size(); ++index) {
    const std::string& argument = arguments[index];
    if (argument.rfind("--", 0) != 0) {
      source.mistakes.push_back({argument, "This is no option; they begin with two dashes. See --help."});
      continue;
    }
    const std::size_t equals = argument.find('=');
    const std::string flag = argument.substr(0, equals);
    const auto kind = kinds.find(flag);
    if (kind == kinds.end()) {
      source.mistakes.push_back({flag, unknown(flag)});
    } else if (equals != std::string::npos) {
      source.settings.push_back({flag, argument.substr(equals + 1), flag});
    } else if (kind->second == OptionKind::Switch) {
      source.settings.push_back({flag, "true", flag});
    } else if (index + 1 < arguments.size()) {
      source.settings.push_back({flag, arguments[++index], flag});
    } else {
      source.mistakes.push_back({flag, "A value is missing."});
    }
  }
  return source;
}

std::string variable_of(const std::string& flag) {
  std::string name = "PARLEY_" + flag.substr(2);
  for (char& letter : name) {
    letter = letter == '-' ? '_' : static_cast<char>(std::toupper(static_cast<unsigned char>(letter)));
  }
  return name;
}

Source from_environment(const OptionKinds& kinds) {
  Source source;
  for (const auto& [flag, kind] : kinds) {
    const std::string variable = variable_of(flag);
    const char* const value = std::getenv(variable.c_str());
    if (value == nullptr || *value == '\0') continue;
    if (kind == OptionKind::List) {
      std::istringstream words(value);
      for (std::string word; words >> word;) source.settings.push_back({flag, word, variable});
    } else {
      source.settings.push_back({flag, value, variable});
    }
  }
  return source;
}

Result<std::string, std::string> read_text_file(const std::string& path) {
  constexpr std::size_t kLongest = 1024 * 1024;
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen(path.c_str(), "rb"), std::fclose);
  std::string text(kLongest, '\0');
  if (file) text.resize(std::fread(text.data(), 1, text.size(), file.get()));
  // A folder can be opened too, but not read.
  if (!file || std::ferror(file.get()) != 0) return Failure{path + " cannot be read: " + std::strerror(errno) + "."};
  if (text.size() == kLongest) return Failure{path + " is too long to be what is meant."};
  return text;
}

Source from_file(std::string_view text, const std::string& name, const OptionKinds& kinds) {
  Source source;
  for (std::size_t number = 1; !text.empty(); ++number) {
    const std::size_t end = text.find('\n');
    const std::string_view line = trimmed(text.substr(0, end));
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    if (line.empty() || line.front() == '#') continue;
    const std::string place = name + ":" + std::to_string(number);
    if (has_control(line)) {
      source.mistakes.push_back({place, "This is no text: there are control characters in it."});
      continue;
    }
    const std::size_t equals = line.find('=');
    if (equals == std::string_view::npos) {
      source.mistakes.push_back({place, "A line is like ring-seconds = 45."});
      continue;
    }
    const std::string option(trimmed(line.substr(0, equals)));
    if (kinds.find("--" + option) == kinds.end()) {
      source.mistakes.push_back({place, unknown(option)});
    } else {
      source.settings.push_back({"--" + option, std::string(unquoted(trimmed(line.substr(equals + 1)))), place});
    }
  }
  return source;
}

}  // namespace parley::program
