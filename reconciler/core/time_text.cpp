#include "reconciler/core/time_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace muster::core {
namespace {

using std::chrono::sys_days;

std::optional<int> number(std::string_view text, std::size_t at, std::size_t size) {
  int value = 0;
  const char* begin = text.data() + at;
  const auto [end, error] = std::from_chars(begin, begin + size, value);
  if (error != std::errc{} || end != begin + size || value < 0) return std::nullopt;
  return value;
}

// A '0' of the shape stands for any digit.
bool has_shape(std::string_view text, std::string_view shape) {
  if (text.size() != shape.size()) return false;
  for (std::size_t i = 0; i < shape.size(); ++i) {
    const bool digit = text[i] >= '0' && text[i] <= '9';
    if (shape[i] == '0' ? !digit : text[i] != shape[i]) return false;
  }
  return true;
}

std::optional<sys_days> parse_date(std::string_view text) {
  if (!has_shape(text, "0000-00-00")) return std::nullopt;
  const std::chrono::year_month_day date(std::chrono::year(*number(text, 0, 4)),
                                         std::chrono::month(static_cast<unsigned>(*number(text, 5, 2))),
                                         std::chrono::day(static_cast<unsigned>(*number(text, 8, 2))));
  if (!date.ok()) return std::nullopt;
  return sys_days(date);
}

// ".25" and nothing behind it; takes it away from the text.
std::optional<std::chrono::milliseconds> take_fraction(std::string_view& text) {
  if (!text.starts_with('.')) return std::chrono::milliseconds(0);
  const std::size_t end = std::min(text.find_first_not_of("0123456789", 1), text.size());
  std::string digits(text.substr(1, end - 1));
  if (digits.empty() || digits.size() > 9) return std::nullopt;
  digits.resize(3, '0');
  text.remove_prefix(end);
  return std::chrono::milliseconds(*number(digits, 0, 3));
}

std::optional<std::chrono::minutes> parse_offset(std::string_view text) {
  if (text == "Z" || text == "z") return std::chrono::minutes(0);
  if (!has_shape(text, "+00:00") && !has_shape(text, "-00:00")) return std::nullopt;
  const int hours = *number(text, 1, 2);
  const int minutes = *number(text, 4, 2);
  if (hours > 23 || minutes > 59) return std::nullopt;
  return std::chrono::minutes((hours * 60 + minutes) * (text.front() == '-' ? -1 : 1));
}

}  // namespace

std::string to_iso8601(WallMillis time) {
  const auto day = std::chrono::floor<std::chrono::days>(time);
  const std::chrono::year_month_day date(day);
  const std::chrono::hh_mm_ss clock(std::chrono::floor<std::chrono::seconds>(time - day));
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()), clock.hours().count(),
                     clock.minutes().count(), clock.seconds().count());
}

std::optional<WallMillis> parse_iso8601(std::string_view text) {
  if (!has_shape(text, "0000-00-00T00:00:00Z")) return std::nullopt;
  return parse_rfc3339(text);
}

std::optional<WallMillis> parse_rfc3339(std::string_view text) {
  constexpr std::size_t kDate = 10;
  constexpr std::size_t kTime = 8;
  const auto day = parse_date(text.substr(0, kDate));
  if (!day || text.size() < kDate + 1 + kTime || (text[kDate] != 'T' && text[kDate] != 't')) return std::nullopt;
  const std::string_view time = text.substr(kDate + 1, kTime);
  if (!has_shape(time, "00:00:00")) return std::nullopt;
  const std::chrono::hours hours(*number(time, 0, 2));
  const std::chrono::minutes minutes(*number(time, 3, 2));
  const std::chrono::seconds seconds(*number(time, 6, 2));
  std::string_view rest = text.substr(kDate + 1 + kTime);
  const auto fraction = take_fraction(rest);
  const auto offset = parse_offset(rest);
  if (!fraction || !offset || hours.count() > 23 || minutes.count() > 59 || seconds.count() > 59) return std::nullopt;
  return *day + hours + minutes + seconds + *fraction - *offset;
}

std::optional<WallMillis> parse_end_of_day(std::string_view date) {
  const auto day = parse_date(date);
  if (!day) return std::nullopt;
  return *day + std::chrono::days(1);
}

std::string deadline_text(WallMillis time) {
  const auto day = std::chrono::floor<std::chrono::days>(time);
  if (day != time) return to_iso8601(time);
  return to_iso8601(time - std::chrono::days(1)).substr(0, 10);
}

std::string rough_duration(std::chrono::seconds duration) {
  const auto minutes = (duration.count() + 59) / 60;
  if (duration.count() < 60) return "under a minute";
  if (minutes <= 90) return fmt::format("about {} minutes", minutes);
  return fmt::format("about {} h {} min", minutes / 60, minutes % 60);
}

}  // namespace muster::core
