// When changes may be sent: windows of the week and pauses. Pure; time zones by the IANA database of the machine.
#pragma once

#include <array>
#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "reconciler/core/time_text.h"

namespace muster::core {

// Open from `from` to `to` (minutes of the local day) on each of `days`; `to` at or before `from` ends on the next
// day. A window's day is the day it starts.
struct Window {
  std::array<bool, 7> days{};  // Monday first
  int from = 0;
  int to = 0;
  std::string time_zone = "UTC";

  friend bool operator==(const Window&, const Window&) = default;
};

struct Pause {
  std::optional<WallMillis> until;  // nothing: until somebody ends it
  std::string reason;

  friend bool operator==(const Pause&, const Pause&) = default;
};

[[nodiscard]] bool is_time_zone(const std::string& name);
// All names, sorted; none where the machine has no database.
[[nodiscard]] std::vector<std::string> time_zones();
// "2026-11-23 20:00 Europe/Berlin"; in UTC where the zone is not known.
[[nodiscard]] std::string local_time_text(const std::string& time_zone, WallMillis time);

// Whether one of them is open. No windows: always; one of an unknown zone never is. A local time that a clock change
// skips opens at the first instant after the gap; one that happens twice opens at the first and closes at the second.
[[nodiscard]] bool is_open(const std::vector<Window>& windows, WallMillis now);
// When the one that is open now closes, taken together with those that overlap it or follow at once; nothing when none
// is open, there are no windows, or they stay open for a fortnight.
[[nodiscard]] std::optional<WallMillis> closes_at(const std::vector<Window>& windows, WallMillis now);
// When the next one opens (after the present one has closed, if one is open); nothing when none does within a
// fortnight.
[[nodiscard]] std::optional<WallMillis> opens_at(const std::vector<Window>& windows, WallMillis now);
[[nodiscard]] bool is_paused(const std::optional<Pause>& pause, WallMillis now);

}  // namespace muster::core
