// The built client's files, read once at the start: what is not in this index cannot be asked for, whatever a path says.
#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/base/result.hpp"
#include "server/net/security_headers.hpp"

namespace parley::net {

/// One encoding of a file.
struct FileVariant {
  std::string encoding;  ///< "identity", "br" or "gzip"
  std::string etag;      ///< strong, of these very bytes, quoted
  std::shared_ptr<const std::string> bytes;
};

struct StaticFile {
  std::string content_type;
  bool immutable = false;             ///< its name carries its hash
  bool is_page = false;               ///< HTML: gets the Content-Security-Policy
  InlineHashes inline_hashes;         ///< of a page
  std::vector<FileVariant> variants;  ///< the plain one first

  /// The encoding that the client likes best, the smaller one where it does not mind.
  const FileVariant& best_for(std::string_view accept_encoding) const;
};

class StaticFiles {
 public:
  /// An empty index.
  StaticFiles() = default;

  /// Reads every file below `folder`. A `.br` or `.gz` beside a file of the same name becomes its variant. Names that begin
  /// with a dot are left out. Fails with a sentence if something cannot be read.
  static Result<StaticFiles, std::string> load(const std::filesystem::path& folder);

  /// The file that an HTTP request target means ("/", "/assets/x.js?y"), or nothing.
  const StaticFile* find(std::string_view target) const;

  std::size_t size() const { return files_.size(); }
  std::size_t bytes() const;

 private:
  std::unordered_map<std::string, StaticFile> files_;  ///< by path from the root, "/index.html"
};

}  // namespace parley::net
