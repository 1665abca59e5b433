// The vector icons, the mark and the motif: data in the design's own notation and one interpreter that draws it.
#pragma once

#include <cstdint>

#include "client/ui/color.hpp"
#include "client/ui/geometry/rect.hpp"

struct ImDrawList;

namespace parley::ui {

enum class Icon : std::uint8_t {
  kNone,
  kPhone,
  kPhoneDown,
  kCamera,
  kCameraOff,
  kMic,
  kMicOff,
  kSearch,
  kSignOut,
  kWarning,
  kInfo,
  kCheck,
  kClose,
  kPerson,
  kPeople,
  kSpeaker,
  kWifiOff,
  kMissedCall,
  kArrowIn,
  kArrowOut,
  kEye,
  kEyeOff,
  kScreenShare,
  kScreenShareStop,
  kChat,
  kSettings,
  kFullScreen,
  kExitFullScreen,
  kCopy,
  kLink,
  kAttach,
  kFlipCamera,
  kStats,
  kRecord,
  kStop,
  kPip,
  kBack,
  kMore,
  kSend,
  kChevronDown,
  kPlus,
  kMinus,
  kStar,
};

/// Draws `icon` in the square of `size` around `center`. `behind` is the opaque colour under it: slashed icons are cut
/// with it. `color` is opaque, too, since strokes overlap.
void draw_icon(ImDrawList& list, Icon icon, Point center, float size, Color color, Color behind);

/// The mark: two half discs of `size` px together, around `center`.
void draw_mark(ImDrawList& list, Point center, float size, Color left, Color right);

/// The mark as a large, faint picture of `width`; its height is 1.16 times that.
void draw_motif(ImDrawList& list, Point center, float width, Color left, Color right);

}  // namespace parley::ui
