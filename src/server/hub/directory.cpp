#include "server/hub/directory.hpp"

#include <array>
#include <cstddef>
#include <string_view>
#include <utility>

#include "core/base/overloaded.hpp"

namespace parley::hub {
namespace {

using protocol::ErrorCode;

// Short, friendly, and hard to mishear.
constexpr std::array<std::string_view, 32> kManners = {
    "quiet", "brave", "calm",  "bright", "gentle", "happy", "kind",  "lucky",  "merry", "noble", "proud",
    "quick", "sunny", "swift", "tidy",   "warm",   "wise",  "witty", "amber",  "azure", "coral", "golden",
    "green", "ivory", "lilac", "misty",  "olive",  "rosy",  "ruby",  "silver", "snowy", "velvet"};
constexpr std::array<std::string_view, 32> kAnimals = {
    "otter", "badger", "beaver", "bison",  "crane", "deer",  "dolphin", "falcon",  "ferret", "finch", "fox",
    "gecko", "hare",   "heron",  "ibex",   "koala", "lark",  "lemur",   "lynx",    "marmot", "mole",  "moose",
    "newt",  "owl",    "panda",  "puffin", "raven", "robin", "seal",    "sparrow", "swan",   "wren"};
constexpr std::uint64_t kFirstNumber = 10;  // two digits, so that all names look alike
constexpr std::uint64_t kNumbers = 90;

std::size_t code_points(std::string_view text) {
  std::size_t count = 0;
  for (const char byte : text) count += (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U;
  return count;
}

void drop_last_code_point(std::string& text) {
  while (!text.empty() && (static_cast<unsigned char>(text.back()) & 0xC0U) == 0x80U) text.pop_back();
  if (!text.empty()) text.pop_back();
}

}  // namespace

std::optional<Event> MemoryDirectory::answer(const Effect& effect) {
  return std::visit(Overloaded{
                        [](const VerifyCredential& question) -> std::optional<Event> {
                          return CredentialRefused{question.admission, ErrorCode::TokenExpired};
                        },
                        [this](const ClaimName& question) { return claim(question); },
                        [this](const ReserveName& order) { return reserve_from_guest(order); },
                        [this](const ReleaseName& order) -> std::optional<Event> {
                          release(order);
                          return std::nullopt;
                        },
                        [](const auto&) -> std::optional<Event> { return std::nullopt; },
                    },
                    effect);
}

bool MemoryDirectory::reserve(const Name& name, const PersonId& person) {
  if (const PersonId* owner = reserved_.find(name); owner != nullptr && *owner != person) return false;
  reserved_.remove(person);
  reserved_.add(name, person);
  return true;
}

void MemoryDirectory::release_reserved(const PersonId& person) { reserved_.remove(person); }

std::optional<PersonId> MemoryDirectory::reserved_by(const std::string& key) const {
  const PersonId* owner = reserved_.find_key(key);
  return owner == nullptr ? std::nullopt : std::optional(*owner);
}

bool MemoryDirectory::is_free(const Name& name) const {
  return held_.find(name) == nullptr && reserved_.find(name) == nullptr;
}

std::optional<Event> MemoryDirectory::claim(const ClaimName& claim) {
  if (!claim.wish) {
    const Name name = issue(claim.lot);
    held_.add(name, claim.person);
    return NameClaimed{claim.admission, claim.person, name.text};
  }
  const auto name = read_name(*claim.wish);
  if (!name) return NameRefused{claim.admission, name.error(), {}};
  const PersonId* account = reserved_.find(name.value());
  if (account != nullptr && *account != claim.person) {
    return NameRefused{claim.admission, ErrorCode::NameReserved, suggestion(name.value())};
  }
  if (claim.shared) return NameClaimed{claim.admission, claim.person, name.value().text};
  if (!is_free(name.value())) return NameRefused{claim.admission, ErrorCode::NameTaken, suggestion(name.value())};
  held_.add(name.value(), claim.person);
  return NameClaimed{claim.admission, claim.person, name.value().text};
}

std::optional<Event> MemoryDirectory::reserve_from_guest(const ReserveName& order) {
  const auto name = read_name(order.name);
  if (!name || !reserve(name.value(), order.person)) return std::nullopt;
  const PersonId* holder = held_.find(name.value());
  if (holder == nullptr) return std::nullopt;
  const PersonId guest = *holder;
  const auto other = read_name(suggestion(name.value()));
  held_.remove(guest);
  const Name given = other ? other.value() : issue(0);
  held_.add(given, guest);
  return NameChanged{guest, given.text};
}

void MemoryDirectory::release(const ReleaseName& order) {
  const auto name = read_name(order.name);
  if (!name) return;
  const PersonId* owner = held_.find(name.value());
  if (owner != nullptr && *owner == order.person) held_.remove(order.person);
}

const PersonId* MemoryDirectory::Owners::find(const Name& name) const {
  if (const auto owner = by_folded_.find(name.folded); owner != by_folded_.end()) return &owner->second;
  if (const auto owner = by_look_.find(name.look); owner != by_look_.end()) return &owner->second;
  return nullptr;
}

const PersonId* MemoryDirectory::Owners::find_key(const std::string& key) const {
  if (const auto owner = by_folded_.find(key); owner != by_folded_.end()) return &owner->second;
  if (const auto owner = by_look_.find(key); owner != by_look_.end()) return &owner->second;
  return nullptr;
}

void MemoryDirectory::Owners::add(const Name& name, const PersonId& person) {
  if (!names_.emplace(person, name).second) return;
  by_folded_.emplace(name.folded, person);
  by_look_.emplace(name.look, person);
}

void MemoryDirectory::Owners::remove(const PersonId& person) {
  const auto name = names_.find(person);
  if (name == names_.end()) return;
  by_folded_.erase(name->second.folded);
  by_look_.erase(name->second.look);
  names_.erase(name);
}

std::string MemoryDirectory::suggestion(const Name& taken) const {
  constexpr int kTries = 99;
  for (int number = 2; number <= kTries; ++number) {
    const std::string suffix = " " + std::to_string(number);
    std::string stem = taken.text;
    while (code_points(stem) + suffix.size() > kNameCodePoints) drop_last_code_point(stem);
    const auto name = read_name(stem + suffix);
    if (name && is_free(name.value())) return name.value().text;
  }
  return {};
}

// Walks on from the drawn number through all pairs and numbers, then to longer numbers: with fewer people than names it
// finds a free one, and it always ends because the numbers do not.
Name MemoryDirectory::issue(std::uint64_t lot) const {
  constexpr std::uint64_t kShort = kManners.size() * kAnimals.size() * kNumbers;
  for (std::uint64_t step = 0;; ++step) {
    const std::uint64_t drawn = (lot + step) % kShort;
    const std::uint64_t round = step / kShort;
    const std::string_view manner = kManners[drawn % kManners.size()];
    const std::string_view animal = kAnimals[drawn / kManners.size() % kAnimals.size()];
    const std::uint64_t number = kFirstNumber + drawn / (kManners.size() * kAnimals.size()) + round * 100;
    std::string text;
    text.append(manner).append("-").append(animal).append("-").append(std::to_string(number));
    auto name = read_name(text);
    if (name && is_free(name.value())) return std::move(name).value();
  }
}

}  // namespace parley::hub
