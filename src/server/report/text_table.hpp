// Columns on a terminal. What somebody else typed is shown and never obeyed.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace parley::report {

/// Control characters, and those that turn the text around or are invisible, as `\u{202e}`; what is not UTF-8 as U+FFFD.
std::string plain(std::string_view raw);

/// Lines of cells, aligned by code points; the first one is the head. Cells are made plain.
std::string text_table(const std::vector<std::vector<std::string>>& lines);

}  // namespace parley::report
