#include "reconciler/manifest/time_reading.h"

#include <fmt/format.h>

#include "reconciler/core/system_spec.h"
#include "reconciler/manifest/scalar.h"
#include "reconciler/manifest/yaml_syntax.h"

namespace muster::manifest {

namespace {

[[nodiscard]] std::optional<int> two_digits(std::string_view text) {
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  if (text.size() != 2 || !is_digit(text[0]) || !is_digit(text[1])) return std::nullopt;
  return (text[0] - '0') * 10 + (text[1] - '0');
}

[[nodiscard]] std::optional<int> minutes_of(std::string_view text) {
  if (text == "24:00") return 0;
  if (text.size() != 5 || text[2] != ':') return std::nullopt;
  const auto hours = two_digits(text.substr(0, 2));
  const auto minutes = two_digits(text.substr(3));
  if (!hours || !minutes || *hours > 23 || *minutes > 59) return std::nullopt;
  return *hours * 60 + *minutes;
}

}  // namespace

std::optional<core::WallMillis> read_deadline(const Node& node, std::string_view what, FileProblems& problems) {
  constexpr std::string_view kWanted =
      "a date such as 2026-12-24, which holds through that day in UTC, or a time such as 2026-12-24T18:00:00+01:00";
  const auto text = read_scalar(node, what, kWanted, problems);
  if (!text) return std::nullopt;
  if (const auto day = core::parse_end_of_day(*text)) return day;
  if (const auto time = core::parse_rfc3339(*text)) return time;
  problems.error(node, "value", fmt::format("{} must be {}, not {}", what, kWanted, shown(*text)));
  return std::nullopt;
}

std::optional<int> read_time_of_day(const Node& node, std::string_view what, FileProblems& problems) {
  const auto text = read_text(node, what, problems);
  if (!text) return std::nullopt;
  const auto minutes = minutes_of(*text);
  if (!minutes) {
    problems.error(node, "value",
                   fmt::format("{} must be a time from \"00:00\" to \"24:00\", not {}", what, shown(*text)));
  }
  return minutes;
}

std::optional<std::chrono::milliseconds> read_duration(const Node& node, std::string_view what,
                                                       FileProblems& problems) {
  constexpr std::string_view kWanted = "a duration such as 30m, 24h or 7d";
  const auto text = read_scalar(node, what, kWanted, problems);
  if (!text) return std::nullopt;
  const auto duration = core::parse_duration(*text);
  if (duration && *duration >= std::chrono::seconds(1)) return duration;
  problems.error(node, "value", fmt::format("{} must be {}, not {}", what, kWanted, shown(*text)));
  return std::nullopt;
}

}  // namespace muster::manifest
