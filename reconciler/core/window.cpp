#include "reconciler/core/window.h"

#include <date/tz.h>
#include <fmt/format.h>

#include <algorithm>

namespace muster::core {

namespace {

using std::chrono::days;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;
using std::chrono::sys_seconds;

constexpr days kFortnight{14};
// A clock outside these years is taken for their end, so that no sum of days overflows.
constexpr WallMillis kEarliest = std::chrono::sys_days(std::chrono::year(1900) / 1 / 1);
constexpr WallMillis kLatest = std::chrono::sys_days(std::chrono::year(9000) / 1 / 1);

struct Interval {
  WallMillis begin;
  WallMillis end;  // not part of it

  [[nodiscard]] bool holds(WallMillis time) const { return begin <= time && time < end; }
};

// A name of the database that means another zone on every machine.
constexpr std::string_view kOfTheMachine = "localtime";

// The library throws where a zone is not known, or the machine has no database at all.
const date::time_zone* find_zone(const std::string& name) {
  if (name == kOfTheMachine) return nullptr;
  try {
    return date::locate_zone(name);
  } catch (const std::exception&) {
    return nullptr;
  }
}

// A local time that is skipped is the end of the gap; of one that happens twice the first, or the last.
sys_seconds to_sys(const date::time_zone& zone, date::local_seconds local, bool last) {
  const date::local_info info = zone.get_info(local);
  if (info.result == date::local_info::nonexistent) return info.first.end;
  const bool second = info.result == date::local_info::ambiguous && last;
  return sys_seconds(local.time_since_epoch()) - (second ? info.second.offset : info.first.offset);
}

// The windows that start on the local days from `from - before` to `to + 1`, in no order; those of an unknown zone are
// never open.
std::vector<Interval> intervals(const std::vector<Window>& windows, WallMillis from, WallMillis to) {
  std::vector<Interval> found;
  constexpr date::days kBefore{3};  // a window of a day, and a day that a zone skipped
  for (const Window& window : windows) {
    const date::time_zone* zone = find_zone(window.time_zone);
    if (zone == nullptr) continue;
    const auto local_day = [&](WallMillis time) {
      return date::floor<date::days>(zone->to_local(date::floor<seconds>(time)));
    };
    for (auto day = local_day(from) - kBefore; day <= local_day(to) + date::days(1); day += date::days(1)) {
      if (!window.days[date::weekday(day).iso_encoding() - 1]) continue;
      const auto last_day = window.to <= window.from ? day + date::days(1) : day;
      const Interval open{to_sys(*zone, day + minutes(window.from), false),
                          to_sys(*zone, last_day + minutes(window.to), true)};
      if (open.begin < open.end) found.push_back(open);
    }
  }
  return found;
}

WallMillis within_reason(WallMillis now) { return std::clamp(now, kEarliest, kLatest); }

// The first moment from `time` on at which none of them is open.
WallMillis end_of_opening(const std::vector<Interval>& opens, WallMillis time) {
  for (bool again = true; again;) {
    again = false;
    for (const Interval& open : opens) {
      if (!open.holds(time)) continue;
      time = open.end;
      again = true;
    }
  }
  return time;
}

bool holds_any(const std::vector<Interval>& opens, WallMillis time) {
  return std::ranges::any_of(opens, [&](const Interval& open) { return open.holds(time); });
}

}  // namespace

bool is_time_zone(const std::string& name) { return find_zone(name) != nullptr; }

std::vector<std::string> time_zones() {
  std::vector<std::string> names;
  try {
    for (const date::time_zone& zone : date::get_tzdb().zones) {
      if (zone.name() != kOfTheMachine) names.push_back(zone.name());
    }
  } catch (const std::exception&) {
    names.clear();
  }
  return names;
}

bool is_open(const std::vector<Window>& windows, WallMillis now) {
  if (windows.empty()) return true;
  now = within_reason(now);
  return holds_any(intervals(windows, now, now), now);
}

std::optional<WallMillis> closes_at(const std::vector<Window>& windows, WallMillis now) {
  now = within_reason(now);
  const WallMillis horizon = now + kFortnight;
  const std::vector<Interval> opens = intervals(windows, now, horizon);
  if (!holds_any(opens, now)) return std::nullopt;
  const WallMillis end = end_of_opening(opens, now);
  return end > horizon ? std::nullopt : std::optional(end);
}

std::optional<WallMillis> opens_at(const std::vector<Window>& windows, WallMillis now) {
  now = within_reason(now);
  const WallMillis horizon = now + kFortnight;
  const std::vector<Interval> opens = intervals(windows, now, horizon);
  const WallMillis closed = end_of_opening(opens, now);
  std::optional<WallMillis> next;
  for (const Interval& open : opens) {
    if (open.begin > closed && open.begin <= horizon) next = std::min(next.value_or(open.begin), open.begin);
  }
  return next;
}

bool is_paused(const std::optional<Pause>& pause, WallMillis now) {
  return pause && (!pause->until || now < *pause->until);
}

std::string local_time_text(const std::string& time_zone, WallMillis time) {
  const date::time_zone* zone = find_zone(time_zone);
  const sys_seconds moment = std::chrono::floor<seconds>(within_reason(time));
  const auto local =
      zone == nullptr ? date::local_seconds(moment.time_since_epoch()) : date::local_seconds(zone->to_local(moment));
  const auto day = date::floor<date::days>(local);
  const date::year_month_day date(day);
  const auto minute = date::floor<minutes>(local - day);
  return fmt::format("{:04}-{:02}-{:02} {:02}:{:02} {}", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()), minute.count() / 60,
                     minute.count() % 60, zone == nullptr ? "UTC" : time_zone);
}

}  // namespace muster::core
