#include "server/api/block_keeper.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <utility>

#include "core/protocol/limits.hpp"

namespace parley::api {
namespace {

using protocol::ErrorCode;

/// Calls that are looked through for the name of somebody who is neither here nor has an account.
constexpr std::size_t kCallsLookedAt = 100;

using Changed = Result<std::vector<PersonId>, store::Problem>;

void answer(const BlockKeeper::Done& done, const Changed& changed) {
  if (!changed) return done(Failure{problem(HttpCode::Unavailable)});
  done(changed.value());
}

}  // namespace

Problem too_many_blocked() {
  return problem(ErrorCode::TooLarge, "More people cannot be blocked. Unblock somebody first.");
}

void BlockKeeper::block(const PersonId& person, const PersonId& other, std::string name, const Done& done) const {
  if (name.empty()) return name_online(person, other, done);
  keep(person, other, std::move(name), done);
}

void BlockKeeper::unblock(const PersonId& person, const PersonId& other, const Done& done) const {
  ports_.store.unblock(person, other, [done](const Changed& changed) { answer(done, changed); });
}

void BlockKeeper::keep(const PersonId& person, const PersonId& other, std::string name, const Done& done) const {
  if (name.empty()) return done(Failure{problem(ErrorCode::UnknownPerson, "There is nobody with this id.")});
  using Blocks = Result<std::vector<store::BlockedPerson>, store::Problem>;
  ports_.store.blocks_of(person, [this, person, other, name = std::move(name), done](const Blocks& blocks) {
    if (!blocks) return done(Failure{problem(HttpCode::Unavailable)});
    const bool there = std::any_of(blocks.value().begin(), blocks.value().end(),
                                   [&](const store::BlockedPerson& known) { return known.person == other; });
    if (!there && blocks.value().size() >= protocol::Limits{}.blocked) return done(Failure{too_many_blocked()});
    ports_.store.block(person, {other, name, ports_.wall_time()},
                       [done](const Changed& changed) { answer(done, changed); });
  });
}

void BlockKeeper::name_online(const PersonId& person, const PersonId& other, const Done& done) const {
  ports_.ask(hub::ListUsers{}, [this, person, other, done](const hub::Reply& reply) {
    if (const auto* users = std::get_if<hub::Users>(&reply)) {
      for (const hub::User& user : users->users) {
        if (user.id == other) return keep(person, other, user.name, done);
      }
    }
    name_of_account(person, other, done);
  });
}

void BlockKeeper::name_of_account(const PersonId& person, const PersonId& other, const Done& done) const {
  ports_.store.find_account_of(
      other, [this, person, other, done](const Result<std::optional<store::Account>, store::Problem>& found) {
        if (!found) return done(Failure{problem(HttpCode::Unavailable)});
        if (found.value()) return keep(person, other, found.value()->name.text, done);
        name_in_history(person, other, done);
      });
}

void BlockKeeper::name_in_history(const PersonId& person, const PersonId& other, const Done& done) const {
  store::CallFilter filter;
  filter.person = person;
  filter.limit = kCallsLookedAt;
  ports_.store.calls(std::move(filter),
                     [this, person, other, done](const Result<std::vector<store::StoredCall>, store::Problem>& calls) {
                       if (!calls) return done(Failure{problem(HttpCode::Unavailable)});
                       for (const store::StoredCall& call : calls.value()) {
                         if (call.record.caller == other) return keep(person, other, call.record.caller_name, done);
                         if (call.record.receiver == other) return keep(person, other, call.record.receiver_name, done);
                       }
                       keep(person, other, {}, done);
                     });
}

}  // namespace parley::api
