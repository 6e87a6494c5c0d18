// When writes in doubt can be settled: an object with an open intent is only read until then.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "reconciler/core/intent.h"
#include "reconciler/core/system_spec.h"
#include "reconciler/engine/clock.h"

namespace muster::engine {

// How long after its failure a write can still arrive, or be hidden by the vendor.
[[nodiscard]] Duration quarantine_of(const core::SystemSpec& spec);

// Keeps for each open intent the steady time from which an observation can settle it.
class Quarantine {
 public:
  // The write of that intent failed, or may be hidden, since `since`.
  void start(const std::string& intent_id, SteadyTime since, Duration wait);
  // The open intents that a store was found to hold for one system. Those of unknown age (an earlier process, another
  // one) count from now: when their writes left is not known. Others of that system are forgotten.
  void found(const std::string& system, const std::vector<core::Intent>& open, SteadyTime now, Duration wait);

  // Those of `open` that an observation begun at `begun` can settle.
  [[nodiscard]] std::vector<core::Intent> over(const std::vector<core::Intent>& open, SteadyTime begun) const;
  // How long until all open intents of `system` (empty: of all systems) are over; nothing when there are none.
  [[nodiscard]] std::optional<Duration> remaining(const std::string& system, SteadyTime now) const;

 private:
  std::map<std::string, SteadyTime, std::less<>> started_;              // by intent, in this process
  std::map<std::string, std::map<std::string, SteadyTime>> by_system_;  // settle from then, by intent
};

}  // namespace muster::engine
