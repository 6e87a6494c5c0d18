// Which of a user's resources an observation needs: only what manifests name and manage. Pure.
#pragma once

#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "providers/cucm_uds/catalog.h"
#include "providers/cucm_uds/lists.h"
#include "reconciler/engine/provider.h"

namespace muster::cucm_uds {

// Keys of one user and of its parts, as the scope names them.
struct WantedUser {
  std::string key;
  std::string spelling;                                    // as the manifest spells it; empty: it is not asked for
  bool is_named = false;                                   // the user itself
  std::set<std::string, std::less<>> devices;              // keys; of lines too
  std::set<std::string, std::less<>> named_devices;        // keys
  std::set<std::string, std::less<>> extensions;           // keys
  std::set<std::string, std::less<>> remote_destinations;  // keys

  // Of everything that is wanted of the user.
  [[nodiscard]] std::vector<core::EntityKey> keys(const std::string& system) const;
};

[[nodiscard]] std::vector<WantedUser> wanted_users(const engine::Scope& scope);

// Whether somebody manages one of the entity's fields whose path starts so.
[[nodiscard]] bool wants_field(const engine::Scope& scope, core::EntityIndex entity, std::string_view prefix);
// Whether somebody manages a field whose value is one of those options.
[[nodiscard]] bool wants_options(const engine::Scope& scope, core::EntityIndex options);

// "mkos" of "mkos/sep00deadbeef01".
[[nodiscard]] std::string whole_of(std::string_view key);
// "mkos/sep00deadbeef01" of "mkos/sep00deadbeef01/2907".
[[nodiscard]] std::string device_of(std::string_view extension_key);
// What follows the last '/'.
[[nodiscard]] std::string item_of(std::string_view key);

}  // namespace muster::cucm_uds
