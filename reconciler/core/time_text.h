// Times and durations as people and files spell them.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace muster::core {

using WallMillis = std::chrono::sys_time<std::chrono::milliseconds>;

// "2026-11-22T02:11:05Z"; UTC, whole seconds.
[[nodiscard]] std::string to_iso8601(WallMillis time);
// Reads exactly that form; nothing when malformed.
[[nodiscard]] std::optional<WallMillis> parse_iso8601(std::string_view text);

// An RFC 3339 time such as "2026-12-24T18:00:00+01:00"; fractions of a second beyond milliseconds are cut off.
[[nodiscard]] std::optional<WallMillis> parse_rfc3339(std::string_view text);
// The end of a day in UTC, which is the begin of the next: "2026-12-24" gives 2026-12-25T00:00:00Z.
[[nodiscard]] std::optional<WallMillis> parse_end_of_day(std::string_view date);
// The other way: the date where the time is the end of a day, else to_iso8601.
[[nodiscard]] std::string deadline_text(WallMillis time);

// "under a minute", "about 3 minutes", "about 2 h 10 min".
[[nodiscard]] std::string rough_duration(std::chrono::seconds duration);

}  // namespace muster::core
