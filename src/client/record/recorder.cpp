#include "client/record/recorder.hpp"

#include "client/record/event_json.hpp"
#include "client/record/frame_json.hpp"

namespace parley::record {

void Recorder::event(const app::Event& event, const Moment& moment) { line(to_json(event, moment)); }

void Recorder::effect(const app::Effect& effect) { line(to_json(effect)); }

void Recorder::frame(const ui::FrameInput& input) {
  ui::FrameInput open = input;
  for (ui::InputEvent& event : open.events) {
    auto* typed = std::get_if<ui::TextInput>(&event);
    if (typed && secret_fields_.count(typed->id) > 0) typed->value = ui::dots_for(typed->value);
  }
  line(to_json(open));
}

void Recorder::shown(const ui::Tree& tree) {
  for (const ui::Node& node : tree.nodes)
    if (node.field && node.field->secret) secret_fields_.insert(node.id);
  std::string json = to_json_line(tree);
  if (json == last_tree_) return;
  line(json);
  last_tree_ = std::move(json);
}

void Recorder::metrics(ui::FontSpec font, ui::FontMetrics metrics) {
  std::string json = to_json(font, metrics);
  if (known_lengths_.insert(json).second) line(json);
}

void Recorder::measured(ui::FontSpec font, std::string_view text, ui::Direction direction, float advance) {
  std::string json = to_json(font, text, direction, advance);
  if (known_lengths_.insert(json).second) line(json);
}

void Recorder::line(const std::string& json) {
  if (text_.size() + json.size() >= most_bytes_) {
    most_bytes_ = 0;
    return;
  }
  text_ += json;
  text_ += '\n';
}

ui::FontMetrics ListeningRasterizer::metrics(ui::FontSpec font) {
  const ui::FontMetrics answer = fonts_.metrics(font);
  recorder_.metrics(font, answer);
  return answer;
}

float ListeningRasterizer::measure(ui::FontSpec font, std::string_view utf8, ui::Direction direction) {
  const float answer = fonts_.measure(font, utf8, direction);
  recorder_.measured(font, utf8, direction, answer);
  return answer;
}

ui::RasterizedText ListeningRasterizer::rasterize(ui::FontSpec font, std::string_view utf8, ui::Direction direction,
                                                  float density, ui::Color ink) {
  return fonts_.rasterize(font, utf8, direction, density, ink);
}

}  // namespace parley::record
