#include "server/store/private_folder.hpp"

#include <cerrno>
#include <chrono>
#include <cstring>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <system_error>
#include <thread>
#include <unistd.h>

namespace parley::store {
namespace {

namespace fs = std::filesystem;

constexpr const char* kLockName = "lock";
/// A server that is being replaced may still be writing its last records.
constexpr std::chrono::seconds kLockPatience{3};

std::string because(const fs::path& path, const char* what, int error) {
  return std::string(what) + " " + path.string() + ": " + std::strerror(error) + ".";
}

/// Makes the folder and the missing ones above it; what was made is appended to `created`.
int make_folders(const fs::path& path, std::vector<fs::path>& created) {
  std::vector<fs::path> missing;
  std::error_code ignored;
  for (fs::path each = path; !each.empty() && !fs::exists(each, ignored); each = each.parent_path()) {
    missing.push_back(each);
    if (each == each.parent_path()) break;
  }
  for (auto each = missing.rbegin(); each != missing.rend(); ++each) {
    if (mkdir(each->c_str(), 0700) == 0) {
      created.push_back(*each);
    } else if (errno != EEXIST) {
      return errno;
    }
  }
  return 0;
}

bool ours(const fs::path& path) {
  std::error_code error;
  if (fs::exists(path / kLockName, error)) return true;
  return fs::is_empty(path, error) && !error;
}

}  // namespace

Result<std::unique_ptr<PrivateFolder>, std::string> PrivateFolder::open(const fs::path& path) {
  if (path.empty()) return Failure{std::string("No folder is named for the data.")};
  fs::path whole = fs::absolute(path).lexically_normal();
  if (!whole.has_filename()) whole = whole.parent_path();  // a slash at the end
  std::unique_ptr<PrivateFolder> folder(new PrivateFolder(whole));
  if (const int error = make_folders(whole, folder->created_)) {
    return Failure{because(whole, "Cannot make the data folder", error)};
  }
  struct stat facts {};
  if (stat(whole.c_str(), &facts) != 0) return Failure{because(whole, "Cannot use the data folder", errno)};
  if (!S_ISDIR(facts.st_mode)) return Failure{whole.string() + " is not a folder; the data needs one."};
  if ((facts.st_mode & 0077) != 0) {
    if ((facts.st_mode & S_ISVTX) != 0 || !ours(whole) || chmod(whole.c_str(), 0700) != 0) {
      return Failure{"The data folder " + whole.string() +
                     " is open to others: name a folder of its own, or run chmod 700 on it."};
    }
  }
  if (access(whole.c_str(), W_OK | X_OK) != 0) return Failure{because(whole, "Cannot write to the data folder", errno)};
  auto lock = folder->make_private(kLockName);
  if (!lock) return Failure{lock.error()};
  folder->lock_ = ::open(lock.value().c_str(), O_RDWR | O_CLOEXEC);
  if (folder->lock_ < 0) return Failure{because(lock.value(), "Cannot open", errno)};
  const auto give_up_at = std::chrono::steady_clock::now() + kLockPatience;
  while (flock(folder->lock_, LOCK_EX | LOCK_NB) != 0) {
    if (std::chrono::steady_clock::now() > give_up_at) {
      return Failure{"Another server uses the data folder " + whole.string() + "."};
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
  return folder;
}

PrivateFolder::~PrivateFolder() {
  std::error_code ignored;
  for (auto each = created_.rbegin(); each != created_.rend(); ++each) fs::remove(*each, ignored);
  if (lock_ >= 0) close(lock_);
}

Result<fs::path, std::string> PrivateFolder::make_private(const fs::path& file) {
  const fs::path whole = file.is_absolute() ? file : path_ / file;
  const int made = ::open(whole.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (made >= 0) {
    close(made);
    created_.push_back(whole);
    return whole;
  }
  if (errno != EEXIST) return Failure{because(whole, "Cannot write", errno)};
  struct stat facts {};
  if (stat(whole.c_str(), &facts) != 0) return Failure{because(whole, "Cannot use", errno)};
  if (!S_ISREG(facts.st_mode)) return Failure{whole.string() + " is not a file."};
  if ((facts.st_mode & 0077) != 0 && chmod(whole.c_str(), 0600) != 0) {
    return Failure{"The file " + whole.string() + " is open to others and cannot be closed to them."};
  }
  if (access(whole.c_str(), R_OK | W_OK) != 0) return Failure{because(whole, "Cannot write", errno)};
  return whole;
}

}  // namespace parley::store
