// `parley-server report …`: what happened to calls and sign-ins, out of the database, also while a server is running.
#pragma once

#include <string>
#include <vector>

namespace parley::program {

/// Runs it and gives back the exit status: 0, 1 (nothing to read, or no such call) or 2 (a wrong word). `arguments` are those after
/// "report".
int run_report(const std::vector<std::string>& arguments, const std::string& version);

}  // namespace parley::program
