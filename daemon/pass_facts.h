// What one pass came to, in the words and numbers that logs, metrics and the API share. Pure.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "reconciler/core/plan_document.h"
#include "reconciler/engine/ports.h"

namespace muster::daemon {

// The first that applies: something failed; the live state was not read in full; a guard holds something back;
// changes are left for later; nothing is left to do.
enum class PassResult { failed, incomplete, blocked, pending, converged };
[[nodiscard]] std::string_view to_text(PassResult result);
[[nodiscard]] std::string_view to_text(engine::PassKind kind);

[[nodiscard]] PassResult result_of(const engine::PassSummary& pass);
// A change that is not as it was meant to be.
[[nodiscard]] bool is_trouble(core::Outcome outcome);
// Nothing more is to be done for it.
[[nodiscard]] bool is_done(core::Outcome outcome);

// How many changes each guard holds back; a refused system counts once. onDrift is no guard: it is asked for.
using GuardCounts = std::map<std::string, std::size_t, std::less<>>;
[[nodiscard]] GuardCounts guards_of(const core::Plan& plan);

// What became of each change of a plan; of none when `report` is missing or about another plan.
class Outcomes {
 public:
  Outcomes(const core::Plan& plan, const core::Report* report);
  [[nodiscard]] std::optional<core::Outcome> find(std::size_t system, std::size_t change) const;

 private:
  std::map<std::pair<std::size_t, std::size_t>, core::Outcome> by_change_;
};

// What is left of a plan after what was done of it.
[[nodiscard]] core::ActionCounts remaining(const core::Plan& plan, const core::Report* report);

}  // namespace muster::daemon
