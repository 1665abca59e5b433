// Accounts, sign-ins, blocks and attempts in SQL. Each function is one transaction at most; all throw soci::soci_error.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "server/store/database.hpp"
#include "server/store/store.hpp"

namespace parley::store {

/// NameTaken also where the person has an account already.
Result<Nothing, Problem> insert_account(Database& database, const Account& account);
std::optional<Account> select_account(Database& database, const std::string& folded);
std::optional<Account> select_account_of(Database& database, const PersonId& person);
Result<Nothing, Problem> update_password(Database& database, const PersonId& person, const std::string& password);
Result<std::vector<LoginId>, Problem> erase_account(Database& database, const PersonId& person);
std::vector<std::pair<PersonId, hub::Name>> select_names(Database& database);

/// NotFound: there is no such account (any more).
Result<Nothing, Problem> insert_login(Database& database, const Login& login);
std::optional<SignedIn> select_signed_in(Database& database, const std::string& token_hash, WallTime now);
std::vector<Login> select_logins(Database& database, const PersonId& person, WallTime now);
std::vector<LoginId> erase_logins(Database& database, const PersonId& person, const std::vector<LoginId>& logins,
                                  const std::optional<LoginId>& keep);

Result<Nothing, Problem> insert_block(Database& database, const PersonId& person, const BlockedPerson& other);
void erase_block(Database& database, const PersonId& person, const PersonId& other);
std::vector<BlockedPerson> select_blocks(Database& database, const PersonId& person);

/// Within the caller's transaction.
void insert_attempt(Database& database, const LoginAttempt& attempt);
/// Within the caller's transaction.
void update_used(Database& database, const LoginId& login, WallTime used_at);
std::vector<LoginAttempt> select_attempts(Database& database, std::optional<WallTime> since,
                                          std::optional<WallTime> until, const std::optional<std::string>& name,
                                          std::size_t limit);
/// Expired logins and old attempts.
void erase_old_sign_ins(Database& database, WallTime attempts_before, WallTime now);

}  // namespace parley::store
