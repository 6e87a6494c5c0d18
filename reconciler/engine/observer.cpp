#include "reconciler/engine/observer.h"

#include <fmt/format.h>

#include <algorithm>

#include "reconciler/engine/rows.h"
#include "reconciler/engine/wanted_fields.h"

namespace muster::engine {

namespace {

using core::EntityIndex;
using core::InventoryEntry;

class Progress final : public PageSink {
 public:
  Progress(std::string system, Events* events) : system_(std::move(system)), events_(events) {}
  core::TableBuilder& rows() override { return builder_; }
  void page_read(std::string_view, std::size_t rows_so_far) override {
    if (events_ != nullptr) events_->page_read(system_, rows_so_far);
  }

 private:
  std::string system_;
  Events* events_;
  core::TableBuilder builder_;
};

// The objects of an entity, and those that its fields and names refer to.
void add_entity(const core::Catalog& catalog, core::EntityIndex entity, Scope& scope) {
  if (!scope.entities.insert(entity).second) return;
  const core::EntitySpec& spec = catalog.entities[entity];
  const auto add = [&](std::string_view name) {
    if (const auto target = catalog.find_entity(name)) add_entity(catalog, *target, scope);
  };
  for (const core::FieldRule& rule : spec.fields) {
    if (rule.reference) add(rule.reference->entity);
  }
  if (spec.account) add(spec.account->entity);
}

std::shared_ptr<const Scope> scope_of(const ObserveRequest& request) {
  auto scope = std::make_shared<Scope>();
  const core::Catalog& catalog = request.system.provider->catalog();
  scope->everything = request.everything || !request.desired;
  if (scope->everything && !(catalog.by_name && request.desired)) return scope;
  for (const core::Row& row : request.desired->table.rows()) {
    add_entity(catalog, row.entity, *scope);
    scope->names.emplace_back(request.system.name, std::string(catalog.entities[row.entity].name),
                              std::string(row.key.view()));
    if (catalog.by_name) scope->spelled.emplace(row.key.view(), row.name.view());
    for (const core::Cell& cell : request.desired->table.cells(row)) scope->fields.emplace(row.entity, cell.field);
  }
  for (const InventoryEntry& entry : request.inventory->entries) {
    if (const auto entity = catalog.find_entity(entry.key.entity)) add_entity(catalog, *entity, *scope);
  }
  std::ranges::sort(scope->names);
  return scope;
}

void doubt(core::Coverage& coverage, EntityIndex entity, std::string why) {
  if (entity >= coverage.entities.size() || !coverage.entities[entity].complete) return;
  coverage.entities[entity].complete = false;
  coverage.entities[entity].why_not = std::move(why);
}

// Entries of the inventory that the listing lacks, by entity index.
std::vector<const InventoryEntry*> find_missing(const ObserveRequest& request, const core::ObservedSystem& observed) {
  std::vector<const InventoryEntry*> missing;
  for (const InventoryEntry& entry : request.inventory->entries) {
    const auto& catalog = request.system.provider->catalog();
    const auto entity = catalog.find_entity(entry.key.entity);
    const bool is_named = entity && request.desired && request.desired->find(*entity, entry.key.name) != nullptr;
    if (catalog.by_name && !is_named) continue;
    if (!entity || observed.table->find(*entity, entry.key.name) != nullptr) continue;
    if (*entity < observed.coverage.entities.size() && observed.coverage.entities[*entity].complete) {
      missing.push_back(&entry);
    }
  }
  return missing;
}

// Of what lives by its members there may well be none; then each that was known is confirmed by its id, as ever.
void doubt_empty_answers(const ObserveRequest& request, core::ObservedSystem& observed) {
  const core::Catalog& catalog = request.system.provider->catalog();
  if (catalog.by_name) return;  // each object was asked for by its name
  for (EntityIndex entity = 0; entity < catalog.entities.size(); ++entity) {
    if (!observed.table->rows(entity).empty() || !catalog.entities[entity].exists_while.empty()) continue;
    const auto is_known = [&](const InventoryEntry& entry) {
      return entry.key.entity == catalog.entities[entity].name;
    };
    if (std::ranges::none_of(request.inventory->entries, is_known)) continue;
    doubt(observed.coverage, entity,
          fmt::format("no {} were listed although some were known before", catalog.entities[entity].plural));
  }
}

bool may_be_unlisted(const core::EntitySpec& entity, const core::Fresh& fresh) {
  if (entity.unlisted_without_role.empty()) return false;
  for (const core::Cell& cell : fresh.table->cells(*fresh.row())) {
    const bool is_role = cell.kind == core::CellKind::member && entity.fields[cell.field].privilege;
    if (is_role && core::same(cell.value.view(), entity.unlisted_without_role, core::Compare::folded)) return false;
  }
  return true;
}

struct Confirmation {
  std::vector<std::shared_ptr<const core::Table>> found;
};

Task<void> confirm_one(const ObserveRequest& request, const InventoryEntry& entry, core::ObservedSystem& observed,
                       Confirmation& confirmation) {
  const core::Catalog& catalog = request.system.provider->catalog();
  const EntityIndex entity = *catalog.find_entity(entry.key.entity);
  WantedFields fields = request.everything ? nullptr : stated_fields(request.desired.get(), catalog, entity);
  auto fresh = co_await request.system.provider->read(entry.key, entry.id, std::move(fields));
  ++observed.coverage.requests;
  if (!fresh) {
    const bool gone = fresh.error().kind == core::ErrorKind::not_found;
    (gone ? observed.confirmed_absent : observed.unknown).push_back(entry.key);
    if (!gone) observed.coverage.unreadable.push_back(core::within("confirming " + entry.key.name, fresh.error()));
    co_return;
  }
  if (fresh->row() == nullptr || fresh->row()->key.view() != entry.key.name) {
    observed.confirmed_absent.push_back(entry.key);  // renamed at the vendor: it lives under another key
    co_return;
  }
  confirmation.found.push_back(fresh->table);
  if (!may_be_unlisted(catalog.entities[entity], *fresh)) {
    doubt(observed.coverage, entity, fmt::format("it lacks {}, which exists", entry.key.name));
  }
}

Task<void> confirm_missing(const ObserveRequest& request, core::ObservedSystem& observed) {
  Confirmation confirmation;
  for (const InventoryEntry* entry : find_missing(request, observed)) {
    if (entry->id.empty()) {
      observed.unknown.push_back(entry->key);
      continue;
    }
    co_await confirm_one(request, *entry, observed, confirmation);
  }
  if (!confirmation.found.empty()) observed.table = merge_rows(*observed.table, confirmation.found);
  std::ranges::sort(observed.confirmed_absent);
  std::ranges::sort(observed.unknown);
}

}  // namespace

Task<core::ObservedSystem> observe_system(std::shared_ptr<const ObserveRequest> request, Events* events) {
  core::ObservedSystem observed;
  observed.system = request->system.name;
  Progress progress(observed.system, events);
  if (events != nullptr) events->observing(observed.system);
  auto scope = scope_of(*request);
  auto coverage = co_await request->system.provider->observe(std::move(scope), progress);
  observed.table = std::make_shared<const core::Table>(progress.rows().finish());
  if (!coverage) {
    observed.failure = core::within("observing " + observed.system, coverage.error());
    observed.table = std::make_shared<const core::Table>();
    co_return observed;
  }
  observed.coverage = std::move(*coverage);
  doubt_empty_answers(*request, observed);
  co_await confirm_missing(*request, observed);
  if (events != nullptr) events->observed(observed.system, observed.table->rows().size());
  co_return observed;
}

}  // namespace muster::engine
