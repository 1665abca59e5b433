#include "server/hub/roster.hpp"

#include <memory>
#include <string>
#include <utility>

#include "core/protocol/codec.hpp"

namespace parley::hub {
namespace {

enum class Part { Whole, First, Inner, Last };

// Whom a reader is not told of: himself, and those who are hidden from him.
struct Without {
  const PersonId* reader = nullptr;
  const std::unordered_set<PersonId>* hidden = nullptr;

  bool covers(const PersonId& id) const {
    return (reader != nullptr && id == *reader) || (hidden != nullptr && hidden->contains(id));
  }
};

Frame encode_part(const std::vector<PersonId>& ids, const Without& without, const People& people, Part part) {
  protocol::PeerList list;
  list.first = part == Part::Whole || part == Part::First;
  list.last = part == Part::Whole || part == Part::Last;
  for (const PersonId& id : ids) {
    if (without.covers(id)) continue;
    if (const PersonEntry* person = people.find(id)) list.people.push_back(person->face);
  }
  return Frame{std::make_shared<const std::string>(protocol::encode(list, std::nullopt))};
}

}  // namespace

void Roster::add(const PersonId& person) {
  std::size_t page = pages_.size();
  while (!roomy_.empty()) {
    if (pages_[roomy_.back()].people.size() < page_size_) {
      page = roomy_.back();
      break;
    }
    roomy_.pop_back();
  }
  if (page == pages_.size() && !pages_.empty() && pages_.back().people.size() < page_size_) --page;
  if (page == pages_.size()) pages_.emplace_back();
  slots_[person] = Slot{page, pages_[page].people.size()};
  pages_[page].people.push_back(person);
  pages_[page].frame = {};
}

void Roster::remove(const PersonId& person) {
  const auto slot = slots_.find(person);
  if (slot == slots_.end()) return;
  const Slot at = slot->second;
  Page& page = pages_[at.page];
  if (page.people.size() == page_size_) roomy_.push_back(at.page);
  // The last of the page takes the place that is left.
  page.people[at.index] = std::move(page.people.back());
  page.people.pop_back();
  page.frame = {};
  slots_.erase(slot);
  if (at.index < page.people.size()) slots_[page.people[at.index]].index = at.index;
  if (slots_.empty()) {
    pages_.clear();
    roomy_.clear();
  }
}

void Roster::touch(const PersonId& person) {
  const auto slot = slots_.find(person);
  if (slot != slots_.end()) pages_[slot->second.page].frame = {};
}

std::vector<Frame> Roster::list_for(const PersonId& reader, const std::unordered_set<PersonId>* hidden,
                                    const People& people) {
  const Without without{&reader, hidden};
  if (slots_.size() <= page_size_) {
    std::vector<PersonId> everybody;
    everybody.reserve(slots_.size());
    for (const Page& page : pages_) everybody.insert(everybody.end(), page.people.begin(), page.people.end());
    return {encode_part(everybody, without, people, Part::Whole)};
  }
  // Empty first and last parts, so that the frame of a page does not depend on which pages stand around it.
  std::vector<Frame> frames{encode_part({}, {}, people, Part::First)};
  std::unordered_set<std::size_t> own_pages;
  const auto keep_apart = [&](const PersonId& id) {
    if (const auto slot = slots_.find(id); slot != slots_.end()) own_pages.insert(slot->second.page);
  };
  keep_apart(reader);
  if (hidden != nullptr) {
    for (const PersonId& id : *hidden) keep_apart(id);
  }
  for (std::size_t i = 0; i < pages_.size(); ++i) {
    Page& page = pages_[i];
    if (page.people.empty()) continue;
    if (own_pages.contains(i)) {
      frames.push_back(encode_part(page.people, without, people, Part::Inner));
      continue;
    }
    if (!page.frame.text) page.frame = encode_part(page.people, {}, people, Part::Inner);
    frames.push_back(page.frame);
  }
  frames.push_back(encode_part({}, {}, people, Part::Last));
  return frames;
}

}  // namespace parley::hub
