// Any file of options: each line is a setting, a mistake with its number, or nothing; nothing is done because of it.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include <CLI/CLI.hpp>

#include "server/program/declared.hpp"
#include "server/program/settings.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace parley::program;
  static const OptionKinds kinds = [] {
    Written written;
    return kinds_of(*declare(written));
  }();
  Source source = from_file({reinterpret_cast<const char*>(data), size}, "file", kinds);
  const std::size_t written = source.settings.size();
  if (written > 8) source.settings.resize(8);  // each is checked against the whole table, which takes its time
  const std::size_t before = source.settings.size() + source.mistakes.size();
  check_each(source.settings, source.mistakes);
  if (source.settings.size() + source.mistakes.size() != before) std::abort();
  for (const Mistake& mistake : source.mistakes) {
    if (mistake.place.rfind("file:", 0) != 0 || mistake.sentence.empty()) std::abort();
  }
  return 0;
}
