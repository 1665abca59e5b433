#include "server/net/static_files.hpp"

#include <algorithm>
#include <array>
#include <fstream>
#include <optional>

#include <openssl/evp.h>
#include <openssl/sha.h>

#include "server/net/accept_encoding.hpp"
#include "server/net/header_text.hpp"

namespace parley::net {
namespace {

namespace fs = std::filesystem;

struct TypeOfExtension {
  std::string_view extension;
  std::string_view content_type;
};
// application/wasm is what instantiateStreaming insists on.
constexpr std::array kTypes{
    TypeOfExtension{".html", "text/html; charset=utf-8"},
    TypeOfExtension{".js", "text/javascript; charset=utf-8"},
    TypeOfExtension{".mjs", "text/javascript; charset=utf-8"},
    TypeOfExtension{".css", "text/css; charset=utf-8"},
    TypeOfExtension{".wasm", "application/wasm"},
    TypeOfExtension{".json", "application/json"},
    TypeOfExtension{".map", "application/json"},
    TypeOfExtension{".webmanifest", "application/manifest+json"},
    TypeOfExtension{".svg", "image/svg+xml"},
    TypeOfExtension{".png", "image/png"},
    TypeOfExtension{".jpg", "image/jpeg"},
    TypeOfExtension{".webp", "image/webp"},
    TypeOfExtension{".ico", "image/x-icon"},
    TypeOfExtension{".txt", "text/plain; charset=utf-8"},
    TypeOfExtension{".ogg", "audio/ogg"},
    TypeOfExtension{".mp3", "audio/mpeg"},
    TypeOfExtension{".woff2", "font/woff2"},
};

std::string content_type_of(std::string_view path) {
  for (const auto& [extension, content_type] : kTypes) {
    if (path.ends_with(extension)) return std::string(content_type);
  }
  return "application/octet-stream";
}

/// "/assets/parley-1f0e9a3c.wasm": below assets/, and eight or more letters and digits between a '-' or '.' and the extension.
bool has_hashed_name(std::string_view path) {
  if (!path.starts_with("/assets/")) return false;
  const std::string_view name = path.substr(path.rfind('/') + 1);
  for (std::size_t dot = name.find('.'); dot != std::string_view::npos; dot = name.find('.', dot + 1)) {
    std::size_t start = dot;
    while (start > 0 && std::isalnum(static_cast<unsigned char>(name[start - 1]))) --start;
    if (dot - start >= 8 && start > 0 && (name[start - 1] == '-' || name[start - 1] == '.')) return true;
  }
  return false;
}

std::string etag_of(const std::string& bytes) {
  std::array<unsigned char, SHA256_DIGEST_LENGTH> digest{};
  EVP_Digest(bytes.data(), bytes.size(), digest.data(), nullptr, EVP_sha256(), nullptr);
  std::string etag = "\"";
  for (std::size_t index = 0; index < 16; ++index) {
    etag += "0123456789abcdef"[digest[index] >> 4];
    etag += "0123456789abcdef"[digest[index] & 15];
  }
  return etag + "\"";
}

std::optional<std::string> read_whole(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::string bytes{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  if (!file) return std::nullopt;
  return bytes;
}

bool is_hidden(const fs::path& relative) {
  return std::any_of(relative.begin(), relative.end(),
                     [](const fs::path& part) { return part.native().starts_with("."); });
}

/// The path of a request target, percent-decoded; nothing if it is malformed or holds a control character.
std::optional<std::string> path_of(std::string_view target) {
  const std::string_view raw = target.substr(0, target.find_first_of("?#"));
  std::string path;
  const auto digit = [](char letter) {
    const std::size_t value = std::string_view("0123456789abcdef").find(lower(letter));
    return value == std::string_view::npos ? -1 : static_cast<int>(value);
  };
  for (std::size_t index = 0; index < raw.size(); ++index) {
    char letter = raw[index];
    if (letter == '%') {
      if (index + 2 >= raw.size()) return std::nullopt;
      const int high = digit(raw[index + 1]);
      const int low = digit(raw[index + 2]);
      if (high < 0 || low < 0) return std::nullopt;
      letter = static_cast<char>(high * 16 + low);
      index += 2;
    }
    if (static_cast<unsigned char>(letter) < 0x20) return std::nullopt;
    path += letter;
  }
  if (path.empty() || path.front() != '/') return std::nullopt;
  if (path.back() == '/') path += "index.html";
  return path;
}

}  // namespace

const FileVariant& StaticFile::best_for(std::string_view accept_encoding) const {
  const FileVariant* best = &variants.front();
  int best_quality = encoding_quality(accept_encoding, best->encoding);
  for (const FileVariant& variant : variants) {
    const int quality = encoding_quality(accept_encoding, variant.encoding);
    if (quality > best_quality ||
        (quality > 0 && quality == best_quality && variant.bytes->size() < best->bytes->size())) {
      best = &variant;
      best_quality = quality;
    }
  }
  return *best;
}

Result<StaticFiles, std::string> StaticFiles::load(const fs::path& folder) {
  std::unordered_map<std::string, std::string> contents;
  std::error_code error;
  fs::recursive_directory_iterator entries(folder, error);
  for (; !error && entries != fs::recursive_directory_iterator(); entries.increment(error)) {
    const fs::path relative = entries->path().lexically_relative(folder);
    if (is_hidden(relative) || !entries->is_regular_file(error)) continue;
    std::optional<std::string> bytes = read_whole(entries->path());
    if (!bytes) return Failure{"The file " + entries->path().string() + " cannot be read."};
    contents.emplace("/" + relative.generic_string(), std::move(*bytes));
  }
  if (error) return Failure{"The folder " + folder.string() + " cannot be read: " + error.message() + "."};

  StaticFiles files;
  for (auto& [path, bytes] : contents) {
    const bool is_variant =
        (path.ends_with(".br") || path.ends_with(".gz")) && contents.contains(path.substr(0, path.size() - 3));
    if (is_variant) continue;
    StaticFile file;
    file.content_type = content_type_of(path);
    file.immutable = has_hashed_name(path);
    file.is_page = path.ends_with(".html");
    if (file.is_page) file.inline_hashes = hash_inline_blocks(bytes);
    file.variants.push_back({"identity", etag_of(bytes), std::make_shared<const std::string>(bytes)});
    for (const auto& [ending, encoding] : {std::pair(".br", "br"), std::pair(".gz", "gzip")}) {
      const auto encoded = contents.find(path + ending);
      if (encoded == contents.end()) continue;
      file.variants.push_back(
          {encoding, etag_of(encoded->second), std::make_shared<const std::string>(encoded->second)});
    }
    files.files_.emplace(path, std::move(file));
  }
  return files;
}

const StaticFile* StaticFiles::find(std::string_view target) const {
  const std::optional<std::string> path = path_of(target);
  if (!path) return nullptr;
  const auto found = files_.find(*path);
  return found == files_.end() ? nullptr : &found->second;
}

std::size_t StaticFiles::bytes() const {
  std::size_t sum = 0;
  for (const auto& [path, file] : files_) {
    for (const FileVariant& variant : file.variants) sum += variant.bytes->size();
  }
  return sum;
}

}  // namespace parley::net
