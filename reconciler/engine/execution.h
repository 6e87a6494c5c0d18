// The state of one system's execution, shared by the executor's files.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "reconciler/core/evidence.h"
#include "reconciler/core/rebase.h"
#include "reconciler/engine/executor.h"
#include "reconciler/engine/journal.h"
#include "reconciler/engine/step_states.h"

namespace muster::engine {

// A vendor that hides its own writes for longer than this is not waited for.
inline constexpr Duration kLongestLag{10'000};

// What one step sent, kept until it is read back.
struct SentStep {
  core::RemoteId id;                           // empty after a create that told no id
  std::shared_ptr<const core::Fresh> before;   // null on create
  std::vector<core::FieldWrite> fields;        // without secrets
  core::SecretVersions secret_versions;        // of the secrets that were sent
  std::string element_failure;                 // one member of several that was refused; empty: none
  std::string disturbed;                       // what moved meanwhile that muster did not write; empty: nothing
  std::shared_ptr<const core::Intent> intent;  // while it is open
  SteadyTime begun{};
  SteadyTime answered{};  // when the write's answer came, or was given up
};

struct Execution {
  std::shared_ptr<const ExecuteRequest> request;
  const core::SystemPlan& plan;
  const core::DesiredSystem& desired;
  const core::Catalog& catalog;
  core::Inventory inventory;  // with what the plan's record says
  StepStates states;
  std::vector<SentStep> sent;  // by step
  std::vector<std::string> warnings;
  std::string halted;  // why nothing is written to this system any more; empty: go on
  Journal journal;

  Execution(std::shared_ptr<const ExecuteRequest> execute_request, boost::asio::any_io_executor executor);
  [[nodiscard]] const core::Step& step(std::uint32_t index) const { return plan.schedule.steps[index]; }
  [[nodiscard]] const core::Change& change(std::uint32_t index) const { return plan.changes[step(index).change]; }
  [[nodiscard]] const core::EntitySpec& entity(std::uint32_t index) const {
    return catalog.entities[change(index).entity_index];
  }
  [[nodiscard]] const Ports& ports() const { return request->ports; }
  // Why no write may be sent now: asked to stop, the lease lost, the window closed, no journal. Empty: go on.
  [[nodiscard]] std::string why_not() const;
};

// What has to be remembered before the first write: what the plan says, what was taken over, what is gone.
[[nodiscard]] std::shared_ptr<const core::PassRecord> record_of(const Execution& execution);
// The inventory once `record` is stored.
[[nodiscard]] core::Inventory with_record(core::Inventory inventory, const core::PassRecord& record);

// Journals, reads, rebases and sends one step; the outcome is in `execution`, which outlives the task.
[[nodiscard]] Task<void> run_step(Execution* execution, std::uint32_t step);

// Reads back everything that was accepted or is in doubt: one listing where that is cheaper, else one by one.
[[nodiscard]] Task<void> read_back(Execution* execution);

// The vendor's id of the step's object, also when an earlier part of the same change created it.
[[nodiscard]] core::RemoteId id_of(const Execution& execution, std::uint32_t step);
// The intent of a step, as the plan shows it: nothing has been read or resolved for it yet. `attempt`, from 1: each
// further one has more time, for what the first one showed to be slow.
[[nodiscard]] std::shared_ptr<const core::Intent> make_intent(const Execution& execution, std::uint32_t step,
                                                              int attempt = 1);
// How an object was last seen; no row: it was not.
struct LastSeen {
  const core::Row* row = nullptr;
  std::span<const core::Cell> cells;

  LastSeen() = default;
  LastSeen(const core::Table* table, const core::Row* found) : row(found) {
    if (table != nullptr && row != nullptr) cells = table->cells(*row);
  }
};

// The inventory's entry once a step has succeeded. Nothing: there is nothing to remember.
[[nodiscard]] std::optional<core::InventoryEntry> entry_after(const Execution& execution, std::uint32_t step,
                                                              const LastSeen& seen);

// Paths of fields that a step did not write but that changed meanwhile: somebody else is at work, or the vendor is.
[[nodiscard]] std::vector<std::string> disturbed_fields(const Execution& execution, std::uint32_t step,
                                                        const LastSeen& seen);

// How a step ended, as far as it is known.
struct StepEnd {
  core::Outcome outcome = core::Outcome::failed;
  std::string sentence;
  std::optional<core::InventoryEntry> put;
  bool forget = false;
  std::optional<std::size_t> partly_removed;  // as in core::Closing

  StepEnd() = default;
  StepEnd(core::Outcome end, std::string why) : outcome(end), sentence(std::move(why)) {}
};
// Of a success: what the inventory has to remember is part of it.
[[nodiscard]] StepEnd succeeded(const Execution& execution, std::uint32_t step, core::Outcome outcome,
                                const LastSeen& seen);
// Of a step that did not succeed: what of it was carried out all the same is remembered, and counts as sent.
void note_part(const Execution& execution, std::uint32_t step, const core::LiveObject& live, StepEnd& end);
// Closes the step's intent, if one is open. An error of the store is a warning: the outcome stands, and the intent
// stays open.
[[nodiscard]] Task<void> close_intent(Execution* execution, std::uint32_t step, std::shared_ptr<const StepEnd> end);
// The same, and then the step is finished.
[[nodiscard]] Task<void> end_step(Execution* execution, std::uint32_t step, StepEnd end);
// Closes the intent alone: the answer to this part was a success, and the next part of the same change follows.
[[nodiscard]] Task<void> hand_over(Execution* execution, std::uint32_t step);

}  // namespace muster::engine
