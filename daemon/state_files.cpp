#include "daemon/state_files.h"

#include <fmt/format.h>

#include <cstdlib>
#include <filesystem>

#include "daemon/sqlite_store.h"
#include "daemon/state_key.h"

namespace muster::daemon {
namespace {

namespace fs = std::filesystem;

std::string variable(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

std::string key_path(const Options& options) {
  return fs::path(state_path(options)).replace_extension(".key").string();
}

bool exists(const std::string& path) {
  std::error_code error;
  return fs::exists(path, error);
}

}  // namespace

std::string state_path(const Options& options) {
  if (!options.state.empty()) return options.state;
  const std::string home = variable("XDG_STATE_HOME");
  const fs::path base = home.empty() ? fs::path(variable("HOME")) / ".local" / "state" : fs::path(home);
  return (base / "muster" / "state.db").string();
}

core::Result<State> open_state(const Options& options, StateUse use) {
  State state;
  if (use != StateUse::if_present || exists(key_path(options))) {
    auto key = load_state_key(key_path(options));
    if (!key) return std::unexpected(key.error());
    state.key = std::move(*key);
  }
  const std::string path = state_path(options);
  if (use != StateUse::create && !exists(path)) return state;
  auto store = SqliteStore::open(path, use == StateUse::create ? StoreAccess::read_write : StoreAccess::read_only);
  if (!store) return std::unexpected(store.error());
  state.store = std::move(*store);
  return state;
}

core::Result<core::Secret> read_state_key(const Options& options) {
  if (exists(key_path(options))) return load_state_key(key_path(options));
  return std::unexpected(
      core::Error(core::ErrorKind::invalid,
                  fmt::format("there is no state key {}, so this plan was saved with another --state; name that one",
                              key_path(options))));
}

}  // namespace muster::daemon
