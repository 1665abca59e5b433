#include "client/ui/motion.hpp"

#include <algorithm>

namespace parley::ui {
namespace {

// A screen that is drawn again after a few passes has not lost its hover states; one that is opened anew has.
constexpr std::uint32_t kKeptFrames = 8;

}  // namespace

void Animations::begin_frame(double now_ms) {
  now_ms_ = now_ms;
  moving_ = false;
  ++frame_;
  std::erase_if(entries_, [this](const Entry& e) { return e.last_frame + kKeptFrames < frame_; });
}

float Animations::value(std::uint32_t key, float target, double duration_ms, float initial) {
  auto entry = std::find_if(entries_.begin(), entries_.end(), [key](const Entry& e) { return e.key == key; });
  if (entry == entries_.end()) {
    if (initial == target) return target;  // nothing to remember: most hover values, most of the time
    entry = entries_.insert(entries_.end(), {key, initial, target, now_ms_, frame_});
  }
  entry->last_frame = frame_;
  const auto current = [this, duration_ms](const Entry& e) {
    const double progress = duration_ms <= 0 ? 1 : (now_ms_ - e.started_ms) / duration_ms;
    return e.from + (e.to - e.from) * static_cast<float>(std::clamp(progress, 0.0, 1.0));
  };
  if (entry->to != target) {
    entry->from = current(*entry);
    entry->to = target;
    entry->started_ms = now_ms_;
  }
  const float value = current(*entry);
  if (value != target) moving_ = true;
  return value;
}

std::uint32_t animation_key(std::string_view id, char what) {
  std::uint32_t hash = 2166136261U;
  const auto add = [&hash](char c) { hash = (hash ^ static_cast<unsigned char>(c)) * 16777619U; };
  for (const char c : id) add(c);
  add(what);
  return hash;
}

}  // namespace parley::ui
