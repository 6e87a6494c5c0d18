#include "reconciler/engine/quarantine.h"

#include <algorithm>

namespace muster::engine {

Duration quarantine_of(const core::SystemSpec& spec) { return core::kWriteTimeout + spec.duration("visibilityDelay"); }

void Quarantine::start(const std::string& intent_id, SteadyTime since, Duration wait) {
  started_[intent_id] = since + wait;
}

void Quarantine::found(const std::string& system, const std::vector<core::Intent>& open, SteadyTime now,
                       Duration wait) {
  std::map<std::string, SteadyTime> present;
  auto& before = by_system_[system];
  for (const core::Intent& intent : open) {
    const auto started = started_.find(intent.id);
    const auto known = before.find(intent.id);
    if (started != started_.end()) {
      present[intent.id] = started->second;
      started_.erase(started);
    } else {
      present[intent.id] = known != before.end() ? known->second : now + wait;
    }
  }
  before = std::move(present);
}

std::vector<core::Intent> Quarantine::over(const std::vector<core::Intent>& open, SteadyTime begun) const {
  std::vector<core::Intent> settled;
  for (const core::Intent& intent : open) {
    const auto system = by_system_.find(intent.entity.system);
    if (system == by_system_.end()) continue;
    const auto from = system->second.find(intent.id);
    if (from != system->second.end() && from->second <= begun) settled.push_back(intent);
  }
  return settled;
}

std::optional<Duration> Quarantine::remaining(const std::string& system, SteadyTime now) const {
  std::optional<Duration> longest;
  for (const auto& [name, intents] : by_system_) {
    if (!system.empty() && name != system) continue;
    for (const auto& [id, from] : intents) {
      longest = std::max(longest.value_or(Duration{0}), std::max(from - now, Duration{0}));
    }
  }
  return longest;
}

}  // namespace muster::engine
