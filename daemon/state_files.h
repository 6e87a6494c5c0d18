// Where muster keeps what it knows, and what of it may be made.
#pragma once

#include <memory>
#include <string>

#include "daemon/options.h"
#include "reconciler/core/error.h"
#include "reconciler/core/secret.h"
#include "reconciler/engine/ports.h"

namespace muster::daemon {

// What may be made on disk where it is missing: nothing (a plan), the state key alone (a saved plan), or the store too.
enum class StateUse { if_present, create_key, create };

// --state, else $XDG_STATE_HOME/muster/state.db, else ~/.local/state/muster/state.db.
[[nodiscard]] std::string state_path(const Options& options);

struct State {
  core::Secret key;                      // empty: there is none
  std::unique_ptr<engine::Store> store;  // null: there is none
};

// The key lies beside the store: state.db and state.key.
[[nodiscard]] core::Result<State> open_state(const Options& options, StateUse use);

// Error: there is none yet, so nothing can have been sealed with it.
[[nodiscard]] core::Result<core::Secret> read_state_key(const Options& options);

}  // namespace muster::daemon
