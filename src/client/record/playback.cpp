#include "client/record/playback.hpp"

#include <bit>
#include <cstdint>
#include <map>
#include <tuple>
#include <vector>

#include <nlohmann/json.hpp>

#include "client/record/event_reader.hpp"

namespace parley::record {
namespace {

using Json = nlohmann::json;

float as_float(const Json& json) {
  return std::bit_cast<float>(json.is_number_unsigned() ? json.get<std::uint32_t>() : 0U);
}

template <class Enum>
Enum as_enum(const Json& json) {
  return static_cast<Enum>(json.is_number_unsigned() ? json.get<unsigned>() : 0U);
}

ui::Color as_color(const Json& json) {
  return ui::from_rgba_bits(json.is_number_unsigned() ? json.get<std::uint32_t>() : 0U);
}

// The fonts of the recording: they know what was measured then and draw nothing.
class RecordedFonts final : public ui::TextRasterizer {
 public:
  void learn(const Json& line) {
    if (const auto found = line.find("metrics"); found != line.end()) {
      const Json& m = *found;
      metrics_[{as_float(m[0]), m[1].get<int>()}] = {as_float(m[2]), as_float(m[3])};
    } else if (const auto measured = line.find("measure"); measured != line.end()) {
      const Json& m = *measured;
      advances_[{as_float(m[0]), m[1].get<int>(), m[2].get<int>(), m[3].get<std::string>()}] = as_float(m[4]);
    }
  }

  ui::FontMetrics metrics(ui::FontSpec font) override { return metrics_[{font.size, static_cast<int>(font.weight)}]; }
  float measure(ui::FontSpec font, std::string_view utf8, ui::Direction direction) override {
    return advances_[{font.size, static_cast<int>(font.weight), static_cast<int>(direction), std::string(utf8)}];
  }
  ui::RasterizedText rasterize(ui::FontSpec, std::string_view, ui::Direction, float, ui::Color) override { return {}; }

 private:
  std::map<std::tuple<float, int>, ui::FontMetrics> metrics_;
  std::map<std::tuple<float, int, int, std::string>, float> advances_;
};

ui::InputEvent input_event(const Json& json) {
  const auto point = [&] { return ui::Point{as_float(json["at"][0]), as_float(json["at"][1])}; };
  if (json.contains("activate")) return ui::ActivationInput{json["activate"].get<std::string>()};
  if (json.contains("text")) return ui::TextInput{json["text"].get<std::string>(), json["value"].get<std::string>()};
  if (json.contains("wheel")) return ui::WheelInput{point(), as_float(json["wheel"][0]), as_float(json["wheel"][1])};
  return ui::PointerInput{as_enum<ui::PointerAction>(json["action"]), as_enum<ui::PointerKind>(json["kind"]), point()};
}

ui::FrameInput frame_input(const Json& json) {
  ui::FrameInput input;
  input.now_ms = static_cast<double>(json["now"].get<std::uint64_t>()) / 1000;
  input.viewport = {as_float(json["viewport"][0]), as_float(json["viewport"][1])};
  input.density = as_float(json["viewport"][2]);
  const Json& safe = json["safe"];
  input.safe_area = {as_float(safe[0]), as_float(safe[1]), as_float(safe[2]), as_float(safe[3])};
  input.keyboard_inset = as_float(safe[4]);
  input.appearance.scheme = as_enum<ui::ColorScheme>(json["scheme"]);
  input.appearance.text_scale = as_float(json["textScale"][0]);
  input.appearance.more_contrast = json["moreContrast"].get<bool>();
  input.appearance.reduced_motion = json["reducedMotion"].get<bool>();
  if (const auto forced = json.find("forced"); forced != json.end()) {
    const Json& c = *forced;
    input.appearance.forced_colors = ui::ForcedColors{as_color(c[0]), as_color(c[1]), as_color(c[2]), as_color(c[3]),
                                                      as_color(c[4]), as_color(c[5]), as_color(c[6]), as_color(c[7])};
  }
  input.focused_id = json["focused"].get<std::string>();
  input.focus_visible = json["focusVisible"].get<bool>();
  for (const Json& event : json["events"]) input.events.push_back(input_event(event));
  return input;
}

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const auto end = text.find('\n');
    lines.push_back(text.substr(0, end));
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
  return lines;
}

}  // namespace

Played play_back(std::string_view recording, const Draw& draw) {
  const std::vector<std::string_view> lines = lines_of(recording);
  RecordedFonts fonts;
  std::vector<Json> parsed;
  for (const std::string_view line : lines) {
    parsed.push_back(Json::parse(line, nullptr, false));
    if (parsed.back().is_object()) fonts.learn(parsed.back());
  }

  Played played;
  ui::Frame frame(fonts);
  std::string tree;
  for (std::size_t i = 0; i < lines.size() && !played.difference; ++i) {
    const Json& line = parsed[i];
    if (!line.is_object()) {
      played.difference = Difference{i + 1, "a JSON object", std::string(lines[i])};
    } else if (line.contains("event")) {
      const auto recorded = event_from_json(lines[i]);
      if (!recorded) {
        played.difference = Difference{i + 1, "an event", recorded.error()};
        break;
      }
      app::update(played.model, recorded.value().event, recorded.value().moment);
      ++played.events;
    } else if (const auto input = line.find("frame"); input != line.end()) {
      tree = ui::to_json(frame.run(frame_input(*input), [&](ui::Ui& ui) { draw(ui, played.model); }).tree);
      ++played.frames;
    } else if (const auto expected = line.find("tree"); expected != line.end()) {
      ++played.trees;
      if (*expected != tree) played.difference = Difference{i + 1, expected->get<std::string>(), tree};
    }
  }
  return played;
}

}  // namespace parley::record
