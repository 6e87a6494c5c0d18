#include "reconciler/manifest/plain_text.h"

#include <algorithm>
#include <array>

namespace muster::manifest {

namespace {

constexpr std::array<std::string_view, 8> kBooleans = {"true", "false", "yes", "no", "on", "off", "y", "n"};

[[nodiscard]] bool same_word(std::string_view a, std::string_view b) {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; };
  return std::ranges::equal(a, b, {}, lower, lower);
}

[[nodiscard]] bool all_of(std::string_view text, std::string_view allowed) {
  return !text.empty() && text.find_first_not_of(allowed) == std::string_view::npos;
}

[[nodiscard]] bool is_based(std::string_view text) {
  if (text.starts_with("0x")) return all_of(text.substr(2), "0123456789abcdefABCDEF_");
  if (text.starts_with("0o")) return all_of(text.substr(2), "01234567");
  return text.starts_with("0b") && all_of(text.substr(2), "01_");
}

[[nodiscard]] bool is_decimal(std::string_view text) {
  constexpr std::string_view kDigits = "0123456789_";
  const auto exponent = text.find_first_of("eE");
  if (exponent != std::string_view::npos) {
    auto power = text.substr(exponent + 1);
    if (power.starts_with('+') || power.starts_with('-')) power.remove_prefix(1);
    if (!all_of(power, kDigits)) return false;
    text = text.substr(0, exponent);
  }
  const auto point = text.find('.');
  const auto whole = text.substr(0, point);
  const auto part = point == std::string_view::npos ? std::string_view() : text.substr(point + 1);
  if (whole.empty() && part.empty()) return false;
  return (whole.empty() || (all_of(whole, kDigits) && whole.front() != '_')) && (part.empty() || all_of(part, kDigits));
}

// Numbers to the base 60: "1:30", "190:20:30".
[[nodiscard]] bool is_sexagesimal(std::string_view text) {
  if (text.find(':') == std::string_view::npos || text.front() < '0' || text.front() > '9') return false;
  return all_of(text, "0123456789:_.") && text.back() != ':';
}

[[nodiscard]] bool is_number(std::string_view text) {
  if (text.starts_with('+') || text.starts_with('-')) text.remove_prefix(1);
  if (text.empty()) return false;
  if (same_word(text, ".inf") || same_word(text, ".nan")) return true;
  return is_based(text) || is_decimal(text) || is_sexagesimal(text);
}

}  // namespace

Look look_of(std::string_view plain) {
  if (plain.empty() || plain == "~" || same_word(plain, "null")) return Look::null;
  if (std::ranges::any_of(kBooleans, [&](std::string_view word) { return same_word(word, plain); })) {
    return Look::boolean;
  }
  return is_number(plain) ? Look::number : Look::text;
}

}  // namespace muster::manifest
