// Field lists: each event and effect names its members once; printing, recording and playing back are derived from that.
// Comparison is the defaulted operator==, not this.
#pragma once

#include <string_view>
#include <tuple>

namespace parley {

/// How a member may leave the program.
enum class Privacy {
  Open,
  Secret,  ///< session descriptions, candidates, tokens, text of people: recorded and printed as a length only
};

template <class Owner, class Value>
struct Field {
  std::string_view name;
  Value Owner::*member;
  Privacy privacy = Privacy::Open;
};

template <class Owner, class Value>
constexpr Field<Owner, Value> field(std::string_view name, Value Owner::*member) {
  return {name, member, Privacy::Open};
}

template <class Owner, class Value>
constexpr Field<Owner, Value> secret(std::string_view name, Value Owner::*member) {
  return {name, member, Privacy::Secret};
}

/// Something with a field list: a record, or what a record's fields hold.
template <class T>
concept Described = requires {
  T::fields();
};

/// A record has `static constexpr std::string_view kName` and `static constexpr auto fields()` returning a tuple of fields.
template <class T>
concept Record = Described<T> && requires {
  T::kName;
};

}  // namespace parley
