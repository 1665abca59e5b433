// Values that move over time. An animation starts when its target changes and ends; nothing moves on its own.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace parley::ui {

namespace motion {
inline constexpr double kHoverMs = 80;
inline constexpr double kDialogInMs = 180;
inline constexpr double kSheetInMs = 240;
inline constexpr double kReducedMs = 80;
inline constexpr double kBannerMs = 160;
inline constexpr double kConnectMs = 320;
inline constexpr double kRingStepMs = 500;

/// Fast, then settling: for what appears.
constexpr float ease_out(float t) { return 1 - (1 - t) * (1 - t) * (1 - t); }
/// Slow at both ends: for what moves from one place to another.
constexpr float ease_in_out(float t) {
  const float rest = 2 - 2 * t;
  return t < .5F ? 4 * t * t * t : 1 - rest * rest * rest / 2;
}
}  // namespace motion

/// Linear progress of every running animation, by key. Easing is applied by whoever reads a value.
class Animations {
 public:
  /// Once per frame; forgets values that were not asked for lately.
  void begin_frame(double now_ms);

  /// The value of `key` on its way to `target`, reached `duration_ms` after the target changed. A new key starts at
  /// `initial`. A duration of zero jumps.
  float value(std::uint32_t key, float target, double duration_ms, float initial);

  /// Whether a value handed out in this frame had not arrived yet.
  bool moving() const { return moving_; }

 private:
  struct Entry {
    std::uint32_t key;
    float from;
    float to;
    double started_ms;
    std::uint32_t last_frame;
  };

  std::vector<Entry> entries_;
  double now_ms_ = 0;
  std::uint32_t frame_ = 0;
  bool moving_ = false;
};

/// FNV-1a, 32 bit, over `id` and what of it is animated.
std::uint32_t animation_key(std::string_view id, char what);

}  // namespace parley::ui
