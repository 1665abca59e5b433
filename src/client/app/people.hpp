// The list of who is online: sorted, without oneself, each shown by a name that is unique on the screen; and how it is searched.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "client/app/model.hpp"

namespace parley::app {

/// One part of a whole list; the people are replaced when the last part has come.
void take_list(std::vector<ListedPerson>& people, std::vector<protocol::Person>& arriving, protocol::PeerList list);

/// These came or changed.
void add_people(std::vector<ListedPerson>& people, const std::vector<protocol::Person>& changed);

void remove_people(std::vector<ListedPerson>& people, const std::vector<PersonId>& ids);

/// Who is to be shown for what was typed, kept from one look to the next: only a change of the people or of the words costs
/// anything, and another letter searches only among those who were found before it.
class PeopleSearch {
 public:
  void look(const Model& model, std::string_view typed);

  /// Indexes in `Model::people`: favourites first, then by name.
  const std::vector<std::uint32_t>& found() const { return found_; }
  /// So many are online whom one has not blocked; those are in a list of their own.
  std::size_t among() const { return among_; }
  /// So many of them are favourites.
  std::size_t favourites() const { return favourites_; }
  /// Favourites who are not online and fit what was typed.
  const std::vector<std::string>& absent() const { return absent_; }

  bool operator==(const PeopleSearch&) const = default;

 private:
  std::string typed_;  ///< in lower case
  std::uint32_t revision_ = 0;
  std::size_t people_ = 0;
  bool looked_ = false;
  std::vector<std::uint32_t> found_;
  std::size_t among_ = 0;
  std::size_t favourites_ = 0;
  std::vector<std::string> absent_;
};

}  // namespace parley::app
