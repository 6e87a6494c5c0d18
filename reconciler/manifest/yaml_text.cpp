#include "reconciler/manifest/yaml_text.h"

#include <fmt/format.h>

#include <array>

#include "reconciler/manifest/node.h"
#include "reconciler/manifest/plain_text.h"

namespace muster::manifest {

namespace {

constexpr std::string_view kLetters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
constexpr std::string_view kPlain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.@/+- ";

// Only what begins with a letter and has harmless characters: no number, date, marker or bracket can come of it.
[[nodiscard]] bool is_harmless(std::string_view text) {
  return !text.empty() && kLetters.find(text.front()) != std::string_view::npos &&
         text.find_first_not_of(kPlain) == std::string_view::npos && text.back() != ' ' && look_of(text) == Look::text;
}

struct Escape {
  std::string_view bytes;
  std::string_view escape;
};

constexpr std::array kEscapes = {Escape{"\"", "\\\""},
                                 Escape{"\\", "\\\\"},
                                 Escape{"\n", "\\n"},
                                 Escape{"\r", "\\r"},
                                 Escape{"\t", "\\t"},
                                 Escape{"\xC2\xA0", "\\u00A0"},
                                 Escape{"\xE2\x80\xA8", "\\u2028"},
                                 Escape{"\xE2\x80\xA9", "\\u2029"},
                                 Escape{"\xEF\xBB\xBF", "\\uFEFF"}};

// Appends the first character of `rest`, escaped where it is invisible or has a meaning; gives its bytes.
std::size_t append_character(std::string& out, std::string_view rest) {
  for (const auto& each : kEscapes) {
    if (!rest.starts_with(each.bytes)) continue;
    out += each.escape;
    return each.bytes.size();
  }
  const auto byte = static_cast<unsigned char>(rest.front());
  if (byte < 0x20 || byte == 0x7F) {
    out += fmt::format("\\x{:02X}", byte);
    return 1;
  }
  const bool control = byte == 0xC2 && rest.size() > 1 && static_cast<unsigned char>(rest[1]) < 0xA0;
  if (control) {
    out += fmt::format("\\u00{:02X}", static_cast<unsigned char>(rest[1]));
    return 2;
  }
  out += rest.front();
  return 1;
}

}  // namespace

bool can_be_written(std::string_view text) {
  return text.size() <= kMostScalarBytes && text.find('\0') == std::string_view::npos && is_utf8(text);
}

std::string yaml_text(std::string_view text) {
  if (is_harmless(text)) return std::string(text);
  std::string quoted = "\"";
  while (!text.empty()) text.remove_prefix(append_character(quoted, text));
  return quoted + '"';
}

}  // namespace muster::manifest
