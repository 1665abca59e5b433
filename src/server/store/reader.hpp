// Reads what the database and the journal have, while a server may be writing them: for reports. It changes nothing.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "core/base/result.hpp"
#include "server/store/store.hpp"

namespace parley::store {

class Reader {
 public:
  /// Or a sentence: there is no database, it does not answer, or its schema is not this program's.
  static Result<std::unique_ptr<Reader>, std::string> open(const StoreOptions& options);
  ~Reader();

  Result<std::vector<StoredCall>, std::string> calls(const CallFilter& filter);
  Result<std::vector<LoginAttempt>, std::string> attempts(std::optional<WallTime> since, std::optional<WallTime> until,
                                                          const std::optional<std::string>& name, std::size_t limit);

 private:
  class Impl;
  explicit Reader(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace parley::store
