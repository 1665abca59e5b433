#include "core/protocol/json_writer.hpp"

#include <array>
#include <charconv>

namespace parley::protocol {
namespace {

bool needs_escape(char character) {
  return static_cast<unsigned char>(character) < 0x20 || character == '"' || character == '\\';
}

void append_escaped(std::string& text, char character) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  text += '\\';
  switch (character) {
    case '"':
    case '\\': text += character; break;
    case '\n': text += 'n'; break;
    case '\r': text += 'r'; break;
    case '\t': text += 't'; break;
    default: {
      const auto code = static_cast<unsigned char>(character);
      text += "u00";
      text += kDigits[code >> 4U];
      text += kDigits[code & 0xFU];
    }
  }
}

}  // namespace

void JsonWriter::key(std::string_view key) {
  separate();
  text_ += '"';
  text_ += key;
  text_ += "\":";
  first_ = true;
}

void JsonWriter::string(std::string_view value) {
  separate();
  text_ += '"';
  std::size_t clean = 0;  // start of the run that needs no escaping
  for (std::size_t at = 0; at < value.size(); ++at) {
    if (!needs_escape(value[at])) continue;
    text_.append(value, clean, at - clean);
    append_escaped(text_, value[at]);
    clean = at + 1;
  }
  text_.append(value, clean, std::string_view::npos);
  text_ += '"';
}

void JsonWriter::number(std::uint64_t value) {
  separate();
  std::array<char, 20> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
  text_.append(digits.data(), end);
}

void JsonWriter::boolean(bool value) {
  separate();
  text_ += value ? "true" : "false";
}

void JsonWriter::null() {
  separate();
  text_ += "null";
}

void JsonWriter::open(char bracket) {
  separate();
  text_ += bracket;
  first_ = true;
}

void JsonWriter::close(char bracket) {
  text_ += bracket;
  first_ = false;
}

void JsonWriter::separate() {
  if (!first_) text_ += ',';
  first_ = false;
}

}  // namespace parley::protocol
