// What was written where: on the command line, in variables, in a file. Which options there are and what may be written is
// options.hpp's business.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.hpp"

namespace parley::program {

/// One option as somebody wrote it.
struct Setting {
  std::string flag;   ///< "--ring-seconds"
  std::string value;  ///< "true" for a switch
  std::string place;  ///< "--ring-seconds", "PARLEY_RING_SECONDS", "/etc/parley.conf:3"
  friend bool operator==(const Setting&, const Setting&) = default;
};

/// Something that cannot be meant, and where it stands.
struct Mistake {
  std::string place;
  std::string sentence;
  friend bool operator==(const Mistake&, const Mistake&) = default;
};

enum class OptionKind { Switch, Value, List };
/// Every option by its flag.
using OptionKinds = std::map<std::string, OptionKind>;

/// What was written in one place; a later one of the same flag wins, but for lists.
struct Source {
  std::vector<Setting> settings;
  std::vector<Mistake> mistakes;
};

Source from_arguments(const std::vector<std::string>& arguments, const OptionKinds& kinds);

/// PARLEY_RING_SECONDS for "--ring-seconds". Lists are separated by white space; an empty variable is none.
Source from_environment(const OptionKinds& kinds);
std::string variable_of(const std::string& flag);

/// What a file of people's own holds, a megabyte at most. Or a sentence.
Result<std::string, std::string> read_text_file(const std::string& path);

/// Lines like `ring-seconds = 45`; a list's option may be repeated; `#` begins a line of comment. `name` is told in places.
Source from_file(std::string_view text, const std::string& name, const OptionKinds& kinds);

}  // namespace parley::program
