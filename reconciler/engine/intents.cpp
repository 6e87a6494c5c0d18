#include <fmt/format.h>

#include <algorithm>

#include "reconciler/core/applied.h"
#include "reconciler/core/name.h"
#include "reconciler/core/record.h"
#include "reconciler/core/wish.h"
#include "reconciler/engine/execution.h"

namespace muster::engine {

namespace {

const core::Row* desired_row(const Execution& execution, std::uint32_t step) {
  const core::Change& change = execution.change(step);
  return execution.desired.table.find(change.entity_index, change.entity.name);
}

// Whether a document asks for the object itself, and not for its absence.
bool is_wanted(const Execution& execution, std::uint32_t step) {
  const core::Row* row = desired_row(execution, step);
  if (row == nullptr) return false;
  const auto index = static_cast<std::size_t>(row - execution.desired.table.rows().data());
  const core::DesiredObject& object = execution.desired.objects.at(index);
  return !object.absent || !execution.catalog.kinds[object.kind].creates;
}

const core::FieldDifference* difference_of(const core::Change& change, std::string_view path) {
  const auto at = std::ranges::find(change.fields, path, &core::FieldDifference::path);
  return at == change.fields.end() ? nullptr : &*at;
}

// The manifest's wish where there is one: a change's own also takes out what muster added earlier.
std::string wish_text(const Execution& execution, std::uint32_t step, const core::FieldWish& wish) {
  const core::FieldRule& rule = execution.entity(step).fields[wish.field];
  const core::Row* row = desired_row(execution, step);
  if (row == nullptr) return core::canonical_text(wish, rule);
  const auto stated = core::read_wish(wish.field, core::cells_of(execution.desired.table.cells(*row), wish.field));
  return core::canonical_text(stated ? *stated : wish, rule);
}

core::IntentField intent_field(const Execution& execution, std::uint32_t step, const core::FieldWish& wish) {
  core::IntentField field;
  field.path = execution.entity(step).fields[wish.field].path;
  field.kind = wish.kind;
  field.value = wish.value;
  field.set = wish.set;
  field.wish = wish_text(execution, step, wish);
  const core::FieldDifference* shown = difference_of(execution.change(step), field.path);
  field.drift = shown != nullptr && shown->drift;
  const bool is_membership = execution.entity(step).fields[wish.field].type != core::ValueType::records;
  const core::Part part = execution.step(step).part;  // what is acquired was counted with its release
  if (shown == nullptr || !is_membership) return field;
  if (part != core::Part::release) field.added = shown->added;
  if (part != core::Part::acquire) field.removed = shown->removed;
  return field;
}

// Until something was sent, what the plan says it adds is what muster will have added.
std::vector<core::FieldWrite> planned_writes(const Execution& execution, std::uint32_t step) {
  std::vector<core::FieldWrite> writes;
  for (const std::uint16_t index : execution.step(step).wishes) {
    const core::FieldWish& wish = execution.change(step).wishes[index];
    const auto* shown = difference_of(execution.change(step), execution.entity(step).fields[wish.field].path);
    core::FieldWrite write;
    write.field = wish.field;
    write.kind = wish.kind;
    if (shown != nullptr) write.added = shown->added;
    writes.push_back(std::move(write));
  }
  return writes;
}

// The two or three parts of one change write different fields of it.
std::vector<core::FieldWrite> all_writes(const Execution& execution, std::uint32_t step) {
  std::vector<core::FieldWrite> writes;
  for (std::uint32_t part = 0; part < execution.sent.size(); ++part) {
    if (execution.step(part).change != execution.step(step).change) continue;
    for (const core::FieldWrite& field : execution.sent[part].fields) writes.push_back(field.copy());
  }
  return writes.empty() ? planned_writes(execution, step) : std::move(writes);
}

core::InventoryEntry titled(const Execution& execution, std::uint32_t step, const core::Row* row) {
  const core::Change& change = execution.change(step);
  core::InventoryEntry entry;
  const core::InventoryEntry* before = execution.inventory.find(change.entity);
  if (before != nullptr) entry = *before;
  entry.key = change.entity;
  entry.commit = execution.request->desired->commit;
  if (core::is_create(change)) entry.created = true;
  if (row != nullptr) {
    entry.id = core::RemoteId(std::string(row->remote_id.view()));
  } else if (!execution.sent[step].id.empty()) {
    entry.id = execution.sent[step].id;
  } else if (core::RemoteId known = id_of(execution, step); !known.empty()) {
    entry.id = std::move(known);
  }
  return entry;
}

// Taken away for want of a document: whatever was applied before stays known.
bool disables(const Execution& execution, std::uint32_t step) {
  const auto& path = execution.entity(step).enabled_field;
  return std::ranges::any_of(execution.step(step).wishes, [&](std::uint16_t index) {
    const core::FieldWish& wish = execution.change(step).wishes[index];
    return path && execution.entity(step).fields[wish.field].path == *path && wish.value == "false";
  });
}

void remember_applied(const Execution& execution, std::uint32_t step, const LastSeen& seen,
                      core::InventoryEntry& entry) {
  const core::Row& row = *desired_row(execution, step);
  core::SecretVersions versions = execution.request->secret_versions;
  for (const auto& [reference, version] : execution.sent[step].secret_versions) versions[reference] = version;
  const core::InventoryEntry* before = execution.inventory.find(entry.key);
  const core::Expiry expiry{execution.desired.find(row.entity, row.key.view())->expiring,
                            execution.request->plan->made_at};
  const core::AppliedInputs inputs{
      execution.entity(step), execution.desired.table.cells(row), before, versions, expiry, seen.cells};
  std::vector<core::AppliedField> fields = core::applied_fields(inputs, all_writes(execution, step));
  for (core::AppliedField& field : fields) {  // given up until its wish changes
    const auto known = before == nullptr ? std::nullopt : before->applied.find(field.path);
    field.contended = known && known->contended && known->wish == field.wish;
  }
  entry.applied = core::AppliedFields(fields);
  entry.absent_since.reset();
  entry.absent_seen = 0;
  entry.disabled = false;
}

// What was taken out of a set is not muster's any more: whoever puts it in again has it.
void forget_taken_out(const Execution& execution, std::uint32_t step, core::InventoryEntry& entry) {
  std::vector<core::AppliedField> fields = entry.applied.list();
  for (const std::uint16_t index : execution.step(step).wishes) {
    const core::FieldWish& wish = execution.change(step).wishes[index];
    const core::FieldRule& rule = execution.entity(step).fields[wish.field];
    const auto field = std::ranges::find(fields, rule.path, &core::AppliedField::path);
    if (field == fields.end()) continue;
    for (const std::string& member : wish.set.exclude) {
      std::erase(field->added, core::member_key(member, rule));
    }
  }
  entry.applied = core::AppliedFields(fields);
}

std::string hex_id(Random& random) {
  const std::uint64_t high = random.next();
  const std::uint64_t low = random.next();
  return fmt::format("{:016x}{:016x}", high, low);
}

// A slow budget makes the read before the write wait, and the write with it. What has no listing is read in a dozen
// requests.
Duration deadline_of(const core::Budget& budget, const core::Catalog& catalog) {
  const std::int64_t per_minute =
      std::max<std::int64_t>(std::int64_t{budget.requests_per_minute} * budget.share_percent / 100, 1);
  const std::int64_t ahead = (catalog.by_name ? 12 : 3) * std::max<std::int64_t>(budget.concurrency, 1);
  return core::kWriteTimeout + Duration(60'000 * ahead / per_minute);
}

}  // namespace

core::RemoteId id_of(const Execution& execution, std::uint32_t step) {
  const core::Change& change = execution.change(step);
  if (!change.id.empty()) return change.id;
  for (std::uint32_t before = 0; before < step; ++before) {
    if (execution.step(before).change == execution.step(step).change && !execution.sent[before].id.empty()) {
      return execution.sent[before].id;
    }
  }
  return {};
}

std::optional<core::InventoryEntry> entry_after(const Execution& execution, std::uint32_t step, const LastSeen& seen) {
  if (execution.change(step).intended == core::Action::remove) return std::nullopt;
  core::InventoryEntry entry = titled(execution, step, seen.row);
  if (is_wanted(execution, step)) {
    remember_applied(execution, step, seen, entry);
  } else {
    entry.disabled = entry.disabled || disables(execution, step);
    forget_taken_out(execution, step, entry);
  }
  return entry;
}

std::shared_ptr<const core::Intent> make_intent(const Execution& execution, std::uint32_t step, int attempt) {
  const core::Change& change = execution.change(step);
  auto intent = std::make_shared<core::Intent>();
  intent->id = hex_id(*execution.ports().random);
  intent->entity = change.entity;
  intent->name = change.name;
  intent->person = core::person_of(change.labels);
  intent->kind = execution.catalog.kinds[change.kind].name;
  intent->part = execution.step(step).part;
  const bool creates = core::is_create(change) && intent->part != core::Part::acquire;
  intent->action = core::is_create(change) && !creates ? core::Action::update : change.intended;
  intent->remote_id = creates ? core::RemoteId() : id_of(execution, step);
  intent->plan_id = execution.request->plan->id;
  intent->commit = execution.request->desired->commit;
  const auto& lease = execution.request->system.lease;
  intent->fence = lease ? lease->fence() : 0;
  intent->begun_at = execution.ports().clock->wall_now();
  intent->deadline = deadline_of(execution.desired.spec.budget, execution.catalog) * (1 << (2 * (attempt - 1)));
  for (const std::uint16_t index : execution.step(step).wishes) {
    intent->fields.push_back(intent_field(execution, step, change.wishes[index]));
  }
  for (const core::IntentField& field : intent->fields) intent->member_removals += field.removed.size();
  intent->absence_proven = creates;
  intent->after = entry_after(execution, step, LastSeen());
  return intent;
}

}  // namespace muster::engine
