// Dates, times of day and durations as manifests spell them.
#pragma once

#include <chrono>
#include <optional>
#include <string_view>

#include "reconciler/core/time_text.h"
#include "reconciler/manifest/file_problems.h"

namespace muster::manifest {

// As in scalar.h: each reports one problem at the node and returns nothing when the value is not as wanted.

// Until when something holds: an RFC 3339 time, or a date, which holds through the end of that day in UTC.
[[nodiscard]] std::optional<core::WallMillis> read_deadline(const Node& node, std::string_view what,
                                                            FileProblems& problems);
// "20:00" as minutes of the day; "24:00" is the end of the day, and 0.
[[nodiscard]] std::optional<int> read_time_of_day(const Node& node, std::string_view what, FileProblems& problems);
// At least a second.
[[nodiscard]] std::optional<std::chrono::milliseconds> read_duration(const Node& node, std::string_view what,
                                                                     FileProblems& problems);

}  // namespace muster::manifest
