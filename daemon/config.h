// musterd.yaml as a value: what the daemon, and `--config` of the command line, is told.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "daemon/access.h"
#include "daemon/listen_address.h"
#include "daemon/log.h"
#include "daemon/secret_access.h"
#include "reconciler/core/secret.h"
#include "reconciler/core/system_spec.h"
#include "reconciler/engine/clock.h"
#include "reconciler/engine/status_board.h"
#include "reconciler/manifest/problem.h"

namespace muster::daemon {

inline constexpr engine::Duration kDefaultInterval{5 * 60'000};

struct ListenConfig {
  std::string socket;  // path of the unix socket; empty: none
  std::optional<ListenAddress> address = ListenAddress();

  friend bool operator==(const ListenConfig&, const ListenConfig&) = default;
};

// Every path is absolute.
struct Config {
  std::string directory;  // the source: a folder of manifests
  engine::Duration interval = kDefaultInterval;
  engine::Mode mode = engine::Mode::observe;
  ListenConfig listen;
  AccessRules access;                              // tokens, and the names in listen.hosts
  std::string state;                               // the store
  std::optional<core::SecretReference> state_key;  // nothing: generated beside the store
  ConfiguredAccess secrets;
  std::optional<core::Guards> limits;  // what is not named is as loose as can be
  LogSettings log;
};

struct LoadedConfig {
  std::optional<Config> config;             // nothing when there is a problem
  std::vector<manifest::Problem> problems;  // sorted by place
};

// Every mistake at once. Reads no secret.
[[nodiscard]] LoadedConfig load_config(const std::string& path);

// `name` as shown to people; relative paths count from `folder`, an absolute one.
[[nodiscard]] LoadedConfig read_config(const std::string& name, const std::string& text, const std::string& folder);

}  // namespace muster::daemon
