#include "core/call/statistics.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <string_view>
#include <utility>

namespace parley::call::statistics {
namespace {

constexpr double kMostRate = 10'000'000;  // kbit/s
constexpr double kMostTime = 60'000;      // ms
constexpr double kMostPixels = 16'384;
constexpr double kMostFrames = 240;
constexpr std::size_t kLongestName = 12;

const Stream* earlier(const Sample& sample, const Stream& stream) {
  for (const Stream& one : sample.streams)
    if (one.id == stream.id && one.received == stream.received) return &one;
  return nullptr;
}

/// What a counter has grown by; nothing if it is not told or counts from the start again.
std::optional<double> growth(const std::optional<double>& from, const std::optional<double>& to) {
  if (!from || !to || !std::isfinite(*from) || !std::isfinite(*to) || *to < *from) return std::nullopt;
  return *to - *from;
}

/// Lost and all packets of one direction.
struct Loss {
  double lost = 0;
  double packets = 0;
  bool known = false;

  void add(const Stream& before, const Stream& now) {
    const auto packets_now = growth(before.packets, now.packets);
    if (!packets_now || !before.lost || !now.lost) return;
    // The count of lost ones also goes down: when late packets or copies arrive after all.
    const double gone = std::max(0.0, *now.lost - *before.lost);
    lost += now.received ? gone : std::min(gone, *packets_now);
    packets += now.received ? gone + *packets_now : *packets_now;
    known = true;
  }
  std::optional<double> share() const {
    if (!known || packets <= 0) return std::nullopt;
    return 100 * lost / packets;
  }
};

/// "video/VP9" as "VP9", "audio/opus" as "Opus".
std::string codec_name(std::string_view mime) {
  const auto slash = mime.find('/');
  std::string name(slash == std::string_view::npos ? mime : mime.substr(slash + 1));
  if (name == "opus") name[0] = 'O';
  return name;
}

std::string upper(std::string text) {
  for (char& c : text)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  return text;
}

double bounded(double value, double most) { return std::isfinite(value) ? std::clamp(value, 0.0, most) : 0; }

void bound(std::optional<double>& value, double most) {
  if (value) value = bounded(*value, most);
}

/// A name made of nothing but letters, figures and dashes, and short.
void bound(std::string& name) {
  const auto plain = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
  };
  name.erase(std::remove_if(name.begin(), name.end(), [&](char c) { return !plain(c); }), name.end());
  if (name.size() > kLongestName) name.resize(kLongestName);
}

}  // namespace

void remember(History& history, Figures figures) {
  if (history.size() >= kHistory) history.erase(history.begin());
  history.push_back(std::move(figures));
}

std::optional<Figures> take(Meter& meter, const Sample& sample) {
  const std::optional<Sample> last = std::exchange(meter.last, sample);
  if (!last) return std::nullopt;
  const double passed = sample.at - last->at;
  if (!(passed >= kShortest && passed <= kLongest)) return std::nullopt;

  Figures figures;
  figures.round_trip = sample.round_trip;
  figures.relayed = sample.local == "relay" || sample.remote == "relay";
  figures.transport = upper(sample.transport);
  Loss inward;
  Loss outward;
  bool screen = false;
  for (const Stream& now : sample.streams) {
    const Stream* before = earlier(*last, now);
    if (!before) continue;
    const double bits = growth(before->bytes, now.bytes).value_or(0) * 8;
    (now.received ? figures.receiving : figures.sending) += bits / passed;
    (now.received ? inward : outward).add(*before, now);
    const bool flows = growth(before->packets, now.packets).value_or(0) > 0;
    if (!now.received || !flows) continue;
    if (now.jitter) figures.jitter = std::max(figures.jitter.value_or(0), *now.jitter);
    if (!now.video) {
      if (!now.screen || figures.sound_codec.empty()) figures.sound_codec = codec_name(now.codec);
      continue;
    }
    if (screen && !now.screen) continue;
    screen = now.screen;
    figures.width = now.width.value_or(0);
    figures.height = now.height.value_or(0);
    figures.frames = growth(before->frames, now.frames).value_or(0) * 1000 / passed;
    figures.picture_codec = codec_name(now.codec);
  }
  figures.lost = inward.share();
  figures.lost_beyond = outward.share();
  return figures;
}

Figures plausible(Figures told) {
  bound(told.round_trip, kMostTime);
  bound(told.lost, 100);
  bound(told.lost_beyond, 100);
  bound(told.jitter, kMostTime);
  told.receiving = bounded(told.receiving, kMostRate);
  told.sending = bounded(told.sending, kMostRate);
  told.width = bounded(told.width, kMostPixels);
  told.height = bounded(told.height, kMostPixels);
  told.frames = bounded(told.frames, kMostFrames);
  bound(told.picture_codec);
  bound(told.sound_codec);
  bound(told.transport);
  return told;
}

}  // namespace parley::call::statistics
