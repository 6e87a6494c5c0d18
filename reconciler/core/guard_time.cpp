#include "reconciler/core/guard_time.h"

#include <fmt/format.h>

#include <algorithm>

#include "reconciler/core/override_force.h"
#include "reconciler/core/window.h"

namespace muster::core {

namespace {

constexpr std::string_view kWindowsGuard = "windows";
constexpr std::string_view kPauseGuard = "pause";

bool is_urgent_removal(const PlanningContext& context, const Change& change) {
  const DesiredObject* object = context.desired.find(change.entity_index, change.entity.name);
  return object != nullptr && object->absent && object->urgent;
}

// Urgent removals that nothing blocks, and what they wait for: who leaves a team first, before the account can go.
std::vector<bool> urgent_changes(const PlanningContext& context, const std::vector<Dependency>& dependencies,
                                 const std::vector<Change>& changes) {
  std::vector<bool> urgent(changes.size());
  for (std::size_t i = 0; i < changes.size(); ++i) {
    urgent[i] = !is_blocked(changes[i]) && is_urgent_removal(context, changes[i]);
  }
  for (bool again = true; again;) {
    again = false;
    for (const Dependency& dependency : dependencies) {
      if (!urgent[dependency.change] || urgent[dependency.on]) continue;
      urgent[dependency.on] = again = true;
    }
  }
  return urgent;
}

std::string window_sentence(const std::vector<Window>& windows, WallMillis now) {
  const std::optional<WallMillis> opens = opens_at(windows, now);
  if (!opens) return "no window of the System is open, and none opens within 14 days: see windows";
  const auto opening = std::ranges::find_if(windows, [&](const Window& each) { return is_open({each}, *opens); });
  return fmt::format("no window of the System is open; the next one opens at {}",
                     local_time_text(opening->time_zone, *opens));
}

std::string pause_sentence(const Pause& pause) {
  const std::string until =
      pause.until ? fmt::format("until {}", deadline_text(*pause.until)) : "until it is taken out";
  return fmt::format("the System is paused {}: {}", until, pause.reason);
}

struct Closed {
  bool by_windows = false;
  bool by_pause = false;
};

Closed closed_now(const PlanningContext& context) {
  const SystemSpec& spec = context.desired.spec;
  return {!is_open(spec.windows, context.inputs.wall_now), is_paused(spec.pause, context.inputs.wall_now)};
}

// Once for each guard. True when nothing blocked the change before.
bool block_once(Change& change, std::string_view guard, const std::string& sentence) {
  if (std::ranges::find(change.blocked, guard, &BlockReason::guard) != change.blocked.end()) return false;
  const bool fresh = !is_blocked(change);
  block(change, std::string(guard), sentence);
  return fresh;
}

}  // namespace

bool guard_time(const PlanningContext& context, const std::vector<Dependency>& dependencies,
                std::vector<Change>& changes) {
  const SystemSpec& spec = context.desired.spec;
  const Closed closed = closed_now(context);
  if (!closed.by_windows && !closed.by_pause) return false;
  const std::string why = closed.by_windows ? window_sentence(spec.windows, context.inputs.wall_now) : std::string();
  const std::vector<bool> urgent = urgent_changes(context, dependencies, changes);
  bool any = false;
  for (std::size_t i = 0; i < changes.size(); ++i) {
    if (urgent[i] || is_urgent_removal(context, changes[i])) continue;
    if (closed.by_pause) any = block_once(changes[i], kPauseGuard, pause_sentence(*spec.pause)) || any;
    if (!closed.by_windows || find_override(context, kWindowsGuard, changes[i]) != nullptr) continue;
    any = block_once(changes[i], kWindowsGuard, why) || any;
  }
  return any;
}

void note_time(const PlanningContext& context, std::vector<Change>& changes) {
  const Closed closed = closed_now(context);
  if (!closed.by_windows && !closed.by_pause) return;
  for (Change& change : changes) {
    if (is_blocked(change)) continue;
    if (is_urgent_removal(context, change)) {
      change.notes.emplace_back("urgent: neither windows nor pause hold it back");
    } else if (const Override* by = closed.by_pause ? nullptr : find_override(context, kWindowsGuard, change)) {
      change.notes.push_back(override_note(*by));
    } else {
      change.notes.emplace_back("goes ahead, since an urgent removal waits for it");
    }
  }
}

std::optional<WallMillis> start_before(const PlanningContext& context) {
  return closes_at(context.desired.spec.windows, context.inputs.wall_now);
}

}  // namespace muster::core
