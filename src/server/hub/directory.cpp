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
                        [this](const ReleaseName& order) -> std::optional<Event> {
                          if (const auto name = read_name(order.name)) {
                            const auto owner = owners_by_folded_.find(name.value().folded);
                            if (owner != owners_by_folded_.end() && owner->second == order.person) {
                              owners_by_folded_.erase(owner);
                              owners_by_look_.erase(name.value().look);
                            }
                          }
                          return std::nullopt;
                        },
                        [](const auto&) -> std::optional<Event> { return std::nullopt; },
                    },
                    effect);
}

bool MemoryDirectory::is_free(const Name& name) const {
  return !owners_by_folded_.contains(name.folded) && !owners_by_look_.contains(name.look);
}

void MemoryDirectory::hold(const Name& name, const PersonId& person) {
  owners_by_folded_.emplace(name.folded, person);
  owners_by_look_.emplace(name.look, person);
}

std::optional<Event> MemoryDirectory::claim(const ClaimName& claim) {
  if (!claim.wish) {
    const Name name = issue(claim.lot);
    hold(name, claim.person);
    return NameClaimed{claim.admission, claim.person, name.text};
  }
  const auto name = read_name(*claim.wish);
  if (!name) return NameRefused{claim.admission, name.error(), {}};
  if (!is_free(name.value())) return NameRefused{claim.admission, ErrorCode::NameTaken, suggestion(name.value())};
  hold(name.value(), claim.person);
  return NameClaimed{claim.admission, claim.person, name.value().text};
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
