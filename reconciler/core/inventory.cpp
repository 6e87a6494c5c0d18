#include "reconciler/core/inventory.h"

#include <algorithm>

#include "reconciler/core/applied_text.h"

namespace muster::core {

AppliedFields::AppliedFields(std::initializer_list<AppliedField> fields) : json_(to_json(fields)) {}

AppliedFields::AppliedFields(const std::vector<AppliedField>& fields) : json_(to_json(fields)) {}

std::optional<AppliedFields> AppliedFields::parse(std::string_view json) {
  if (!parse_applied_fields(json)) return std::nullopt;
  AppliedFields fields;
  fields.json_ = json;
  return fields;
}

std::optional<AppliedField> AppliedFields::find(std::string_view path) const {
  std::vector<AppliedField> fields = list();
  for (AppliedField& field : fields) {
    if (field.path == path) return std::move(field);
  }
  return std::nullopt;
}

std::vector<AppliedField> AppliedFields::list() const {
  return parse_applied_fields(json_).value_or(std::vector<AppliedField>());
}

const InventoryEntry* Inventory::find(const EntityKey& key) const {
  const auto at = std::ranges::lower_bound(entries, key, {}, &InventoryEntry::key);
  return at != entries.end() && at->key == key ? &*at : nullptr;
}

}  // namespace muster::core
