#include "providers/simulators/genesys_gws/json_text.h"

#include <algorithm>

namespace muster::simulators::gws {
namespace {

bool needs_escape(char c) { return static_cast<unsigned char>(c) < 0x20 || c == '"' || c == '\\'; }

void append_escaped(std::string& out, char c) {
  constexpr std::string_view kHex = "0123456789abcdef";
  if (c == '"' || c == '\\') {
    out.push_back('\\');
    out.push_back(c);
    return;
  }
  const auto byte = static_cast<unsigned char>(c);
  out.append("\\u00").append(1, kHex[byte >> 4U]).append(1, kHex[byte & 15U]);
}

}  // namespace

void append_quoted(std::string& out, std::string_view text) {
  out.push_back('"');
  while (true) {
    const auto bad = std::find_if(text.begin(), text.end(), needs_escape);
    out.append(text.begin(), bad);
    if (bad == text.end()) break;
    append_escaped(out, *bad);
    text.remove_prefix(static_cast<std::size_t>(bad - text.begin()) + 1);
  }
  out.push_back('"');
}

std::string& ObjectText::member(std::string_view name) {
  if (!first_) out_.push_back(',');
  first_ = false;
  out_.push_back('"');
  out_.append(name);
  out_.append("\":");
  return out_;
}

}  // namespace muster::simulators::gws
