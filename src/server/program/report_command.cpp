#include "server/program/report_command.hpp"

#include <algorithm>
#include <cstdio>

#include "server/net/hub_runner.hpp"
#include "server/program/options.hpp"
#include "server/program/report_query.hpp"
#include "server/store/reader.hpp"

namespace parley::program {
namespace {

constexpr int kNothingRead = 1;
constexpr int kWrongWord = 2;

constexpr const char* kHelp =
    "What happened to calls and sign-ins.\n"
    "Usage: parley-server report calls|call ID|errors|logins [options]\n\n"
    "  --since TIME    2026-11-21, 2026-11-21T10:15, or so long ago: 90s, 15m, 24h, 7d\n"
    "  --until TIME\n"
    "  --person WHO    a name, or an id like p-…\n"
    "  --limit N       at most so many lines, the newest first (100)\n"
    "  --format FORMAT text, json or csv\n\n"
    "Where the records are is said as to the server itself: --data, --database, --config, or PARLEY_… variables.\n";

struct Words {
  std::vector<std::string> kind;
  ReportOptions report;
  std::vector<std::string> server;  ///< options that say where the records are
  std::string problem;
};

Words sort_words(const std::vector<std::string>& arguments) {
  static const std::vector<std::string> ours{"since", "until", "person", "limit", "format"};
  Words words;
  for (std::size_t index = 0; index < arguments.size(); ++index) {
    const std::string& argument = arguments[index];
    if (argument.rfind("--", 0) != 0) {
      words.kind.push_back(argument);
      continue;
    }
    const std::size_t equals = argument.find('=');
    const std::string name = argument.substr(2, equals == std::string::npos ? equals : equals - 2);
    const bool has_value = equals != std::string::npos || index + 1 < arguments.size();
    if (!has_value) {
      words.problem = argument + ": A value is missing.";
      return words;
    }
    std::string value = equals != std::string::npos ? argument.substr(equals + 1) : arguments[++index];
    if (std::find(ours.begin(), ours.end(), name) != ours.end()) {
      words.report.emplace_back(name, std::move(value));
    } else {
      words.server.push_back("--" + name + "=" + value);
    }
  }
  return words;
}

int fail(int code, const std::string& sentence) {
  std::fprintf(stderr, "%s\n", sentence.c_str());
  return code;
}

int show(const std::string& text) {
  std::fputs(text.c_str(), stdout);
  return std::fflush(stdout) == 0 ? 0 : kNothingRead;
}

}  // namespace

int run_report(const std::vector<std::string>& arguments, const std::string& version) {
  if (std::find(arguments.begin(), arguments.end(), "--help") != arguments.end()) return show(kHelp);
  const Words words = sort_words(arguments);
  if (!words.problem.empty()) return fail(kWrongWord, words.problem);
  const auto query = read_report_query(words.kind, words.report, net::wall_clock());
  if (!query) return fail(kWrongWord, query.error());

  std::vector<const char*> server{"parley-server"};
  for (const std::string& word : words.server) server.push_back(word.c_str());
  const auto options = read_options(static_cast<int>(server.size()), server.data(), version, Purpose::Report);
  if (!options) {
    std::fputs(options.error().text.c_str(), options.error().code == 0 ? stdout : stderr);
    return options.error().code;
  }
  store::StoreOptions where;
  where.data_dir = options.value().data_dir;
  where.database = options.value().database;
  const auto reader = store::Reader::open(where);
  if (!reader) return fail(kNothingRead, reader.error());

  if (query.value().kind == ReportKind::Logins) {
    const auto attempts =
        reader.value()->attempts(query.value().since, query.value().until, query.value().name, query.value().limit);
    return attempts ? show(report_of(query.value(), attempts.value())) : fail(kNothingRead, attempts.error());
  }
  const auto calls = reader.value()->calls(query.value().calls);
  if (!calls) return fail(kNothingRead, calls.error());
  const auto text = report_of(query.value(), calls.value());
  return text ? show(*text) : fail(kNothingRead, "There is no such call.");
}

}  // namespace parley::program
