// What the calls of the store do, wherever they are done.
#include <fmt/format.h>

#include <algorithm>

#include "daemon/sqlite_inventory.h"
#include "daemon/sqlite_journal.h"
#include "daemon/sqlite_store.h"
#include "daemon/sqlite_systems.h"
#include "daemon/token_seal.h"
#include "reconciler/core/sent_history.h"

namespace muster::daemon {
namespace {

constexpr const char* kRead = "BEGIN";
constexpr const char* kWrite = "BEGIN IMMEDIATE";

// Longer than anybody asks for, so that a clock that was set back loses nothing.
constexpr auto kSentIsKept = 2 * core::kHistory;

core::Error used_before(const std::string& plan_id) {
  return {core::ErrorKind::conflict,
          fmt::format("using the saved plan {}: it was applied before, and a saved plan is used once; make a new plan",
                      plan_id.substr(0, 12))};
}

core::Error no_key(std::string_view system, std::string_view name) {
  return {core::ErrorKind::invalid,
          fmt::format("the token {} of {} needs the state key, and there is none; restore it", name, system)};
}

}  // namespace

core::Status SqliteStore::in_transaction(const std::function<core::Status()>& write) {
  auto transaction = SqliteTransaction::start(database_, kWrite);
  if (!transaction) return std::unexpected(std::move(transaction).error());
  if (auto written = write(); !written) return written;
  return transaction->commit();
}

// What was committed is committed: a checkpoint that cannot be written is the listener's concern.
void SqliteStore::tell_heads() {
  if (!choices_.on_audit) return;
  if (const auto heads = read_audit_heads(database_)) choices_.on_audit(*heads);
}

core::Result<core::Memory> SqliteStore::load_now(const std::string& system, core::WallMillis now) {
  auto transaction = SqliteTransaction::start(database_, kRead);
  if (!transaction) return std::unexpected(std::move(transaction).error());
  core::Memory memory;
  auto inventory = read_inventory(database_, system);
  if (!inventory) return std::unexpected(std::move(inventory).error());
  memory.inventory = std::move(*inventory);
  auto binding = read_binding(database_, system);
  if (!binding) return std::unexpected(std::move(binding).error());
  memory.binding = std::move(*binding);
  auto enforced = read_enforced(database_, system);
  if (!enforced) return std::unexpected(std::move(enforced).error());
  memory.enforced = std::move(*enforced);
  auto open = read_open(database_, system);
  if (!open) return std::unexpected(std::move(open).error());
  memory.open = std::move(*open);
  auto sent = read_sent(database_, system, now - core::kHistory);
  if (!sent) return std::unexpected(std::move(sent).error());
  memory.history = std::move(*sent);
  for (const core::Intent& intent : memory.open) {
    if (intent.begun_at >= now - core::kHistory) memory.history.push_back(sent_change(intent));
  }
  std::ranges::stable_sort(memory.history, {}, &core::SentChange::at);
  return memory;
}

core::Status SqliteStore::record_now(const core::PassRecord& pass) {
  if (pass.empty()) return {};
  auto recorded = in_transaction([&]() -> core::Status {
    if (pass.binding || pass.enforced) {
      if (auto known = remember_system(database_, pass.system); !known) return known;
    }
    if (pass.binding) {
      if (auto bound = put_binding(database_, pass.system, *pass.binding); !bound) return bound;
    }
    if (pass.enforced) {
      if (auto kept = put_enforced(database_, pass.system, *pass.enforced); !kept) return kept;
    }
    if (auto put = put_entries(database_, pass.put); !put) return put;
    if (auto marked = mark_absences(database_, pass.marks); !marked) return marked;
    if (auto removed = remove_entries(database_, pass.forget); !removed) return removed;
    return append_audit(database_, pass.audit);
  });
  if (recorded && !pass.audit.empty()) tell_heads();
  return recorded;
}

core::Status SqliteStore::begin_now(const std::vector<core::Intent>& intents) {
  if (intents.empty()) return {};
  return in_transaction([&] { return insert_intents(database_, intents); });
}

core::Status SqliteStore::close_one(const core::Closing& closing) {
  const auto intent = take_intent(database_, closing.intent_id);
  if (!intent) return std::unexpected(intent.error());
  if (const auto counted = core::counted_as_sent(*intent, closing)) {
    if (auto sent = insert_sent(database_, *counted); !sent) return sent;
  }
  if (auto pruned = prune_sent(database_, intent->entity.system, closing.audit.at - kSentIsKept); !pruned) {
    return pruned;
  }
  if (closing.put) {
    if (auto put = put_entries(database_, std::span(&*closing.put, 1)); !put) return put;
  }
  if (closing.forget) {
    if (auto removed = remove_entries(database_, std::span(&intent->entity, 1)); !removed) return removed;
  }
  return append_audit(database_, std::span(&closing.audit, 1));
}

core::Status SqliteStore::close_now(const std::vector<core::Closing>& closings) {
  if (closings.empty()) return {};
  auto closed = in_transaction([&]() -> core::Status {
    for (const core::Closing& closing : closings) {
      if (auto one = close_one(closing); !one) return one;
    }
    return {};
  });
  if (closed) tell_heads();
  return closed;
}

core::Status SqliteStore::consume_now(const std::string& plan_id) {
  auto insert = database_.prepare("INSERT INTO consumed_plan(id) VALUES(?)");
  if (!insert) return std::unexpected(std::move(insert).error());
  auto inserted = insert->bind(1, plan_id).run();
  if (!inserted && inserted.error().kind == core::ErrorKind::conflict) return std::unexpected(used_before(plan_id));
  return inserted;
}

core::Status SqliteStore::forget_now(const std::string& system, const core::AuditRecord& audit) {
  auto forgotten = in_transaction([&]() -> core::Status {
    if (auto entries = forget_inventory(database_, system); !entries) return entries;
    if (auto policy = forget_policy(database_, system); !policy) return policy;
    return append_audit(database_, std::span(&audit, 1));
  });
  if (forgotten) tell_heads();
  return forgotten;
}

core::Result<core::Secret> SqliteStore::load_token_now(const std::string& system, const std::string& name) {
  auto row = database_.prepare("SELECT sealed FROM token WHERE system=? AND name=?");
  if (!row) return std::unexpected(std::move(row).error());
  auto found = row->bind(1, system).bind(2, name).step();
  if (!found) return std::unexpected(std::move(found).error());
  if (!*found) return core::Secret();
  if (choices_.token_key.empty()) return std::unexpected(no_key(system, name));
  return open_token(choices_.token_key, {system, name}, row->text(0));
}

core::Status SqliteStore::keep_token_now(const std::string& system, const std::string& name,
                                         const core::Secret& token) {
  if (token.empty()) {
    auto remove = database_.prepare("DELETE FROM token WHERE system=? AND name=?");
    if (!remove) return std::unexpected(std::move(remove).error());
    return remove->bind(1, system).bind(2, name).run();
  }
  if (choices_.token_key.empty()) return std::unexpected(no_key(system, name));
  const auto sealed = seal_token(choices_.token_key, {system, name}, token);
  if (!sealed) return std::unexpected(sealed.error());
  auto insert = database_.prepare("INSERT OR REPLACE INTO token(system,name,sealed) VALUES(?,?,?)");
  if (!insert) return std::unexpected(std::move(insert).error());
  return insert->bind(1, system).bind(2, name).bind(3, *sealed).run();
}

core::Result<int> SqliteStore::forget_tokens(const std::string& system, const std::string& prefix) {
  std::int64_t count = 0;
  auto forgotten = in_transaction([&]() -> core::Status {
    auto counted = database_.prepare("SELECT COUNT(*) FROM token WHERE system=? AND substr(name,1,length(?2))=?2");
    if (!counted) return std::unexpected(std::move(counted).error());
    if (auto row = counted->bind(1, system).bind(2, prefix).step(); !row) return std::unexpected(row.error());
    count = counted->number(0);
    auto remove = database_.prepare("DELETE FROM token WHERE system=? AND substr(name,1,length(?2))=?2");
    if (!remove) return std::unexpected(std::move(remove).error());
    return remove->bind(1, system).bind(2, prefix).run();
  });
  if (!forgotten) return std::unexpected(forgotten.error());
  return static_cast<int>(count);
}

}  // namespace muster::daemon
