// The folder in which the server keeps what is its owner's alone: made 0700, its files 0600, and used by one process at a time.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "core/base/result.hpp"

namespace parley::store {

class PrivateFolder {
 public:
  /// Makes the folder where it is missing, and closes it to others if it is ours (empty, or used by us before). A folder with other
  /// people's files that others may read is refused. Waits for a moment for another process that uses it. Or a sentence.
  static Result<std::unique_ptr<PrivateFolder>, std::string> open(const std::filesystem::path& path);

  PrivateFolder(const PrivateFolder&) = delete;
  PrivateFolder& operator=(const PrivateFolder&) = delete;
  /// Removes what open() and make_private() created, unless keep() was called: whoever cannot start leaves nothing behind.
  ~PrivateFolder();

  const std::filesystem::path& path() const { return path_; }

  /// Makes an empty file 0600, or closes the one that is there to others. Or a sentence.
  Result<std::filesystem::path, std::string> make_private(const std::filesystem::path& file);
  void keep() { created_.clear(); }

 private:
  explicit PrivateFolder(std::filesystem::path path) : path_(std::move(path)) {}

  std::filesystem::path path_;
  std::vector<std::filesystem::path> created_;  ///< in order
  int lock_ = -1;
};

}  // namespace parley::store
