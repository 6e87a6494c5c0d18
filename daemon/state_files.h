// Where muster keeps what it knows, and what of it may be made.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "daemon/answers.h"
#include "daemon/file_leases.h"
#include "daemon/options.h"
#include "daemon/sqlite_store.h"
#include "reconciler/core/error.h"
#include "reconciler/core/secret.h"
#include "reconciler/engine/ports.h"

namespace muster::daemon {

// What may be made on disk where it is missing: nothing (a plan), the state key alone (a saved plan), or the store too.
enum class StateUse { if_present, create_key, create };

// --state, else $XDG_STATE_HOME/muster/state.db, else ~/.local/state/muster/state.db.
[[nodiscard]] std::string state_path(const Options& options);

struct State {
  core::Secret key;                    // empty: there is none
  std::unique_ptr<SqliteStore> store;  // null: there is none
  std::unique_ptr<FileLeases> leases;  // never null; without a store they can only be asked
};

struct StateChoices {
  std::string store;                 // the file
  core::Secret key;                  // configured elsewhere; empty: it lies beside the store, state.db and state.key
  engine::Worker* worker = nullptr;  // see StoreChoices
  // What could not be done beside a commit that was done: one sentence for the log.
  std::function<void(std::string_view)> on_trouble;
  // The ends of the audit trail's chains after each commit that added to it; called where the work is done.
  std::function<void(const std::vector<AuditHead>&)> on_heads;
};

// Opened for writing, the store keeps the audit checkpoint up to date.
[[nodiscard]] core::Result<State> open_state(StateChoices choices, StateUse use);
// Where a token that is about to be renewed is written: `state`'s own store, or, as a plan opens that for reading
// alone, a second one opened then. `state` outlives it. Error: there is no store.
[[nodiscard]] std::function<core::Result<engine::Store*>()> token_writer(const State& state, std::string store_file,
                                                                         StateUse use);
// The command line's, with the key that its configuration names.
[[nodiscard]] core::Result<State> open_state(const CommandContext& context, StateUse use);

// Error: there is none yet, so nothing can have been sealed with it.
[[nodiscard]] core::Result<core::Secret> read_state_key(const Options& options);

}  // namespace muster::daemon
