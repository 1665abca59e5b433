// The list of who is online: sorted, without oneself, each shown by a name that is unique on the screen.
#pragma once

#include <vector>

#include "client/app/model.hpp"

namespace parley::app {

/// One part of a whole list; the people are replaced when the last part has come.
void take_list(std::vector<ListedPerson>& people, std::vector<protocol::Person>& arriving, protocol::PeerList list);

/// These came or changed.
void add_people(std::vector<ListedPerson>& people, const std::vector<protocol::Person>& changed);

void remove_people(std::vector<ListedPerson>& people, const std::vector<PersonId>& ids);

}  // namespace parley::app
