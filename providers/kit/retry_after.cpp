#include "providers/kit/retry_after.h"

#include <algorithm>

#include "providers/kit/http_date.h"
#include "reconciler/core/name.h"

namespace muster::kit {

using std::chrono::milliseconds;

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Digits with at most one point, at least one digit.
bool is_decimal(std::string_view text) {
  const bool only = std::all_of(text.begin(), text.end(), [](char c) { return is_digit(c) || c == '.'; });
  return only && std::count(text.begin(), text.end(), '.') <= 1 && std::any_of(text.begin(), text.end(), is_digit);
}

// Rounded up to whole milliseconds and stopped at the cap, so that no number is too long to read.
milliseconds read_decimal(std::string_view text, milliseconds cap) {
  const auto point = std::min(text.find('.'), text.size());
  milliseconds whole{0};
  for (const char c : text.substr(0, point)) {
    whole = whole * 10 + std::chrono::seconds(c - '0');
    if (whole >= cap) return cap;
  }
  milliseconds unit{1000};
  bool rest = false;
  for (const char c : text.substr(std::min(point + 1, text.size()))) {
    unit /= 10;
    whole += unit * (c - '0');
    rest = rest || (unit.count() == 0 && c != '0');
  }
  return std::min(cap, whole + milliseconds(rest ? 1 : 0));
}

}  // namespace

std::optional<milliseconds> parse_retry_after(std::string_view text, std::chrono::sys_time<milliseconds> now,
                                              milliseconds cap) {
  text = core::trim(text);
  const bool negative = text.starts_with('-');
  const auto digits = text.substr(negative || text.starts_with('+') ? 1 : 0);
  if (is_decimal(digits)) return negative ? milliseconds(0) : read_decimal(digits, cap);
  const auto date = parse_http_date(text);
  if (!date) return std::nullopt;
  return std::clamp<milliseconds>(*date - now, milliseconds(0), cap);
}

}  // namespace muster::kit
