#include "server/net/device_name.hpp"

#include <array>

namespace parley::net {
namespace {

struct Mark {
  std::string_view text;  ///< in the header
  std::string_view name;
};

// The order matters: browsers name those before them whose pages they want to be shown.
constexpr std::array<Mark, 12> kBrowsers{{{"Edg/", "Edge"},
                                          {"EdgA/", "Edge"},
                                          {"EdgiOS/", "Edge"},
                                          {"OPR/", "Opera"},
                                          {"SamsungBrowser/", "Samsung Internet"},
                                          {"FxiOS/", "Firefox"},
                                          {"Firefox/", "Firefox"},
                                          {"CriOS/", "Chrome"},
                                          {"Chromium/", "Chromium"},
                                          {"HeadlessChrome/", "Chrome"},
                                          {"Chrome/", "Chrome"},
                                          {"Safari/", "Safari"}}};
constexpr std::array<Mark, 7> kSystems{{{"iPhone", "iPhone"},
                                        {"iPad", "iPad"},
                                        {"Android", "Android"},
                                        {"Windows", "Windows"},
                                        {"CrOS", "ChromeOS"},
                                        {"Macintosh", "Mac"},
                                        {"Linux", "Linux"}}};

template <std::size_t kCount>
std::string_view first_of(const std::array<Mark, kCount>& marks, std::string_view text) {
  for (const Mark& mark : marks) {
    if (text.find(mark.text) != std::string_view::npos) return mark.name;
  }
  return {};
}

}  // namespace

std::string device_name(std::string_view user_agent) {
  const std::string_view browser = user_agent.starts_with("Mozilla/") ? first_of(kBrowsers, user_agent) : "";
  if (browser.empty()) return "A program";
  const std::string_view system = first_of(kSystems, user_agent);
  return std::string(browser) + (system.empty() ? "" : " on " + std::string(system));
}

}  // namespace parley::net
