// What one pass says about how a system stands. Pure.
#pragma once

#include "reconciler/engine/ports.h"
#include "reconciler/engine/status_board.h"

namespace muster::engine {

// The state after a pass; drift that is only reported and a protected object count as converged.
[[nodiscard]] SystemState standing_after(const PassSummary& pass);
// A change failed or is in doubt, or nothing could be read: what the circuit counts.
[[nodiscard]] bool is_failure(const PassSummary& pass);
// Something is left that another pass soon may do: a failed, stale or skipped change, or one that lags.
[[nodiscard]] bool leaves_work(const PassSummary& pass);
// One sentence of what went wrong; empty: nothing.
[[nodiscard]] std::string trouble_of(const PassSummary& pass);

void note_pass(SystemStatus& status, const PassSummary& pass, WallTime now);

}  // namespace muster::engine
