#include "server/store/reader.hpp"

#include <exception>
#include <filesystem>
#include <utility>

#include "server/store/account_tables.hpp"
#include "server/store/call_tables.hpp"
#include "server/store/database.hpp"
#include "server/store/journal.hpp"
#include "server/store/schema.hpp"

namespace parley::store {

class Reader::Impl {
 public:
  Impl(const DatabaseUrl& url, const StoreOptions& options)
      : database(url, options.busy), secret(url.password), data_dir(options.data_dir) {}

  template <class Read>
  auto read(Read select) -> Result<decltype(select(std::declval<Database&>())), std::string> {
    try {
      return select(database);
    } catch (const std::exception& error) {
      return Failure{"The database does not answer: " + one_line(error.what(), secret)};
    }
  }

  Database database;
  std::string secret;
  std::filesystem::path data_dir;
};

Reader::Reader(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Reader::~Reader() = default;

Result<std::unique_ptr<Reader>, std::string> Reader::open(const StoreOptions& options) {
  DatabaseUrl url;
  if (options.database.empty()) {
    url.path = (std::filesystem::path(options.data_dir) / "parley.db").string();
  } else {
    auto read = read_database_url(options.database);
    if (!read) return Failure{read.error()};
    url = std::move(read).value();
  }
  std::error_code error;
  if (url.engine == Engine::Sqlite && !std::filesystem::is_regular_file(url.path, error)) {
    return Failure{"There is no database " + url.path + "."};  // SQLite would make an empty one
  }
  try {
    auto impl = std::make_unique<Impl>(url, options);
    const int version = schema_version(impl->database).value_or(0);
    if (version != static_cast<int>(migrations().size())) {
      return Failure{"The " + described(url) + " has schema " + std::to_string(version) + ", this program reads " +
                     std::to_string(migrations().size()) + "."};
    }
    return std::unique_ptr<Reader>(new Reader(std::move(impl)));  // its constructor is private
  } catch (const std::exception& problem) {
    return Failure{"Cannot read the " + described(url) + ": " + one_line(problem.what(), url.password)};
  }
}

Result<std::vector<StoredCall>, std::string> Reader::calls(const CallFilter& filter) {
  // The journal first: what the server moves over meanwhile is seen twice and not never.
  const std::vector<Entry> waiting = Journal::read(impl_->data_dir);
  return impl_->read([&](Database& database) { return read_calls(database, filter, waiting); });
}

Result<std::vector<LoginAttempt>, std::string> Reader::attempts(std::optional<WallTime> since,
                                                                std::optional<WallTime> until,
                                                                const std::optional<std::string>& name,
                                                                std::size_t limit) {
  return impl_->read([&](Database& database) { return select_attempts(database, since, until, name, limit); });
}

}  // namespace parley::store
