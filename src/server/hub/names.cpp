#include "server/hub/names.hpp"

#include <array>
#include <functional>
#include <memory>
#include <set>

#include <unicode/brkiter.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uspoof.h>
#include <unicode/utf8.h>

namespace parley::hub {
namespace {

using protocol::ErrorCode;

constexpr UChar32 kZeroWidthNonJoiner = 0x200C;
constexpr UChar32 kZeroWidthJoiner = 0x200D;
constexpr UChar32 kTextVariation = 0xFE0E;
constexpr UChar32 kEmojiVariation = 0xFE0F;
constexpr UChar32 kBrailleBlank = 0x2800;  // drawn as nothing, though its category is a symbol

// Whoever is called so could speak for the system.
constexpr std::array<std::string_view, 9> kReserved = {"parley",  "server",    "system", "admin",  "administrator",
                                                       "support", "moderator", "root",   "anybody"};

const icu::Normalizer2* nfc() {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* normalizer = icu::Normalizer2::getNFCInstance(status);
  return U_SUCCESS(status) ? normalizer : nullptr;
}

struct CloseSpoof {
  void operator()(USpoofChecker* checker) const { uspoof_close(checker); }
};

// Costly to make, never changed: made once.
const USpoofChecker* spoof_checker() {
  static const std::unique_ptr<USpoofChecker, CloseSpoof> checker = [] {
    UErrorCode status = U_ZERO_ERROR;
    return std::unique_ptr<USpoofChecker, CloseSpoof>(uspoof_open(&status));
  }();
  return checker.get();
}

std::string to_utf8(const icu::UnicodeString& text) {
  std::string bytes;
  text.toUTF8String(bytes);
  return bytes;
}

bool is_utf8(std::string_view text) {
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  const auto length = static_cast<std::int32_t>(text.size());
  for (std::int32_t at = 0; at < length;) {
    UChar32 code_point = 0;
    U8_NEXT(bytes, at, length, code_point);
    if (code_point < 0) return false;
  }
  return true;
}

icu::UnicodeString normalise(const icu::UnicodeString& text) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* normalizer = nfc();
  if (normalizer == nullptr) return text;
  icu::UnicodeString result = normalizer->normalize(text, status);
  return U_SUCCESS(status) ? result : text;
}

// Trims spaces of every width and makes each inner run of them one plain space. Tabs and line ends are no spaces.
icu::UnicodeString single_spaced(const icu::UnicodeString& text) {
  icu::UnicodeString result;
  bool gap = false;
  for (std::int32_t at = 0; at < text.length(); at = text.moveIndex32(at, 1)) {
    const UChar32 code_point = text.char32At(at);
    if (u_charType(code_point) == U_SPACE_SEPARATOR) {
      gap = true;
      continue;
    }
    if (gap && !result.isEmpty()) result.append(static_cast<UChar32>(' '));
    gap = false;
    result.append(code_point);
  }
  return result;
}

bool is_mark(UChar32 code_point) { return (U_GET_GC_MASK(code_point) & U_GC_M_MASK) != 0; }

// The few invisible characters that writing needs: joiners between visible characters (Persian, Indic scripts, joined
// emoji) and variation selectors after an emoji.
bool may_stand_between(UChar32 before, UChar32 invisible, UChar32 after) {
  const bool visible_before =
      u_isalpha(before) || is_mark(before) || u_hasBinaryProperty(before, UCHAR_EMOJI) || before == kEmojiVariation;
  switch (invisible) {
    case kZeroWidthNonJoiner:
    case kZeroWidthJoiner: return visible_before && (u_isalpha(after) || u_hasBinaryProperty(after, UCHAR_EMOJI));
    case kTextVariation:
    case kEmojiVariation: return u_hasBinaryProperty(before, UCHAR_EMOJI);
    default: return false;
  }
}

bool is_shown(const icu::UnicodeString& text, std::int32_t at) {
  constexpr std::uint32_t kUnseen =
      U_GC_CC_MASK | U_GC_CF_MASK | U_GC_CS_MASK | U_GC_CO_MASK | U_GC_CN_MASK | U_GC_ZL_MASK | U_GC_ZP_MASK;
  const UChar32 code_point = text.char32At(at);
  if (code_point == kBrailleBlank) return false;
  const bool unseen =
      (U_GET_GC_MASK(code_point) & kUnseen) != 0 || u_hasBinaryProperty(code_point, UCHAR_DEFAULT_IGNORABLE_CODE_POINT);
  if (!unseen) return true;
  if (at == 0) return false;
  const std::int32_t next = text.moveIndex32(at, 1);
  const UChar32 after = next < text.length() ? text.char32At(next) : 0;
  return may_stand_between(text.char32At(text.moveIndex32(at, -1)), code_point, after);
}

bool all_shown(const icu::UnicodeString& text) {
  if (is_mark(text.char32At(0))) return false;  // would be drawn onto whatever stands before the name
  for (std::int32_t at = 0; at < text.length(); at = text.moveIndex32(at, 1)) {
    if (!is_shown(text, at)) return false;
  }
  return true;
}

icu::UnicodeString without_ignorable(const icu::UnicodeString& text) {
  icu::UnicodeString result;
  for (std::int32_t at = 0; at < text.length(); at = text.moveIndex32(at, 1)) {
    const UChar32 code_point = text.char32At(at);
    if (!u_hasBinaryProperty(code_point, UCHAR_DEFAULT_IGNORABLE_CODE_POINT)) result.append(code_point);
  }
  return result;
}

icu::UnicodeString skeleton(const icu::UnicodeString& text) {
  UErrorCode status = U_ZERO_ERROR;
  icu::UnicodeString result;
  uspoof_getSkeletonUnicodeString(spoof_checker(), 0, text, result, &status);
  return U_SUCCESS(status) ? result : text;
}

icu::UnicodeString case_folded(const icu::UnicodeString& text) {
  return normalise(icu::UnicodeString(text).foldCase());
}

std::string folded_key(const icu::UnicodeString& text) {
  return to_utf8(skeleton(case_folded(without_ignorable(text))));
}

std::string look_key(const icu::UnicodeString& text) {
  return to_utf8(skeleton(case_folded(skeleton(without_ignorable(text)))));
}

// Compared by both keys, so that look-alikes are covered.
bool is_reserved(const Name& name) {
  static const std::set<std::string, std::less<>> keys = [] {
    std::set<std::string, std::less<>> made;
    for (const std::string_view reserved : kReserved) {
      const icu::StringPiece piece(reserved.data(), static_cast<std::int32_t>(reserved.size()));
      made.insert(folded_key(icu::UnicodeString::fromUTF8(piece)));
    }
    return made;
  }();
  return keys.contains(name.folded) || keys.contains(name.look);
}

// Nothing if the text is nobody's name. The bound on bytes comes before any work: 300 characters of any script pass it.
icu::UnicodeString read_text(std::string_view text) {
  constexpr std::size_t kMostBytes = 4096;
  if (text.size() > kMostBytes || !is_utf8(text)) return {};
  const auto raw = icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
  icu::UnicodeString result = single_spaced(normalise(raw));
  if (result.isEmpty() || static_cast<std::size_t>(result.countChar32()) > kNameCodePoints || !all_shown(result))
    return {};
  return result;
}

icu::UnicodeString first_grapheme(const icu::UnicodeString& word) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::BreakIterator> graphemes(
      icu::BreakIterator::createCharacterInstance(icu::Locale::getRoot(), status));
  if (U_FAILURE(status) || graphemes == nullptr) return icu::UnicodeString(word.char32At(0));
  graphemes->setText(word);
  graphemes->first();
  const std::int32_t end = graphemes->next();
  return end == icu::BreakIterator::DONE ? word : word.tempSubString(0, end);
}

}  // namespace

