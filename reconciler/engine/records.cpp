#include <algorithm>

#include "reconciler/core/applied.h"
#include "reconciler/engine/execution.h"

namespace muster::engine {

namespace {

std::optional<core::InventoryEntry> adopted_entry(const Execution& execution, const core::Adoption& adoption) {
  const auto entity = execution.catalog.find_entity(adoption.entity.entity);
  const core::Row* row = entity ? execution.desired.table.find(*entity, adoption.entity.name) : nullptr;
  if (row == nullptr) return std::nullopt;
  const core::InventoryEntry* before = execution.inventory.find(adoption.entity);
  core::InventoryEntry entry;
  if (before != nullptr) entry = *before;
  entry.key = adoption.entity;
  entry.id = adoption.id;
  entry.commit = execution.request->desired->commit;
  const core::AppliedInputs inputs{
      execution.catalog.entities[*entity],
      execution.desired.table.cells(*row),
      before,
      execution.request->secret_versions,
      {execution.desired.find(*entity, adoption.entity.name)->expiring, execution.request->plan->made_at}};
  entry.applied = core::AppliedFields(core::applied_fields(inputs));
  return entry;
}

core::AuditRecord audit_of(const Execution& execution, core::AuditEvent event, const core::EntityKey& key) {
  core::AuditRecord audit;
  audit.system = execution.plan.system;
  audit.at = execution.ports().clock->wall_now();
  audit.event = event;
  audit.entity = key;
  audit.name = key.name;
  const auto entity = execution.catalog.find_entity(key.entity);
  const core::DesiredObject* object = entity ? execution.desired.find(*entity, key.name) : nullptr;
  if (object != nullptr) audit.person = core::person_of(object->labels);
  audit.commit = execution.request->desired->commit;
  audit.plan_id = execution.request->plan->id;
  return audit;
}

// What the plan already puts is not put again: the plan knows more.
void add_adoptions(const Execution& execution, core::PassRecord& record) {
  for (const core::Adoption& adoption : execution.plan.adopted) {
    const auto known = std::ranges::find(record.put, adoption.entity, &core::InventoryEntry::key);
    if (known != record.put.end()) continue;
    auto entry = adopted_entry(execution, adoption);
    if (!entry) continue;
    const bool is_new = execution.inventory.find(adoption.entity) == nullptr;
    record.put.push_back(std::move(*entry));
    if (!is_new) continue;  // known before: only what is remembered of it changes
    record.audit.push_back(audit_of(execution, core::AuditEvent::adopted, adoption.entity));
    record.audit.back().sentence = "it already was as its manifest asks";
  }
}

void add_gone(const Execution& execution, core::PassRecord& record) {
  for (const core::EntityKey& key : execution.plan.gone) {
    if (std::ranges::find(record.forget, key) != record.forget.end()) continue;
    record.forget.push_back(key);
    record.audit.push_back(audit_of(execution, core::AuditEvent::forgotten, key));
    record.audit.back().sentence = "it was gone already, as its manifest asks";
  }
}

void add_binding(const Execution& execution, core::PassRecord& record) {
  const auto is_told = [](const core::AuditRecord& audit) { return audit.event == core::AuditEvent::bound; };
  if (!record.binding || std::ranges::any_of(record.audit, is_told)) return;
  record.audit.push_back(audit_of(execution, core::AuditEvent::bound, {}));
  record.audit.back().sentence = "bound to " + record.binding->provider + " at " + record.binding->url;
}

void put(core::Inventory& inventory, const core::InventoryEntry& entry) {
  const auto at = std::ranges::lower_bound(inventory.entries, entry.key, {}, &core::InventoryEntry::key);
  if (at != inventory.entries.end() && at->key == entry.key) {
    *at = entry;
  } else {
    inventory.entries.insert(at, entry);
  }
}

}  // namespace

std::shared_ptr<const core::PassRecord> record_of(const Execution& execution) {
  auto record = std::make_shared<core::PassRecord>();
  if (execution.plan.record) *record = *execution.plan.record;
  record->system = execution.plan.system;
  add_binding(execution, *record);
  if (execution.plan.refused) return record;  // not even what is there is believed
  add_adoptions(execution, *record);
  add_gone(execution, *record);
  return record;
}

core::Inventory with_record(core::Inventory inventory, const core::PassRecord& record) {
  for (const core::InventoryEntry& entry : record.put) put(inventory, entry);
  for (const core::EntityKey& key : record.forget) {
    std::erase_if(inventory.entries, [&](const core::InventoryEntry& entry) { return entry.key == key; });
  }
  for (const core::AbsenceMark& mark : record.marks) {
    const core::InventoryEntry* known = inventory.find(mark.entity);
    core::InventoryEntry entry = known != nullptr ? *known : core::InventoryEntry();
    entry.key = mark.entity;
    if (known == nullptr) entry.id = mark.id;
    entry.absent_since = mark.since;
    entry.absent_seen = mark.seen;
    entry.disabled = mark.disabled;
    put(inventory, entry);
  }
  return inventory;
}

}  // namespace muster::engine
