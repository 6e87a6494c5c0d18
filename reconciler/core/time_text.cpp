#include "reconciler/core/time_text.h"

#include <fmt/format.h>

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

bool has_shape(std::string_view text) {
  constexpr std::string_view kShape = "0000-00-00T00:00:00Z";
  if (text.size() != kShape.size()) return false;
  for (std::size_t i = 0; i < kShape.size(); ++i) {
    const bool digit = text[i] >= '0' && text[i] <= '9';
    if (kShape[i] == '0' ? !digit : text[i] != kShape[i]) return false;
  }
  return true;
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
  if (!has_shape(text)) return std::nullopt;
  const std::chrono::year_month_day date(std::chrono::year(*number(text, 0, 4)),
                                         std::chrono::month(static_cast<unsigned>(*number(text, 5, 2))),
                                         std::chrono::day(static_cast<unsigned>(*number(text, 8, 2))));
  const int hours = *number(text, 11, 2);
  const int minutes = *number(text, 14, 2);
  const int seconds = *number(text, 17, 2);
  if (!date.ok() || hours > 23 || minutes > 59 || seconds > 59) return std::nullopt;
  return sys_days(date) + std::chrono::hours(hours) + std::chrono::minutes(minutes) + std::chrono::seconds(seconds);
}

std::string rough_duration(std::chrono::seconds duration) {
  const auto minutes = (duration.count() + 59) / 60;
  if (duration.count() < 60) return "under a minute";
  if (minutes <= 90) return fmt::format("about {} minutes", minutes);
  return fmt::format("about {} h {} min", minutes / 60, minutes % 60);
}

}  // namespace muster::core
