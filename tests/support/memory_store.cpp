#include <algorithm>

#include "reconciler/core/sent_history.h"
#include "tests/support/model_provider.h"

namespace muster::support {

using core::Delivery;
using core::Error;
using core::ErrorKind;

namespace {

Error unfit(ErrorKind kind, std::string what) { return {kind, Delivery::not_sent, std::move(what)}; }

}  // namespace

engine::Task<core::Result<core::Memory>> MemoryStore::load(std::string system, engine::WallTime now) {
  core::Memory memory;
  memory.inventory.exists = true;
  for (const auto& [key, entry] : entries) {
    if (key.system == system) memory.inventory.entries.push_back(entry);
  }
  if (bindings.contains(system)) memory.binding = bindings.at(system);
  if (enforced.contains(system)) memory.enforced = enforced.at(system);
  const auto remember = [&](const core::Intent& intent) {
    if (intent.begun_at >= now - core::kHistory) memory.history.push_back(sent_change(intent));
  };
  for (const auto& [key, intent] : open) {
    if (key.system != system) continue;
    memory.open.push_back(intent);
    remember(intent);
  }
  for (const core::Intent& intent : sent_) {
    if (intent.entity.system == system) remember(intent);
  }
  std::ranges::stable_sort(memory.history, {}, &core::SentChange::at);
  co_return memory;
}

engine::Task<core::Status> MemoryStore::record(std::shared_ptr<const core::PassRecord> pass) {
  if (broken) co_return std::unexpected(*broken);
  if (pass->binding) bindings[pass->system] = *pass->binding;
  if (pass->enforced) enforced[pass->system] = *pass->enforced;
  for (const core::InventoryEntry& entry : pass->put) entries[entry.key] = entry;
  for (const core::AbsenceMark& mark : pass->marks) {
    core::InventoryEntry& entry = entries[mark.entity];
    if (entry.key.name.empty()) entry.id = mark.id;
    entry.key = mark.entity;
    entry.absent_since = mark.since;
    entry.absent_seen = mark.seen;
    entry.disabled = mark.disabled;
  }
  for (const core::EntityKey& key : pass->forget) entries.erase(key);
  audit.insert(audit.end(), pass->audit.begin(), pass->audit.end());
  co_return core::Status();
}

engine::Task<core::Status> MemoryStore::begin(std::vector<core::Intent> intents) {
  if (broken) co_return std::unexpected(*broken);
  std::map<core::EntityKey, core::Intent> begun = open;
  for (core::Intent& intent : intents) {
    const core::EntityKey key = intent.entity;
    if (!begun.emplace(key, std::move(intent)).second) {
      co_return std::unexpected(unfit(ErrorKind::conflict, core::to_text(key) + " has an open intent"));
    }
  }
  open = std::move(begun);
  ++commits;
  co_return core::Status();
}

void MemoryStore::close_one(const core::Closing& closing) {
  const auto at = std::ranges::find_if(open, [&](const auto& each) { return each.second.id == closing.intent_id; });
  if (closing.put) entries[closing.put->key] = *closing.put;
  if (closing.forget) entries.erase(at->first);
  if (auto counted = core::counted_as_sent(at->second, closing)) sent_.push_back(std::move(*counted));
  closed.emplace_back(at->second, closing.outcome);
  audit.push_back(closing.audit);
  open.erase(at);
}

engine::Task<core::Status> MemoryStore::close(std::vector<core::Closing> closings) {
  if (broken) co_return std::unexpected(*broken);
  for (const core::Closing& closing : closings) {
    const auto is_it = [&](const auto& each) { return each.second.id == closing.intent_id; };
    if (std::ranges::none_of(open, is_it)) {
      co_return std::unexpected(unfit(ErrorKind::invalid, closing.intent_id + " is not open"));
    }
  }
  for (const core::Closing& closing : closings) close_one(closing);
  ++commits;
  co_return core::Status();
}

engine::Task<core::Status> MemoryStore::consume_plan(std::string plan_id) {
  if (!consumed.insert(plan_id).second) {
    co_return std::unexpected(Error(ErrorKind::conflict, Delivery::refused, "this plan was applied before"));
  }
  co_return core::Status();
}

engine::Task<core::Status> MemoryStore::forget_system(std::string system, core::AuditRecord record) {
  if (broken) co_return std::unexpected(*broken);
  std::erase_if(entries, [&](const auto& entry) { return entry.first.system == system; });
  bindings.erase(system);
  enforced.erase(system);
  audit.push_back(std::move(record));
  co_return core::Status();
}

engine::Task<core::Result<core::Secret>> MemoryStore::load_token(std::string system, std::string name) {
  const auto at = tokens.find({system, name});
  co_return at == tokens.end() ? core::Secret() : core::Secret(at->second);
}

engine::Task<core::Status> MemoryStore::keep_token(std::string system, std::string name, core::Secret token) {
  if (broken) co_return std::unexpected(*broken);
  tokens[{system, name}] = token.reveal();
  co_return core::Status();
}

}  // namespace muster::support
