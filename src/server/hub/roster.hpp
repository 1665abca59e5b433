// Everybody who is online, in pages whose frames are kept encoded: a newcomer's list costs the pages that changed since the
// last one, and all sockets share the bytes.
#pragma once

#include <cstddef>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "core/base/id.hpp"
#include "server/hub/effect.hpp"
#include "server/hub/people.hpp"

namespace parley::hub {

class Roster {
 public:
  explicit Roster(std::size_t page_size) : page_size_(page_size) {}

  void add(const PersonId& person);
  void remove(const PersonId& person);

  /// The person's face has changed.
  void touch(const PersonId& person);

  /// The frames of a whole peer-list without `reader`, and without those who are hidden from him (nothing: nobody is).
  std::vector<Frame> list_for(const PersonId& reader, const std::unordered_set<PersonId>* hidden, const People& people);

  std::size_t size() const { return slots_.size(); }

 private:
  struct Page {
    std::vector<PersonId> people;
    Frame frame;  ///< nothing: to be encoded anew
  };
  struct Slot {
    std::size_t page = 0;
    std::size_t index = 0;
  };

  std::size_t page_size_;
  std::vector<Page> pages_;
  std::vector<std::size_t> roomy_;  ///< pages that somebody left; some may be full again
  std::unordered_map<PersonId, Slot> slots_;
};

}  // namespace parley::hub
