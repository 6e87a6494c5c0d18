// Where tokens that a vendor hands out are kept from one process to the next.
#pragma once

#include <memory>
#include <string>

#include "reconciler/core/error.h"
#include "reconciler/core/secret.h"
#include "reconciler/engine/clock.h"
#include "reconciler/engine/task.h"

namespace muster::kit {

// Bound to one System. Names are the provider's own ("refresh").
class TokenStore {
 public:
  virtual ~TokenStore() = default;
  // Empty when there is none.
  [[nodiscard]] virtual engine::Task<core::Result<core::Secret>> load(std::string name) = 0;
  // Durable, and encrypted at rest, when it returns.
  [[nodiscard]] virtual engine::Task<core::Status> keep(std::string name, core::Secret token) = 0;
  // The right to renew, against every other process of this installation; held until the value is destroyed. Waits
  // for a short time. Errors: conflict (somebody holds it for long), unavailable.
  [[nodiscard]] virtual engine::Task<core::Result<std::shared_ptr<void>>> lock() = 0;
  // When a token ends, for metrics.
  virtual void expires(std::string name, engine::WallTime when) = 0;
};

}  // namespace muster::kit
