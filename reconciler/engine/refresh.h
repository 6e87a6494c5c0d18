// A look at a few objects only, for an edit of the manifests: the rest is as it was seen before.
#pragma once

#include <memory>
#include <vector>

#include "reconciler/engine/reconciler.h"

namespace muster::engine {

struct RefreshRequest {
  SystemPort system;
  std::shared_ptr<const core::DesiredSystem> desired;    // whose fields are read; null: all
  std::shared_ptr<const core::ObservedSystem> snapshot;  // never null
  std::vector<core::EntityKey> touched;                  // those of other systems are passed over

  RefreshRequest() = default;
};

// Reads each touched object that the snapshot knows by id, within the system's concurrency. Objects that are then not
// found, cannot be read, or were never seen are unknown: only a full listing proves an absence.
[[nodiscard]] Task<core::ObservedSystem> refresh_system(std::shared_ptr<const RefreshRequest> request);

}  // namespace muster::engine
