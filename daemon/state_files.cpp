#include "daemon/state_files.h"

#include <fmt/format.h>

#include <cstdlib>
#include <filesystem>

#include "daemon/audit_checkpoint.h"
#include "daemon/configured_key.h"
#include "daemon/state_key.h"

namespace muster::daemon {
namespace {

namespace fs = std::filesystem;

std::string variable(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

std::string key_path(const std::string& store) { return fs::path(store).replace_extension(".key").string(); }

bool exists(const std::string& path) {
  std::error_code error;
  return fs::exists(path, error);
}

core::Result<core::Secret> state_key(const StateChoices& choices, StateUse use) {
  if (!choices.key.empty()) return choices.key.copy();
  const std::string path = key_path(choices.store);
  if (use == StateUse::if_present && !exists(path)) return core::Secret();
  return load_state_key(path);
}

StoreAccess access_for(StateUse use) {
  return use == StateUse::create ? StoreAccess::read_write : StoreAccess::read_only;
}

// A checkpoint may lag; the next commit writes it again.
StoreChoices store_choices(const StateChoices& choices, const core::Secret& key, StateUse use) {
  StoreChoices given;
  given.token_key = key.copy();
  given.worker = choices.worker;
  if (use != StateUse::create) return given;
  given.on_audit = [file = checkpoint_file(choices.store), on_trouble = choices.on_trouble,
                    on_heads = choices.on_heads](const std::vector<AuditHead>& heads) {
    if (on_heads) on_heads(heads);
    const auto written = write_checkpoint(file, heads);
    if (!written && on_trouble) on_trouble(written.error().what);
  };
  return given;
}

FileLeases::Fence fences_of(SqliteStore* store) {
  if (store == nullptr) return {};
  return [store](std::string system) { return store->next_fence(std::move(system)); };
}

core::Error nowhere_to_keep(const std::string& file) {
  return {core::ErrorKind::invalid,
          fmt::format("there is no state {} to keep the new one in: name the state of this installation with --state, "
                      "or let `muster apply` make it",
                      file)};
}

}  // namespace

std::string state_path(const Options& options) {
  if (!options.state.empty()) return options.state;
  const std::string home = variable("XDG_STATE_HOME");
  const fs::path base = home.empty() ? fs::path(variable("HOME")) / ".local" / "state" : fs::path(home);
  return (base / "muster" / "state.db").string();
}

core::Result<State> open_state(StateChoices choices, StateUse use) {
  State state;
  auto key = state_key(choices, use);
  if (!key) return std::unexpected(std::move(key).error());
  state.key = std::move(*key);
  const std::string folder = lease_folder(choices.store);
  if (use != StateUse::create && !exists(choices.store)) {
    state.leases = std::make_unique<FileLeases>(folder);
    return state;
  }
  auto store = SqliteStore::open(choices.store, access_for(use), store_choices(choices, state.key, use));
  if (!store) return std::unexpected(std::move(store).error());
  state.store = std::move(*store);
  SqliteStore* counting = use == StateUse::create ? state.store.get() : nullptr;
  state.leases = std::make_unique<FileLeases>(folder, fences_of(counting));
  return state;
}

std::function<core::Result<engine::Store*>()> token_writer(const State& state, std::string store_file, StateUse use) {
  if (use == StateUse::create) return [&state]() -> core::Result<engine::Store*> { return state.store.get(); };
  const auto opened = std::make_shared<std::unique_ptr<SqliteStore>>();
  return [&state, opened, file = std::move(store_file)]() -> core::Result<engine::Store*> {
    if (*opened) return opened->get();
    if (!state.store) return std::unexpected(nowhere_to_keep(file));
    StoreChoices choices;
    choices.token_key = state.key.copy();
    auto store = SqliteStore::open(file, StoreAccess::read_write, std::move(choices));
    if (!store) return std::unexpected(std::move(store).error());
    *opened = std::move(*store);
    return opened->get();
  };
}

core::Result<State> open_state(const CommandContext& context, StateUse use) {
  StateChoices choices;
  choices.store = state_path(context.options);
  if (context.config != nullptr) {
    auto key = configured_state_key(*context.config);
    if (!key) return std::unexpected(std::move(key).error());
    choices.key = std::move(*key);
  }
  return open_state(std::move(choices), use);
}

core::Result<core::Secret> read_state_key(const Options& options) {
  if (const std::string path = key_path(state_path(options)); exists(path)) return load_state_key(path);
  return std::unexpected(
      core::Error(core::ErrorKind::invalid,
                  fmt::format("there is no state key {}, so this plan was saved with another --state; name that one",
                              key_path(state_path(options)))));
}

}  // namespace muster::daemon