Result<Name, ErrorCode> read_name(std::string_view text) {
  const icu::UnicodeString shown = read_text(text);
  if (shown.isEmpty()) return Failure{ErrorCode::NameInvalid};
  Name name{to_utf8(shown), folded_key(shown), look_key(shown)};
  if (is_reserved(name)) return Failure{ErrorCode::NameReserved};
  return name;
}

std::string find_key(std::string_view text) {
  const icu::UnicodeString shown = read_text(text);
  return shown.isEmpty() ? std::string() : folded_key(shown);
}

std::string initials_of(const std::string& name) {
  const icu::UnicodeString text = icu::UnicodeString::fromUTF8(name);
  const std::int32_t last_space = text.lastIndexOf(static_cast<UChar32>(' '));
  icu::UnicodeString initials = first_grapheme(text);
  if (last_space >= 0) initials.append(first_grapheme(text.tempSubString(last_space + 1)));
  return to_utf8(initials.toUpper(icu::Locale::getRoot()));
}

std::uint8_t hue_of(const std::string& name) {
  constexpr std::uint32_t kOffsetBasis = 2166136261U;
  constexpr std::uint32_t kPrime = 16777619U;
  const std::string lowered = to_utf8(normalise(icu::UnicodeString::fromUTF8(name)).toLower(icu::Locale::getRoot()));
  std::uint32_t hash = kOffsetBasis;
  for (const char byte : lowered) hash = (hash ^ static_cast<std::uint8_t>(byte)) * kPrime;
  return static_cast<std::uint8_t>((hash ^ (hash >> 16U)) & 7U);
}

}  // namespace parley::hub
