#include "providers/kit/charset.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace muster::kit {

namespace {

// What Windows-1252 has at 0x80 to 0x9F; ISO-8859-1 has control characters there, which no page means.
constexpr std::array<std::uint16_t, 32> kWindows = {0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                                    0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0xFFFD, 0x017D, 0xFFFD,
                                                    0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                                    0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0xFFFD, 0x017E, 0x0178};

unsigned byte_at(std::string_view text, std::size_t at) { return static_cast<unsigned char>(text[at]); }

bool is_continuation(std::string_view text, std::size_t at) {
  return at < text.size() && (byte_at(text, at) & 0xC0U) == 0x80U;
}

// The smallest and largest second byte that may follow this lead byte (RFC 3629, table of section 4).
bool fits_second(unsigned lead, unsigned second) {
  if (lead == 0xE0) return second >= 0xA0;
  if (lead == 0xED) return second < 0xA0;
  if (lead == 0xF0) return second >= 0x90;
  return lead != 0xF4 || second < 0x90;
}

// Bytes of the character that begins there; 0: none does.
std::size_t length_at(std::string_view text, std::size_t at) {
  const unsigned lead = byte_at(text, at);
  if (lead < 0x80) return 1;
  if (lead < 0xC2 || lead > 0xF4) return 0;
  const std::size_t length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  for (std::size_t i = 1; i < length; ++i) {
    if (!is_continuation(text, at + i)) return 0;
  }
  return fits_second(lead, byte_at(text, at + 1)) ? length : 0;
}

// Of bytes that are one character.
unsigned character_at(std::string_view bytes) {
  constexpr std::array<unsigned, 5> kLeadBits = {0, 0x7F, 0x1F, 0x0F, 0x07};
  unsigned character = byte_at(bytes, 0) & kLeadBits.at(bytes.size());
  for (std::size_t i = 1; i < bytes.size(); ++i) character = (character << 6U) | (byte_at(bytes, i) & 0x3FU);
  return character;
}

void append(std::string& text, unsigned character) {
  if (character < 0x80) {
    text += static_cast<char>(character);
  } else if (character < 0x800) {
    text += static_cast<char>(0xC0U | (character >> 6U));
    text += static_cast<char>(0x80U | (character & 0x3FU));
  } else {
    text += static_cast<char>(0xE0U | (character >> 12U));
    text += static_cast<char>(0x80U | ((character >> 6U) & 0x3FU));
    text += static_cast<char>(0x80U | (character & 0x3FU));
  }
}

std::string from_windows(std::string_view bytes) {
  std::string text;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const unsigned byte = byte_at(bytes, i);
    append(text, byte >= 0x80 && byte < 0xA0 ? kWindows.at(byte - 0x80) : byte);
  }
  return text;
}

std::string without_misfits(std::string_view bytes) {
  std::string text;
  for (std::size_t i = 0; i < bytes.size();) {
    const std::size_t length = length_at(bytes, i);
    text += length == 0 ? kUnreadableCharacter : bytes.substr(i, length);
    i += std::max<std::size_t>(length, 1);
  }
  return text;
}

bool names_latin(std::string_view declared) {
  std::string folded(declared);
  std::ranges::transform(folded, folded.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  constexpr std::array kNames = {"iso-8859-1", "iso8859-1", "latin1", "windows-1252", "cp1252"};
  return std::ranges::any_of(kNames, [&](const char* name) { return folded.find(name) != std::string::npos; });
}

}  // namespace

bool is_utf8(std::string_view bytes) {
  for (std::size_t i = 0; i < bytes.size();) {
    const std::size_t length = length_at(bytes, i);
    if (length == 0) return false;
    i += length;
  }
  return true;
}

std::string to_latin(std::string_view text) {
  if (!is_utf8(text)) return std::string(text);
  std::string latin;
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t length = length_at(text, i);
    const unsigned character = character_at(text.substr(i, length));
    latin += character < 0x100 ? std::string(1, static_cast<char>(character)) : "&#" + std::to_string(character) + ";";
    i += length;
  }
  return latin;
}

std::string to_utf8(std::string_view bytes, std::string_view declared) {
  if (is_utf8(bytes)) return std::string(bytes);
  return names_latin(declared) ? from_windows(bytes) : without_misfits(bytes);
}

}  // namespace muster::kit
