// The C library's strtod and its siblings, replaced in the client: the original brings 128-bit floating point with it, 8 KB compressed. Only the
// JSON parser calls it, for numbers with a fraction, which the protocol does not have. Exact for up to 15 digits with a power
// of ten up to 22, otherwise right but for the last digits; no hexadecimal, infinity or NaN, which JSON does not have either.
#include <cstddef>

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

double scaled(double value, int exponent) {
  for (; exponent > 0 && value != 0; --exponent) value *= 10;
  double divisor = 1;
  for (; exponent < 0 && divisor < 1e300; ++exponent) divisor *= 10;
  return value / divisor;
}

}  // namespace

extern "C" double strtod(const char* text, char** end) {
  const char* at = text;
  const bool negative = *at == '-';
  if (negative || *at == '+') ++at;
  double value = 0;
  int exponent = 0;
  const char* first = at;
  for (; is_digit(*at); ++at) value = value * 10 + (*at - '0');
  std::ptrdiff_t digits = at - first;
  if (*at == '.') {
    first = ++at;
    for (; is_digit(*at); ++at, --exponent) value = value * 10 + (*at - '0');
    digits += at - first;
  }
  if (digits == 0) {
    at = text;
  } else if (*at == 'e' || *at == 'E') {
    const char* power = at + 1;
    const bool down = *power == '-';
    if (down || *power == '+') ++power;
    if (is_digit(*power)) {
      int shift = 0;
      for (; is_digit(*power); ++power) shift = shift < 1000 ? shift * 10 + (*power - '0') : shift;
      exponent += down ? -shift : shift;
      at = power;
    }
  }
  if (end != nullptr) *end = const_cast<char*>(at);
  value = scaled(value, exponent);
  return negative ? -value : value;
}

// In the C library the three share an object file: one of them missing would bring the original back.
extern "C" float strtof(const char* text, char** end) { return static_cast<float>(strtod(text, end)); }
extern "C" long double strtold(const char* text, char** end) { return strtod(text, end); }
