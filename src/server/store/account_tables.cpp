#include "server/store/account_tables.hpp"

#include <algorithm>

#include "server/store/text_fit.hpp"

namespace parley::store {
namespace {

using soci::into;
using soci::use;

constexpr const char* kAccount = "SELECT person, name, folded, look, password, created_at FROM accounts WHERE ";

std::string key(const PersonId& person) { return fit(person.value(), kKeyBytes); }
std::string key(const LoginId& login) { return fit(login.value(), kKeyBytes); }

/// The account whose `column` is `value`.
std::optional<Account> account_where(Database& database, const char* column, const std::string& value) {
  Account account;
  std::string person;
  database.sql() << kAccount << column << " = :value", use(value), into(person), into(account.name.text),
      into(account.name.folded), into(account.name.look), into(account.password), into(account.created_at);
  if (!database.sql().got_data()) return std::nullopt;
  account.person = PersonId(person);
  return account;
}

bool has_account(Database& database, const std::string& person) {
  long long count = 0;
  database.sql() << "SELECT COUNT(*) FROM accounts WHERE person = :person", use(person), into(count);
  return count > 0;
}

}  // namespace

Result<Nothing, Problem> insert_account(Database& database, const Account& account) {
  const std::string person = key(account.person);
  const std::string name = fit(account.name.text, kTextBytes);
  const std::string folded = fit(account.name.folded, kNameBytes);
  const std::string look = fit(account.name.look, kNameBytes);
  const std::string password = fit(account.password, kTextBytes);
  const auto taken = [&] {
    long long count = 0;
    database.sql() << "SELECT COUNT(*) FROM accounts WHERE person = :person OR folded = :folded OR look = :look",
        use(person), use(folded), use(look), into(count);
    return count > 0;
  };
  try {
    Transaction transaction(database);
    if (taken()) return Failure{Problem::NameTaken};
    database.sql() << "INSERT INTO accounts (person, name, folded, look, password, created_at)"
                      " VALUES (:person, :name, :folded, :look, :password, :created_at)",
        use(person), use(name), use(folded), use(look), use(password), use(account.created_at);
    transaction.commit();
    return Nothing{};
  } catch (const soci::soci_error&) {
    // Another server may have been faster. Whatever else it is happens again here, and is thrown.
    if (!database.commit_was_tried() && taken()) return Failure{Problem::NameTaken};
    throw;
  }
}

std::optional<Account> select_account(Database& database, const std::string& folded) {
  return account_where(database, "folded", fit(folded, kNameBytes));
}

std::optional<Account> select_account_of(Database& database, const PersonId& person) {
  return account_where(database, "person", key(person));
}

Result<Nothing, Problem> update_password(Database& database, const PersonId& person, const std::string& password) {
  const std::string id = key(person);
  const std::string fitting = fit(password, kTextBytes);
  Transaction transaction(database);
  if (!has_account(database, id)) return Failure{Problem::NotFound};
  database.sql() << "UPDATE accounts SET password = :password WHERE person = :person", use(fitting), use(id);
  transaction.commit();
  return Nothing{};
}

Result<std::vector<LoginId>, Problem> erase_account(Database& database, const PersonId& person) {
  const std::string id = key(person);
  Transaction transaction(database);
  if (!has_account(database, id)) return Failure{Problem::NotFound};
  std::vector<LoginId> ended;
  std::string login;
  soci::statement each =
      (database.sql().prepare << "SELECT id FROM logins WHERE person = :person", use(id), into(login));
  each.execute();
  while (each.fetch()) ended.emplace_back(login);
  database.sql() << "DELETE FROM accounts WHERE person = :person", use(id);  // the rest goes with it
  transaction.commit();
  return ended;
}

std::vector<std::pair<PersonId, hub::Name>> select_names(Database& database) {
  std::vector<std::pair<PersonId, hub::Name>> names;
  std::string person;
  hub::Name name;
  soci::statement each = (database.sql().prepare << "SELECT person, name, folded, look FROM accounts", into(person),
                          into(name.text), into(name.folded), into(name.look));
  each.execute();
  while (each.fetch()) names.emplace_back(PersonId(person), name);
  return names;
}

Result<Nothing, Problem> insert_login(Database& database, const Login& login) {
  const std::string id = key(login.id);
  const std::string person = key(login.person);
  const std::string token_hash = fit(login.token_hash, kKeyBytes);
  const std::string device = fit(login.device, kTextBytes);
  Transaction transaction(database);
  if (!has_account(database, person)) return Failure{Problem::NotFound};
  database.sql() << "INSERT INTO logins (id, person, token_hash, device, created_at, used_at, expires_at)"
                    " VALUES (:id, :person, :token_hash, :device, :created_at, :used_at, :expires_at)",
      use(id), use(person), use(token_hash), use(device), use(login.created_at), use(login.used_at),
      use(login.expires_at);
  transaction.commit();
  return Nothing{};
}

std::optional<SignedIn> select_signed_in(Database& database, const std::string& token_hash, WallTime now) {
  const std::string hash = fit(token_hash, kKeyBytes);
  SignedIn found;
  Login& login = found.login;
  std::string id;
  std::string person;
  database.sql() << "SELECT id, person, token_hash, device, created_at, used_at, expires_at FROM logins"
                    " WHERE token_hash = :hash AND expires_at > :now",
      use(hash), use(now), into(id), into(person), into(login.token_hash), into(login.device), into(login.created_at),
      into(login.used_at), into(login.expires_at);
  if (!database.sql().got_data()) return std::nullopt;
  login.id = LoginId(id);
  login.person = PersonId(person);
  auto account = account_where(database, "person", person);
  if (!account) return std::nullopt;  // deleted between the two questions
  found.account = std::move(*account);
  found.blocked = select_blocks(database, login.person);
  return found;
}

std::vector<Login> select_logins(Database& database, const PersonId& person, WallTime now) {
  const std::string id_of_person = key(person);
  std::vector<Login> logins;
  Login login;
  login.person = person;
  std::string id;
  soci::statement each = (database.sql().prepare << "SELECT id, token_hash, device, created_at, used_at, expires_at"
                                                    " FROM logins WHERE person = :person AND expires_at > :now"
                                                    " ORDER BY used_at DESC, id",
                          use(id_of_person), use(now), into(id), into(login.token_hash), into(login.device),
                          into(login.created_at), into(login.used_at), into(login.expires_at));
  each.execute();
  while (each.fetch()) {
    login.id = LoginId(id);
    logins.push_back(login);
  }
  return logins;
}

std::vector<LoginId> erase_logins(Database& database, const PersonId& person, const std::vector<LoginId>& logins,
                                  const std::optional<LoginId>& keep) {
  const std::string id_of_person = key(person);
  Transaction transaction(database);
  std::vector<LoginId> ended;
  {
    std::string id;
    soci::statement each =
        (database.sql().prepare << "SELECT id FROM logins WHERE person = :person", use(id_of_person), into(id));
    each.execute();
    while (each.fetch()) {
      const LoginId login(id);
      const bool meant =
          logins.empty() ? login != keep : std::find(logins.begin(), logins.end(), login) != logins.end();
      if (meant) ended.push_back(login);
    }
  }
  for (const LoginId& login : ended) {
    database.sql() << "DELETE FROM logins WHERE id = :id", use(login.value());
  }
  transaction.commit();
  return ended;
}

Result<Nothing, Problem> insert_block(Database& database, const PersonId& person, const BlockedPerson& other) {
  const std::string id = key(person);
  const std::string other_id = key(other.person);
  const std::string name = fit(other.name, kTextBytes);
  Transaction transaction(database);
  if (!has_account(database, id)) return Failure{Problem::NotFound};
  database.sql() << database.insert_if_absent("blocks", "person, other, other_name, since",
                                              ":person, :other, :other_name, :since"),
      use(id), use(other_id), use(name), use(other.since);
  transaction.commit();
  return Nothing{};
}

void erase_block(Database& database, const PersonId& person, const PersonId& other) {
  const std::string id = key(person);
  const std::string other_id = key(other);
  Transaction transaction(database);
  database.sql() << "DELETE FROM blocks WHERE person = :person AND other = :other", use(id), use(other_id);
  transaction.commit();
}

std::vector<BlockedPerson> select_blocks(Database& database, const PersonId& person) {
  const std::string id = key(person);
  std::vector<BlockedPerson> blocks;
  BlockedPerson block;
  std::string other;
  soci::statement each =
      (database.sql().prepare
           << "SELECT other, other_name, since FROM blocks WHERE person = :person ORDER BY since, other",
       use(id), into(other), into(block.name), into(block.since));
  each.execute();
  while (each.fetch()) {
    block.person = PersonId(other);
    blocks.push_back(block);
  }
  return blocks;
}

void insert_attempt(Database& database, const LoginAttempt& attempt) {
  const std::string person = attempt.person ? key(*attempt.person) : std::string();
  soci::indicator known = attempt.person ? soci::i_ok : soci::i_null;
  const std::string name = fit(attempt.name, 128);
  const std::string address = fit(attempt.address, kTextBytes);
  const std::string device = fit(attempt.device, kTextBytes);
  const std::string outcome = fit(attempt.outcome, kKeyBytes);
  database.sql() << "INSERT INTO login_attempts (happened_at, person, name, address, device, outcome)"
                    " VALUES (:happened_at, :person, :name, :address, :device, :outcome)",
      use(attempt.at), use(person, known), use(name), use(address), use(device), use(outcome);
}

void update_used(Database& database, const LoginId& login, WallTime used_at) {
  const std::string id = key(login);
  database.sql() << "UPDATE logins SET used_at = :at WHERE id = :id AND used_at < :before", use(used_at), use(id),
      use(used_at);
}

std::vector<LoginAttempt> select_attempts(Database& database, std::optional<WallTime> since,
                                          std::optional<WallTime> until, const std::optional<std::string>& name,
                                          std::size_t limit) {
  const WallTime from = since.value_or(0);
  const WallTime to = until.value_or(INT64_MAX);
  const std::string wanted = fit(name.value_or(""), 128);
  std::vector<LoginAttempt> attempts;
  LoginAttempt attempt;
  std::string person;
  soci::indicator known = soci::i_null;
  soci::statement each(database.sql());
  each.exchange(use(from, "since"));
  each.exchange(use(to, "until"));
  if (name) each.exchange(use(wanted, "name"));
  each.exchange(into(attempt.at));
  each.exchange(into(person, known));
  each.exchange(into(attempt.name));
  each.exchange(into(attempt.address));
  each.exchange(into(attempt.device));
  each.exchange(into(attempt.outcome));
  each.alloc();
  each.prepare(
      "SELECT happened_at, person, name, address, device, outcome FROM login_attempts"
      " WHERE happened_at >= :since AND happened_at < :until" +
      std::string(name ? " AND name = :name" : "") + " ORDER BY happened_at DESC LIMIT " + std::to_string(limit));
  each.define_and_bind();
  each.execute();
  while (each.fetch()) {
    attempt.person = known == soci::i_ok ? std::optional(PersonId(person)) : std::nullopt;
    attempts.push_back(attempt);
  }
  return attempts;
}

void erase_old_sign_ins(Database& database, WallTime attempts_before, WallTime now) {
  Transaction transaction(database);
  database.sql() << "DELETE FROM logins WHERE expires_at <= :now", use(now);
  database.sql() << "DELETE FROM login_attempts WHERE happened_at < :before", use(attempts_before);
  transaction.commit();
}

}  // namespace parley::store
