// What muster reports to hold back.
#pragma once

#include <map>
#include <string>

#include "reconciler/engine/status_board.h"
#include "tests/simulation/findings.h"

namespace muster::simulation {

// Held back as a whole, or in the part that is not so, or a part of the object is; null: nothing is.
[[nodiscard]] const core::Change* blocked_change(const engine::Status& status, const core::EntityKey& key);
// Precondition: blocked_change gave it.
[[nodiscard]] const core::BlockReason& reason_of(const core::Change& change);

// What the vendor of one system refused in its last full pass and in those of edits since, and what was skipped for it.
class Refusals {
 public:
  void note(const engine::PassSummary& pass);
  // In muster's words; empty: nothing of that object was refused.
  [[nodiscard]] std::string of(const core::EntityKey& key) const;

 private:
  std::map<core::EntityKey, std::string> by_object_;
};

// What muster says at the end. Not owned.
// Whether the plan says that it is not known whether the object is there.
[[nodiscard]] bool is_said_to_be_unknown(const engine::Status& status, const core::EntityKey& key);

struct Reported {
  const engine::Status& status;
  const Refusals& refusals;
};

void note_plans(const engine::Status& status, Findings& findings);

}  // namespace muster::simulation
