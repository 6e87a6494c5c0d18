#include "reconciler/core/display_text.h"

#include <fmt/format.h>
#include <utf8proc.h>

#include <algorithm>
#include <iterator>

namespace muster::core {
namespace {

struct Decoded {
  utf8proc_int32_t point = -1;  // -1: not UTF-8
  std::size_t size = 1;
};

Decoded decode(std::string_view text, std::size_t at) {
  const auto* bytes = reinterpret_cast<const utf8proc_uint8_t*>(text.data()) + at;
  Decoded decoded;
  const auto size = utf8proc_iterate(bytes, static_cast<utf8proc_ssize_t>(text.size() - at), &decoded.point);
  if (size <= 0) return Decoded{};
  decoded.size = static_cast<std::size_t>(size);
  return decoded;
}

bool is_hidden(utf8proc_int32_t point) {
  switch (utf8proc_category(point)) {
    case UTF8PROC_CATEGORY_CC:  // C0, DEL, C1
    case UTF8PROC_CATEGORY_CF:  // zero-width and bidirectional marks, U+FEFF
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP:
    case UTF8PROC_CATEGORY_CS:
      return true;
    default:
      return false;
  }
}

void append_escaped(std::string& out, utf8proc_int32_t point) {
  switch (point) {
    case '\n':
      out += "\\n";
      return;
    case '\r':
      out += "\\r";
      return;
    case '\t':
      out += "\\t";
      return;
    default:
      out += point < 0x80 ? fmt::format("\\x{:02x}", point) : fmt::format("\\u{{{:x}}}", point);
  }
}

bool is_plain_ascii(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return c >= 0x20 && c < 0x7f; });
}

}  // namespace

std::string printable(std::string_view text) {
  if (is_plain_ascii(text)) return std::string(text);
  std::string out;
  out.reserve(text.size() + 8);
  for (std::size_t at = 0; at < text.size();) {
    const auto [point, size] = decode(text, at);
    if (point < 0) {
      fmt::format_to(std::back_inserter(out), "\\x{:02x}", static_cast<unsigned char>(text[at]));
    } else if (is_hidden(point)) {
      append_escaped(out, point);
    } else {
      out += text.substr(at, size);
    }
    at += size;
  }
  return out;
}

std::size_t display_width(std::string_view text) {
  if (is_plain_ascii(text)) return text.size();
  std::size_t width = 0;
  for (std::size_t at = 0; at < text.size();) {
    const auto [point, size] = decode(text, at);
    width += point < 0 ? 1 : static_cast<std::size_t>(std::max(0, utf8proc_charwidth(point)));
    at += size;
  }
  return width;
}

std::string shorten(std::string text, std::size_t columns) {
  if (display_width(text) <= columns) return text;
  std::size_t width = 1;  // of the ellipsis
  std::size_t at = 0;
  while (at < text.size()) {
    const auto [point, size] = decode(text, at);
    width += point < 0 ? 1 : static_cast<std::size_t>(std::max(0, utf8proc_charwidth(point)));
    if (width > columns) break;
    at += size;
  }
  text.resize(at);
  return text + "\u2026";
}

}  // namespace muster::core
