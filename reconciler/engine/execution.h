// The state of one system's execution, shared by the executor's files.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "reconciler/core/rebase.h"
#include "reconciler/engine/executor.h"
#include "reconciler/engine/step_states.h"

namespace muster::engine {

// What one step sent, kept until it is read back.
struct SentStep {
  core::RemoteId id;                          // empty after a create that told no id
  std::shared_ptr<const core::Fresh> before;  // null on create
  std::vector<core::FieldWrite> fields;       // without secrets
  core::SecretVersions secret_versions;       // of the secrets that were sent
  std::string element_failure;                // one member of several that was refused; empty: none
};

struct Execution {
  std::shared_ptr<const ExecuteRequest> request;
  const core::SystemPlan& plan;
  const core::DesiredSystem& desired;
  const core::Catalog& catalog;
  const core::Inventory& inventory;
  StepStates states;
  std::vector<SentStep> sent;  // by step
  std::vector<core::InventoryEntry> to_record;
  std::vector<core::EntityKey> to_forget;
  std::vector<std::string> warnings;

  explicit Execution(std::shared_ptr<const ExecuteRequest> execute_request);
  [[nodiscard]] const core::Step& step(std::uint32_t index) const { return plan.schedule.steps[index]; }
  [[nodiscard]] const core::Change& change(std::uint32_t index) const { return plan.changes[step(index).change]; }
  [[nodiscard]] const core::EntitySpec& entity(std::uint32_t index) const {
    return catalog.entities[change(index).entity_index];
  }
  [[nodiscard]] bool is_stopping() const { return request->stopping != nullptr && *request->stopping; }
};

// Reads, rebases and sends one step; the outcome is in `execution`, which outlives the task.
[[nodiscard]] Task<void> run_step(Execution* execution, std::uint32_t step);

// Reads back everything that was accepted or is in doubt: one listing where that is cheaper, else one by one.
[[nodiscard]] Task<void> read_back(Execution* execution);

// Queues what the inventory has to remember after a step was verified.
void record_step(Execution& execution, std::uint32_t step, const core::Row* row);
void record_adopted(Execution& execution, const core::Adoption& adoption);

// Writes the queue to the store. An error is a warning of the report: the vendor is as asked, only memory is short.
[[nodiscard]] Task<void> flush_records(Execution* execution);

}  // namespace muster::engine
