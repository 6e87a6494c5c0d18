#include "tests/support/model_provider.h"

#include <algorithm>

#include "reconciler/core/digest.h"
#include "tests/support/toy_catalog.h"

namespace muster::support {

using core::Delivery;
using core::Error;
using core::ErrorKind;

namespace {

core::Write copy_of(const core::Write& write) {
  core::Write copy;
  copy.entity = write.entity;
  copy.name = write.name;
  copy.id = write.id;
  copy.action = write.action;
  copy.kind = write.kind;
  for (const core::FieldWrite& field : write.fields) copy.fields.push_back(field.copy());
  copy.fresh = write.fresh;
  copy.request_id = write.request_id;
  return copy;
}

using FieldSet = std::set<core::FieldIndex>;

// What one request shows comes along.
FieldSet with_their_resources(const core::Catalog& catalog, core::EntityIndex entity, const FieldSet& wanted) {
  const auto& rules = catalog.entities[entity].fields;
  FieldSet shown;
  for (core::FieldIndex field = 0; field < rules.size(); ++field) {
    const auto is_beside = [&](core::FieldIndex other) { return rules[other].resource == rules[field].resource; };
    if (std::ranges::any_of(wanted, is_beside)) shown.insert(field);
  }
  return shown;
}

// `fields` null: all of them.
void copy_row(const core::Table& table, const core::Row& row, const FieldSet* fields, core::TableBuilder& rows) {
  rows.begin_row(row.entity, row.key.view(), row.name.view(), row.remote_id.view());
  for (const core::Cell& cell : table.cells(row)) {
    if (fields != nullptr && !fields->contains(cell.field)) continue;
    if (cell.element.empty()) {
      rows.add(cell.field, cell.kind, cell.value.view());
    } else {
      rows.add_member(cell.field, cell.element.view(), cell.value.view());
    }
  }
}

}  // namespace

const core::Catalog& ModelProvider::catalog() const { return toy_catalog(); }

engine::Task<core::Result<core::Coverage>> ModelProvider::observe(std::shared_ptr<const engine::Scope>,
                                                                  engine::PageSink& sink) {
  log.emplace_back("observe");
  co_await clock_.sleep(latency);
  apply_late();
  const core::ObservedSystem observed = observe_world(world, "");
  for (const core::Row& row : observed.table->rows()) {
    if (unlisted.contains(std::string(row.key.view()))) continue;
    copy_row(*observed.table, row, nullptr, sink.rows());
  }
  co_return observed.coverage;
}

engine::Task<core::Result<core::Fresh>> ModelProvider::read(core::EntityKey entity, core::RemoteId id,
                                                            engine::WantedFields fields) {
  log.push_back("read " + entity.entity + " " + entity.name);
  co_await clock_.sleep(latency);
  apply_late();
  core::Fresh fresh = world.fresh(entity);
  const bool same_object = fresh.row() != nullptr && fresh.row()->remote_id.view() == id.text;
  if (!same_object) co_return std::unexpected(Error(ErrorKind::not_found, Delivery::refused, "no such object"));
  core::TableBuilder rows;
  const auto shown = fields ? with_their_resources(toy_catalog(), fresh.row()->entity, *fields) : FieldSet();
  copy_row(*fresh.table, *fresh.row(), fields ? &shown : nullptr, rows);
  fresh.table = std::make_shared<const core::Table>(rows.finish());
  last_wanted = std::move(fields);
  co_return fresh;
}

// Whatever is due by now was carried out meanwhile, unless its object is another one by then.
void ModelProvider::apply_late() {
  std::vector<Late> later;
  for (Late& held : std::exchange(late_, {})) {
    if (held.due > clock_.now()) {
      later.push_back(std::move(held));
      continue;
    }
    const core::Fresh there = world.fresh(held.write.entity);
    const bool same = there.row() != nullptr && there.row()->remote_id.view() == held.write.id.text;
    if (held.write.action == core::WriteAction::create || same) (void)world.apply(held.write);
  }
  late_ = std::move(later);
}

core::Result<core::Receipt> ModelProvider::play(const core::Write& write) {
  const WriteFate fate = fates.empty() ? WriteFate::works : fates.front();
  if (!fates.empty()) fates.pop_front();
  switch (fate) {
    case WriteFate::refused:
      return std::unexpected(Error(ErrorKind::rejected, Delivery::refused, "refused"));
    case WriteFate::lost_before:
      return std::unexpected(Error(ErrorKind::timeout, Delivery::maybe_applied, "no answer came"));
    case WriteFate::lost_after:
      (void)world.apply(write);
      return std::unexpected(Error(ErrorKind::timeout, Delivery::maybe_applied, "no answer came"));
    case WriteFate::lost_and_late:
      late_.push_back({clock_.now() + late, copy_of(write)});
      return std::unexpected(Error(ErrorKind::timeout, Delivery::maybe_applied, "no answer came"));
    case WriteFate::accepted_without_effect:
      return core::Receipt(write.id);
    case WriteFate::one_stays:
      return keep_one(write);
    case WriteFate::works:
      break;
  }
  return world.apply(write);
}

core::Result<core::Receipt> ModelProvider::keep_one(const core::Write& write) {
  core::Write rest = copy_of(write);
  const auto loses = std::ranges::find_if(rest.fields, [](const auto& field) { return !field.removed.empty(); });
  if (loses == rest.fields.end()) return world.apply(write);
  const std::string kept = loses->removed.back();
  loses->removed.pop_back();
  loses->members.push_back(kept);
  auto receipt = world.apply(rest);
  const std::string path(catalog().entities[toy::kUser].fields[loses->field].path);
  if (receipt) receipt->elements.push_back({path, kept, Error(ErrorKind::rejected, Delivery::refused, "refused")});
  return receipt;
}

engine::Task<std::vector<core::Result<core::Receipt>>> ModelProvider::write(std::vector<core::Write> writes) {
  static const std::map<core::WriteAction, std::string> kVerbs = {{core::WriteAction::create, "create"},
                                                                  {core::WriteAction::update, "update"},
                                                                  {core::WriteAction::remove, "remove"}};
  std::vector<core::Result<core::Receipt>> receipts;
  most_in_flight = std::max(most_in_flight, ++in_flight);
  if (before_write) before_write();
  if (on_write) {
    for (const core::Write& write : writes) on_write(write);
  }
  co_await clock_.sleep(latency);
  apply_late();
  for (const core::Write& write : writes) {
    log.push_back(kVerbs.at(write.action) + " " + write.entity.entity + " " + write.entity.name);
    last_fields.clear();
    for (const core::FieldWrite& field : write.fields) last_fields.push_back(field.copy());
    receipts.push_back(play(write));
  }
  --in_flight;
  co_return receipts;
}

engine::Task<core::Result<core::Secret>> MemorySecrets::resolve(core::SecretReference reference) {
  const auto at = values.find(core::to_text(reference));
  if (at == values.end()) {
    co_return std::unexpected(Error(ErrorKind::invalid, core::to_text(reference) + " is not set"));
  }
  co_return core::Secret(at->second);
}

engine::Task<core::Result<std::string>> MemorySecrets::version(core::SecretReference reference) {
  const auto at = values.find(core::to_text(reference));
  if (at == values.end()) {
    co_return std::unexpected(Error(ErrorKind::invalid, core::to_text(reference) + " is not set"));
  }
  co_return core::sha256_hex(at->second);
}

}  // namespace muster::support
