// Who owns which name, from memory: what answers the hub's questions when no store is installed.
// Accounts are the store's business: here every credential is unknown.
#pragma once

#include <optional>
#include <string>
#include <unordered_map>

#include "core/base/id.hpp"
#include "server/hub/effect.hpp"
#include "server/hub/event.hpp"
#include "server/hub/names.hpp"

namespace parley::hub {

class MemoryDirectory {
 public:
  /// Carries out VerifyCredential, ClaimName and ReleaseName. The answer, if there is one, is the hub's next event.
  /// Other effects are none of its business and answered with nothing.
  std::optional<Event> answer(const Effect& effect);

  /// Names held now.
  std::size_t size() const { return owners_by_folded_.size(); }

 private:
  bool is_free(const Name& name) const;
  void hold(const Name& name, const PersonId& person);
  std::optional<Event> claim(const ClaimName& claim);
  std::string suggestion(const Name& taken) const;
  Name issue(std::uint64_t lot) const;

  std::unordered_map<std::string, PersonId> owners_by_folded_;
  std::unordered_map<std::string, PersonId> owners_by_look_;
};

}  // namespace parley::hub
