// What must be true between any two events. For tests, the simulation and the fuzzer: it walks over everything.
#pragma once

#include <string>
#include <vector>

namespace parley::hub {

struct State;

/// One sentence for each thing that is wrong; empty if all is well.
std::vector<std::string> violated_invariants(const State& state);

}  // namespace parley::hub
