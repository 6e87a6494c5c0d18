#include "reconciler/engine/wanted_fields.h"

namespace muster::engine {

WantedFields fields_of(const core::Change& change) {
  if (change.intended == core::Action::remove) return nullptr;
  std::set<core::FieldIndex> fields;
  for (const core::FieldWish& wish : change.wishes) fields.insert(wish.field);
  return std::make_shared<const std::set<core::FieldIndex>>(std::move(fields));
}

WantedFields stated_fields(const core::DesiredSystem* desired, const core::Catalog& catalog, core::EntityIndex entity) {
  if (desired == nullptr) return nullptr;
  std::set<core::FieldIndex> fields;
  const core::EntitySpec& spec = catalog.entities[entity];
  for (core::FieldIndex field = 0; field < spec.fields.size(); ++field) {
    if (spec.fields[field].privilege || spec.fields[field].path == spec.rights_shown_by) fields.insert(field);
  }
  for (const core::Row& row : desired->table.rows()) {
    if (row.entity != entity) continue;
    for (const core::Cell& cell : desired->table.cells(row)) fields.insert(cell.field);
  }
  return std::make_shared<const std::set<core::FieldIndex>>(std::move(fields));
}

}  // namespace muster::engine
