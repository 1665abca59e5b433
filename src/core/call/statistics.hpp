// What a call's media does each second: rates out of the browser's counters, with the last minute of them. It judges nothing;
// quality.hpp and guard.hpp do.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "core/base/fields.hpp"

namespace parley::call::statistics {

/// Counters of one RTP stream since it began, as the browser tells them; a member that it does not tell is missing.
struct Stream {
  std::string id;         ///< another one has taken its place if this changed
  bool received = false;  ///< else sent
  bool video = false;
  bool screen = false;  ///< the shared screen or its sound, else camera or microphone
  std::optional<double> bytes;
  std::optional<double> packets;
  std::optional<double> lost;    ///< of a sent one: as the other side reports it
  std::optional<double> frames;  ///< decoded or encoded
  std::optional<double> jitter;  ///< ms
  std::optional<double> width;   ///< of the latest frame
  std::optional<double> height;
  std::string codec;  ///< its MIME type: "video/VP9"
  static constexpr auto fields() {
    return std::tuple{
        field("id", &Stream::id),         field("received", &Stream::received), field("video", &Stream::video),
        field("screen", &Stream::screen), field("bytes", &Stream::bytes),       field("packets", &Stream::packets),
        field("lost", &Stream::lost),     field("frames", &Stream::frames),     field("jitter", &Stream::jitter),
        field("width", &Stream::width),   field("height", &Stream::height),     field("codec", &Stream::codec)};
  }
  friend bool operator==(const Stream&, const Stream&) = default;
};

/// All counters of a peer connection at one moment.
struct Sample {
  double at = 0;  ///< ms of the browser's clock
  std::vector<Stream> streams;
  std::optional<double> round_trip;  ///< ms
  std::optional<double> available;   ///< estimate of what the path carries from here, kbit/s
  std::string local;  ///< our candidate's type: "host", "srflx", "prflx", "relay"; empty before there is a path
  std::string remote;
  std::string transport;  ///< "udp", "tcp", "tls": on the first stretch
  static constexpr auto fields() {
    return std::tuple{field("at", &Sample::at),
                      field("streams", &Sample::streams),
                      field("roundTrip", &Sample::round_trip),
                      field("available", &Sample::available),
                      field("local", &Sample::local),
                      field("remote", &Sample::remote),
                      field("transport", &Sample::transport)};
  }
  friend bool operator==(const Sample&, const Sample&) = default;
};

/// One second of a call as one side measures it. This is also what the sides tell each other.
struct Figures {
  std::optional<double> round_trip;  ///< ms
  double receiving = 0;              ///< kbit/s, all streams
  double sending = 0;
  std::optional<double> lost;         ///< per cent of what was sent to us
  std::optional<double> lost_beyond;  ///< per cent of what we sent, as the other side reports it
  std::optional<double> jitter;       ///< ms, the worst stream
  double width = 0;                   ///< of the received picture, the screen before the camera; 0: none
  double height = 0;
  double frames = 0;          ///< per second, of the same picture
  std::string picture_codec;  ///< "VP9"
  std::string sound_codec;
  bool relayed = false;   ///< one end of the path is a relay's
  std::string transport;  ///< "UDP"; empty before there is a path
  static constexpr auto fields() {
    return std::tuple{field("roundTrip", &Figures::round_trip),
                      field("receiving", &Figures::receiving),
                      field("sending", &Figures::sending),
                      field("lost", &Figures::lost),
                      field("lostBeyond", &Figures::lost_beyond),
                      field("jitter", &Figures::jitter),
                      field("width", &Figures::width),
                      field("height", &Figures::height),
                      field("frames", &Figures::frames),
                      field("pictureCodec", &Figures::picture_codec),
                      field("soundCodec", &Figures::sound_codec),
                      field("relayed", &Figures::relayed),
                      field("transport", &Figures::transport)};
  }
  friend bool operator==(const Figures&, const Figures&) = default;
};

/// The last minute, newest last.
using History = std::vector<Figures>;
inline constexpr std::size_t kHistory = 60;
void remember(History& history, Figures figures);

/// What the next sample is compared with.
struct Meter {
  std::optional<Sample> last;
  friend bool operator==(const Meter&, const Meter&) = default;
};

/// Closer together than this, or further apart, samples make no rates: a timer that caught up, a laptop that slept, a clock
/// that jumped. In ms.
inline constexpr double kShortest = 200;
inline constexpr double kLongest = 10'000;

/// The figures since the sample before; nothing for the first one and where the time between makes no sense. A stream that is
/// new, was replaced or counts from the start again adds nothing in its first second.
std::optional<Figures> take(Meter& meter, const Sample& sample);

/// What the other side told, with everything in it that no honest side tells put right: it comes unchecked.
Figures plausible(Figures told);

}  // namespace parley::call::statistics
