// Options that depend on each other, and files that must be there: what no single option can tell.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "server/program/declared.hpp"

namespace parley::program {

/// Where an option was written; its own name if nowhere.
using PlaceOf = std::function<std::string(const std::string& flag)>;

/// Completes `written.options` and says what is wrong. Reads files; makes none.
std::vector<Mistake> judge(Written& written, Purpose purpose, const PlaceOf& place_of);

}  // namespace parley::program
