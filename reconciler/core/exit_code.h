// The exit codes of the commands, and which of several wins.
#pragma once

#include "reconciler/core/change.h"
#include "reconciler/core/report.h"

namespace muster::core {

enum class ExitCode : int { done = 0, error = 1, changes = 2, blocked = 3, incomplete = 4 };

// What is true at the end of a command. Facts of several sources add up.
struct ExitFacts {
  bool error = false;       // bad manifest or configuration, unreachable system, a change failed, stale, declined ...
  bool incomplete = false;  // the live state could not be read in full
  bool blocked = false;     // something asked for waits for a guard, a window, protection or an unmet need
  bool changes = false;     // a plan that was only shown has changes

  ExitFacts& operator|=(const ExitFacts& other);
  friend bool operator==(const ExitFacts&, const ExitFacts&) = default;
};

// The first that applies in the order 1, 4, 3, 2, 0.
[[nodiscard]] ExitCode exit_code(const ExitFacts& facts);

// Of a plan that was shown. A protected object that merely drifted is a warning, not a block.
[[nodiscard]] ExitFacts facts_of(const Plan& plan);
// Of a plan that was carried out. A change that lags within the visibility delay is a warning.
[[nodiscard]] ExitFacts facts_of(const Plan& plan, const Report& report);

}  // namespace muster::core
