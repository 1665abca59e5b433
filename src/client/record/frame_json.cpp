#include "client/record/frame_json.hpp"

#include <cmath>
#include <cstdint>
#include <cstring>
#include <variant>

#include "core/base/overloaded.hpp"
#include "core/base/visit.hpp"
#include "core/protocol/json_writer.hpp"

namespace parley::record {
namespace {

using protocol::JsonWriter;

void put(JsonWriter& json, float value) {
  std::uint32_t bits = 0;  // by hand: Emscripten 3.1.6 has no std::bit_cast
  static_assert(sizeof bits == sizeof value);
  std::memcpy(&bits, &value, sizeof bits);
  json.number(bits);
}

template <class... Floats>
void put_floats(JsonWriter& json, const char* key, Floats... values) {
  json.key(key);
  json.begin_array();
  (put(json, values), ...);
  json.end_array();
}

void put_number(JsonWriter& json, const char* key, std::uint64_t value) {
  json.key(key);
  json.number(value);
}

void put_color(JsonWriter& json, const ui::Color& color) { json.number(ui::rgba_bits(color)); }

void put_event(JsonWriter& json, const ui::InputEvent& event) {
  json.begin_object();
  parley::visit(Overloaded{
                    [&](const ui::PointerInput& pointer) {
                      put_number(json, "action", static_cast<std::uint64_t>(pointer.action));
                      put_number(json, "kind", static_cast<std::uint64_t>(pointer.kind));
                      put_floats(json, "at", pointer.at.x, pointer.at.y);
                    },
                    [&](const ui::WheelInput& wheel) {
                      put_floats(json, "wheel", wheel.dx, wheel.dy);
                      put_floats(json, "at", wheel.at.x, wheel.at.y);
                    },
                    [&](const ui::ActivationInput& activation) {
                      json.key("activate");
                      json.string(activation.id);
                    },
                    [&](const ui::TextInput& text) {
                      json.key("text");
                      json.string(text.id);
                      json.key("value");
                      json.string(text.value);
                    },
                },
                event);
  json.end_object();
}

}  // namespace

std::string to_json(const ui::FrameInput& input) {
  JsonWriter json;
  json.begin_object();
  json.key("frame");
  json.begin_object();
  put_number(json, "now", static_cast<std::uint64_t>(std::llround(input.now_ms * 1000)));  // microseconds
  put_floats(json, "viewport", input.viewport.width, input.viewport.height, input.density);
  put_floats(json, "safe", input.safe_area.top, input.safe_area.right, input.safe_area.bottom, input.safe_area.left,
             input.keyboard_inset);
  const ui::Appearance& look = input.appearance;
  put_number(json, "scheme", static_cast<std::uint64_t>(look.scheme));
  put_floats(json, "textScale", look.text_scale);
  json.key("moreContrast");
  json.boolean(look.more_contrast);
  json.key("reducedMotion");
  json.boolean(look.reduced_motion);
  if (look.forced_colors) {
    const ui::ForcedColors& forced = *look.forced_colors;
    json.key("forced");
    json.begin_array();
    for (const ui::Color& color : {forced.canvas, forced.canvas_text, forced.button_face, forced.button_text,
                                   forced.button_border, forced.highlight, forced.highlight_text, forced.gray_text}) {
      put_color(json, color);
    }
    json.end_array();
  }
  json.key("focused");
  json.string(input.focused_id);
  json.key("focusVisible");
  json.boolean(input.focus_visible);
  json.key("events");
  json.begin_array();
  for (const ui::InputEvent& event : input.events) put_event(json, event);
  json.end_array();
  json.end_object();
  json.end_object();
  return std::move(json).take();
}

std::string to_json(ui::FontSpec font, ui::FontMetrics metrics) {
  JsonWriter json;
  json.begin_object();
  json.key("metrics");
  json.begin_array();
  put(json, font.size);
  json.number(static_cast<std::uint64_t>(font.weight));
  put(json, metrics.ascent);
  put(json, metrics.descent);
  json.end_array();
  json.end_object();
  return std::move(json).take();
}

std::string to_json(ui::FontSpec font, std::string_view text, ui::Direction direction, float advance) {
  JsonWriter json;
  json.begin_object();
  json.key("measure");
  json.begin_array();
  put(json, font.size);
  json.number(static_cast<std::uint64_t>(font.weight));
  json.number(static_cast<std::uint64_t>(direction));
  json.string(text);
  put(json, advance);
  json.end_array();
  json.end_object();
  return std::move(json).take();
}

std::string to_json_line(const ui::Tree& tree) {
  JsonWriter json;
  json.begin_object();
  json.key("tree");
  json.string(ui::to_json(tree));
  json.end_object();
  return std::move(json).take();
}

}  // namespace parley::record
