// Comma-separated values (RFC 4180) that a spreadsheet opens without executing what somebody typed as a name.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

namespace parley::report {

/// A cell: quoted where it must be. One that a spreadsheet would take for a formula (it begins with = + - @ or a control
/// character) gets an apostrophe before it, which spreadsheets show as text.
std::string csv_cell(std::string_view text);

/// A line with its end.
std::string csv_line(std::initializer_list<std::string_view> cells);

}  // namespace parley::report
