#include "reconciler/core/uuid.h"

#include <algorithm>
#include <cstdint>

namespace muster::core {

namespace {

constexpr std::size_t kUuid = 36;
constexpr std::size_t kLongestId = 1024;

[[nodiscard]] bool is_hex(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }

[[nodiscard]] bool is_uuid(std::string_view text) {
  if (text.size() != kUuid) return false;
  for (std::size_t i = 0; i < kUuid; ++i) {
    const bool dash = i == 8 || i == 13 || i == 18 || i == 23;
    if (dash ? text[i] != '-' : !is_hex(text[i])) return false;
  }
  return true;
}

[[nodiscard]] std::string in_lower_case(std::string_view text) {
  std::string lower(text);
  std::ranges::transform(lower, lower.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; });
  return lower;
}

[[nodiscard]] int sextet(char c) {
  if (c >= 'A' && c <= 'Z') return c - 'A';
  if (c >= 'a' && c <= 'z') return c - 'a' + 26;
  if (c >= '0' && c <= '9') return c - '0' + 52;
  if (c == '+' || c == '-') return 62;
  return c == '/' || c == '_' ? 63 : -1;
}

[[nodiscard]] std::optional<std::string> from_base64(std::string_view text) {
  while (text.ends_with('=')) text.remove_suffix(1);
  if (text.empty() || text.size() > kLongestId || text.size() % 4 == 1) return std::nullopt;
  std::string bytes;
  std::uint32_t bits = 0;
  int held = 0;
  for (const char c : text) {
    const int value = sextet(c);
    if (value < 0) return std::nullopt;
    bits = (bits << 6U | static_cast<std::uint32_t>(value)) & 0xFFFFU;
    held += 6;
    if (held < 8) continue;
    held -= 8;
    bytes.push_back(static_cast<char>(bits >> static_cast<unsigned>(held) & 0xFFU));
  }
  return bytes;
}

[[nodiscard]] bool is_printable(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return c > 0x20 && c < 0x7F; });
}

}  // namespace

std::optional<std::string> uri_of(std::string_view text) {
  auto decoded = from_base64(text);
  if (!decoded || !is_printable(*decoded)) return std::nullopt;
  const auto scheme = decoded->find("://");
  if (scheme == std::string::npos || scheme == 0) return std::nullopt;
  return decoded;
}

std::optional<std::string> uuid_of(std::string_view text) {
  if (is_uuid(text)) return in_lower_case(text);
  const auto uri = uri_of(text);
  if (!uri || uri->size() <= kUuid) return std::nullopt;
  const std::string_view tail = std::string_view(*uri).substr(uri->size() - kUuid);
  if (!is_uuid(tail) || (*uri)[uri->size() - kUuid - 1] != '/') return std::nullopt;
  return in_lower_case(tail);
}

}  // namespace muster::core
