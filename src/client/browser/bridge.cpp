#include "client/browser/bridge.hpp"

namespace parley::browser {

std::string kebab(std::string_view enumerator) {
  std::string text;
  for (const char c : enumerator) {
    const bool upper = c >= 'A' && c <= 'Z';
    if (upper && !text.empty()) text += '-';
    text += upper ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return text;
}

}  // namespace parley::browser
