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

// "under a minute", "about 3 minutes", "about 2 h 10 min".
[[nodiscard]] std::string rough_duration(std::chrono::seconds duration);

}  // namespace muster::core
