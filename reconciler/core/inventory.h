// What muster knows it created or took over, and what it last applied.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "reconciler/core/entity_key.h"

namespace muster::core {

// What was last applied to one field. For sets `wish` is the wish's canonical text and `added` the members that
// muster itself added (comparable form, sorted), which are the ones it may take out again.
struct AppliedField {
  std::string path;
  std::string wish;
  std::vector<std::string> added;
  std::string secret_version;  // keyed hash of the secret last written; empty for other fields

  friend bool operator==(const AppliedField&, const AppliedField&) = default;
};

struct InventoryEntry {
  EntityKey key;
  RemoteId id;
  bool created = false;                // by muster, over a proven absence
  std::vector<AppliedField> applied;   // sorted by path
  std::string commit;                  // that last applied

  [[nodiscard]] const AppliedField* find(std::string_view path) const;
  friend bool operator==(const InventoryEntry&, const InventoryEntry&) = default;
};

struct Inventory {
  bool exists = false;                  // false: no store yet; ownership and secret changes are unknown
  std::vector<InventoryEntry> entries;  // sorted by key

  [[nodiscard]] const InventoryEntry* find(const EntityKey& key) const;
};

}  // namespace muster::core
