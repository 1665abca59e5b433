// The flight recorder: one run of a client as lines of JSON, each input in the order in which it came, and the accessible tree
// after each change. Without secrets; names and what is on the screen are in it, so it is given away only by its owner.
#pragma once

#include <cstddef>
#include <set>
#include <string>
#include <tuple>

#include "client/app/effect.hpp"
#include "client/app/event.hpp"
#include "client/ui/frame.hpp"
#include "client/ui/text_rasterizer.hpp"

namespace parley::record {

class Recorder {
 public:
  /// Past this many bytes nothing more is recorded: a beginning can be played back, an end cannot.
  explicit Recorder(std::size_t most_bytes = 16 * 1024 * 1024) : most_bytes_(most_bytes) {}

  void event(const app::Event& event, const Moment& moment);
  void effect(const app::Effect& effect);
  /// Before a frame runs, and after.
  void frame(const ui::FrameInput& input);
  void shown(const ui::Tree& tree);

  void metrics(ui::FontSpec font, ui::FontMetrics metrics);
  void measured(ui::FontSpec font, std::string_view text, ui::Direction direction, float advance);

  /// JSON lines.
  const std::string& text() const { return text_; }

 private:
  void line(const std::string& json);

  std::size_t most_bytes_;
  std::string text_;
  std::string last_tree_;
  std::set<std::string> secret_fields_;  ///< ids of the text boxes whose content is not repeated
  std::set<std::string> known_lengths_;  ///< measurements are recorded once
};

/// Stands before the platform's fonts and tells the recorder what they answered.
class ListeningRasterizer final : public ui::TextRasterizer {
 public:
  ListeningRasterizer(ui::TextRasterizer& fonts, Recorder& recorder) : fonts_(fonts), recorder_(recorder) {}

  ui::FontMetrics metrics(ui::FontSpec font) override;
  float measure(ui::FontSpec font, std::string_view utf8, ui::Direction direction) override;
  ui::RasterizedText rasterize(ui::FontSpec font, std::string_view utf8, ui::Direction direction, float density,
                               ui::Color ink) override;

 private:
  ui::TextRasterizer& fonts_;
  Recorder& recorder_;
};

}  // namespace parley::record
