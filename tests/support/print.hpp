// How GoogleTest shows the plain data of the core: as core/base/print.hpp does. Messages have printers of their own
// (tests/core/protocol/printers.hpp).
#pragma once

#include <ostream>
#include <type_traits>

#include "core/base/print.hpp"

// One in each namespace, so that it is found for the types that live there.
#define PARLEY_PRINT_PLAIN_DATA                                                                              \
  template <class T>                                                                                         \
  requires(std::is_aggregate_v<T> || std::is_enum_v<T>) void PrintTo(const T& value, std::ostream* stream) { \
    *stream << ::parley::print(value);                                                                       \
  }

namespace parley {
namespace call {
PARLEY_PRINT_PLAIN_DATA
namespace consent {
PARLEY_PRINT_PLAIN_DATA
}
namespace negotiation {
PARLEY_PRINT_PLAIN_DATA
}
namespace devices {
PARLEY_PRINT_PLAIN_DATA
}
}  // namespace call
namespace session {
PARLEY_PRINT_PLAIN_DATA
}
namespace app {
PARLEY_PRINT_PLAIN_DATA
}
}  // namespace parley

#undef PARLEY_PRINT_PLAIN_DATA
