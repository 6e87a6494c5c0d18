#include "reconciler/engine/status_board.h"

namespace muster::engine {

std::string_view to_text(SystemState state) {
  switch (state) {
    case SystemState::starting:
      return "starting";
    case SystemState::converged:
      return "converged";
    case SystemState::pending:
      return "pending";
    case SystemState::applying:
      return "applying";
    case SystemState::blocked:
      return "blocked";
    case SystemState::incomplete:
      return "incomplete";
    case SystemState::failing:
      return "failing";
  }
  return "failing";
}

std::string_view to_text(Mode mode) { return mode == Mode::observe ? "observe" : "enforce"; }

}  // namespace muster::engine
