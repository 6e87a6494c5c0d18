#include "reconciler/core/inventory.h"

#include <algorithm>

namespace muster::core {

const AppliedField* InventoryEntry::find(std::string_view path) const {
  const auto at = std::ranges::lower_bound(applied, path, {}, &AppliedField::path);
  return at != applied.end() && at->path == path ? &*at : nullptr;
}

const InventoryEntry* Inventory::find(const EntityKey& key) const {
  const auto at = std::ranges::lower_bound(entries, key, {}, &InventoryEntry::key);
  return at != entries.end() && at->key == key ? &*at : nullptr;
}

}  // namespace muster::core
