// What became of writes that an earlier pass, or an earlier process, left in doubt. Only reads and closes: every write
// is the next pass's, from fresh state.
#pragma once

#include <memory>
#include <vector>

#include "reconciler/core/observed.h"
#include "reconciler/engine/reconciler.h"

namespace muster::engine {

struct RecoveryRequest {
  SystemPort system;
  std::vector<core::Intent> open;  // whose writes were over when the observation began
  const core::ObservedSystem* observed = nullptr;
  Store* store = nullptr;
  Clock* clock = nullptr;
  Events* events = nullptr;

  RecoveryRequest() = default;
};

// Closes every intent that the observation settles; true when there was one. An error of the store leaves all open.
[[nodiscard]] Task<core::Result<bool>> settle_open(std::shared_ptr<const RecoveryRequest> request);

}  // namespace muster::engine
