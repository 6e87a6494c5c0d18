#include "tests/simulation/timeline.h"

#include <algorithm>

namespace muster::simulation {

namespace {
// 2026-01-05 08:00:00 UTC, a Monday.
constexpr engine::WallTime kWallStart{std::chrono::seconds(1767600000)};
}  // namespace

engine::WallTime Timeline::right_time() const { return kWallStart + elapsed(); }

Timeline::EventId Timeline::at(engine::SteadyTime when, std::function<void()> happens) {
  const EventId id{std::max(when, now_), ++made_};
  events_.emplace(id, std::move(happens));
  return id;
}

bool Timeline::cancel(EventId event) { return events_.erase(event) > 0; }

std::optional<engine::SteadyTime> Timeline::next() const {
  if (events_.empty()) return std::nullopt;
  return events_.begin()->first.first;
}

void Timeline::step() {
  auto first = events_.extract(events_.begin());
  now_ = first.key().first;
  first.mapped()();
}

}  // namespace muster::simulation
