#include <fmt/format.h>

#include <algorithm>

#include "reconciler/core/applied.h"
#include "reconciler/engine/execution.h"

namespace muster::engine {

namespace {

const core::Row* desired_row(const Execution& execution, const core::EntityKey& key) {
  const auto entity = execution.catalog.find_entity(key.entity);
  return entity ? execution.desired.table.find(*entity, key.name) : nullptr;
}

core::InventoryEntry titled(const Execution& execution, const core::EntityKey& key) {
  core::InventoryEntry entry;
  const core::InventoryEntry* before = execution.inventory.find(key);
  if (before != nullptr) entry = *before;
  entry.key = key;
  entry.commit = execution.request->desired->commit;
  return entry;
}

void record(Execution& execution, core::InventoryEntry entry, const std::vector<core::FieldWrite>& written,
            const core::SecretVersions& versions) {
  const core::Row* row = desired_row(execution, entry.key);
  if (row == nullptr) return;
  const core::AppliedInputs inputs{execution.catalog.entities[row->entity], execution.desired.table.cells(*row),
                                   execution.inventory.find(entry.key), versions};
  entry.applied = core::AppliedFields(core::applied_fields(inputs, written));
  execution.to_record.push_back(std::move(entry));
}

}  // namespace

void record_step(Execution& execution, std::uint32_t step, const core::Row* row) {
  const core::Change& change = execution.change(step);
  if (change.intended == core::Action::remove) {
    execution.to_forget.push_back(change.entity);
    return;
  }
  core::InventoryEntry entry = titled(execution, change.entity);
  const SentStep& sent = execution.sent[step];
  if (core::is_create(change)) entry.created = true;
  entry.id = row != nullptr ? core::RemoteId(std::string(row->remote_id.view())) : sent.id;
  core::SecretVersions versions = execution.request->secret_versions;
  for (const auto& [reference, version] : sent.secret_versions) versions[reference] = version;
  record(execution, std::move(entry), sent.fields, versions);
}

void record_adopted(Execution& execution, const core::Adoption& adoption) {
  core::InventoryEntry entry = titled(execution, adoption.entity);
  entry.id = adoption.id;
  record(execution, std::move(entry), {}, execution.request->secret_versions);
}

Task<void> flush_records(Execution* execution) {
  Store* store = execution->request->ports.store;
  std::vector<core::InventoryEntry> entries = std::move(execution->to_record);
  std::vector<core::EntityKey> keys = std::move(execution->to_forget);
  execution->to_record.clear();
  execution->to_forget.clear();
  if (store == nullptr || (entries.empty() && keys.empty())) co_return;
  auto put = co_await store->put(std::move(entries));
  if (!put) execution->warnings.push_back(put.error().what);
  auto forgotten = co_await store->forget(std::move(keys));
  if (!forgotten) execution->warnings.push_back(forgotten.error().what);
}

}  // namespace muster::engine
