#include "server/report/csv.hpp"

namespace parley::report {

std::string csv_cell(std::string_view text) {
  std::string cell;
  // The full-width forms too: spreadsheets in East Asian settings take them for the plain ones.
  for (const std::string_view start :
       {"=", "+", "-", "@", "\t", "\r", "\n", "\xEF\xBC\x9D", "\xEF\xBC\x8B", "\xEF\xBC\x8D", "\xEF\xBC\xA0"}) {
    if (text.starts_with(start)) {
      cell = "'";
      break;
    }
  }
  cell += text;
  if (cell.find_first_of(",;\"\t\r\n ") == cell.npos) return cell;
  std::string quoted = "\"";
  for (const char c : cell) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + '"';
}

std::string csv_line(std::initializer_list<std::string_view> cells) {
  std::string line;
  for (const std::string_view& cell : cells) {
    if (&cell != cells.begin()) line += ',';
    line += csv_cell(cell);
  }
  return line + "\r\n";
}

}  // namespace parley::report
