// Does what one system's plan says. The only place that decides to write.
#pragma once

#include <memory>
#include <vector>

#include "reconciler/core/report.h"
#include "reconciler/engine/reconciler.h"

namespace muster::engine {

struct ExecuteRequest {
  SystemPort system;
  std::shared_ptr<const core::Plan> plan;
  std::size_t plan_index = 0;  // into plan->systems
  std::shared_ptr<const core::Desired> desired;
  std::shared_ptr<const core::Memory> memory;  // never null; with secret_versions what the plan was made with
  core::SecretVersions secret_versions;
  Ports ports;
  const bool* stopping = nullptr;    // owned by the Reconciler, as is the next
  Quarantine* quarantine = nullptr;  // learns which intents are left open; null: nobody has to know

  ExecuteRequest() = default;
};

// Results of this system's changes, in plan order, and warnings about values that moved while muster wrote others.
// Per write: intent durable, read fresh, rebase, resolve secrets, look at the time, send, read back, close the intent.
// Nothing is sent twice. Writes of one system run at most `budget.concurrency` at a time, and at most one per object.
[[nodiscard]] Task<core::Report> execute_system(std::shared_ptr<const ExecuteRequest> request);

}  // namespace muster::engine
