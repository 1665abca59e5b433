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
  /// Carries out VerifyCredential, ClaimName, ReserveName and ReleaseName. The answer, if there is one, is the hub's next
  /// event. Other effects are none of its business and answered with nothing.
  std::optional<Event> answer(const Effect& effect);

  /// The name is this account's, online or not, and the account's only one: an earlier one is free. A guest who holds it is
  /// not told; ReserveName does that. False if it is another account's.
  bool reserve(const Name& name, const PersonId& person);

  /// The account is gone: its name is free.
  void release_reserved(const PersonId& person);

  /// Whose a name is, or one that looks like it, by either key of Name; nothing if it is no account's.
  std::optional<PersonId> reserved_by(const std::string& key) const;

  /// Names held now by guests.
  std::size_t size() const { return held_.size(); }
  std::size_t reserved() const { return reserved_.size(); }

 private:
  /// Who owns which name, one each, found by both keys.
  class Owners {
   public:
    const PersonId* find(const Name& name) const;
    const PersonId* find_key(const std::string& key) const;
    void add(const Name& name, const PersonId& person);
    void remove(const PersonId& person);
    std::size_t size() const { return names_.size(); }

   private:
    std::unordered_map<PersonId, Name> names_;
    std::unordered_map<std::string, PersonId> by_folded_;
    std::unordered_map<std::string, PersonId> by_look_;
  };

  bool is_free(const Name& name) const;
  std::optional<Event> claim(const ClaimName& claim);
  std::optional<Event> reserve_from_guest(const ReserveName& order);
  void release(const ReleaseName& order);
  std::string suggestion(const Name& taken) const;
  Name issue(std::uint64_t lot) const;

  Owners held_;
  Owners reserved_;
};

}  // namespace parley::hub
