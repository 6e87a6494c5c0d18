#include "daemon/sqlite_journal.h"

#include <fmt/format.h>

#include "daemon/sqlite_inventory.h"
#include "reconciler/core/applied_text.h"

namespace muster::daemon {
namespace {

std::int64_t millis(core::WallMillis time) { return time.time_since_epoch().count(); }

// The text that the inventory has for fields serves here too: paths and wishes, any bytes.
std::string fields_text(const core::Intent& intent) {
  std::vector<core::AppliedField> fields;
  for (const core::IntentField& field : intent.fields) {
    core::AppliedField& kept = fields.emplace_back();
    kept.path = field.path;
    kept.wish = field.wish;
  }
  return core::to_json(fields);
}

core::Result<core::SentChange> read_change(const SqliteStatement& row, const std::string& system,
                                           const SqliteDatabase& database) {
  core::SentChange change;
  change.entity = core::EntityKey(system, std::string(row.text(1)), std::string(row.text(2)));
  change.at = core::WallMillis(std::chrono::milliseconds(row.number(0)));
  change.kind = row.text(3);
  change.action = static_cast<core::Action>(row.number(4));
  change.plan_id = row.text(5);
  change.member_removals = static_cast<std::size_t>(row.number(6));
  const auto fields = core::parse_applied_fields(row.text(7));
  if (!fields || change.action < core::Action::create || change.action > core::Action::blocked) {
    return std::unexpected(damaged(database, "what was sent to " + core::to_text(change.entity)));
  }
  for (const auto& field : *fields) change.fields.push_back({field.path, field.wish});
  return change;
}

core::Error still_open(const core::Intent& intent) {
  return {core::ErrorKind::conflict,
          fmt::format("writing {}: what became of an earlier write to it is not known yet; it is read first",
                      core::to_text(intent.entity))};
}

core::Error not_open(const std::string& id) {
  return {core::ErrorKind::invalid, fmt::format("closing the intent {}: it is not open", id)};
}

core::Result<core::Intent> parsed(SqliteDatabase& database, std::string_view text) {
  auto intent = core::parse_intent(text);
  if (!intent) return std::unexpected(damaged(database, "an open intent"));
  return std::move(*intent);
}

}  // namespace

core::Status insert_intents(SqliteDatabase& database, std::span<const core::Intent> intents) {
  auto insert = database.prepare("INSERT INTO open_intent(id,system,entity,name,intent) VALUES(?,?,?,?,?)");
  if (!insert) return std::unexpected(std::move(insert).error());
  for (const auto& intent : intents) {
    const std::string text = core::to_json(intent);
    insert->bind(1, intent.id).bind(2, intent.entity.system).bind(3, intent.entity.entity);
    auto inserted = insert->bind(4, intent.entity.name).bind(5, text).run();
    if (!inserted && inserted.error().kind == core::ErrorKind::conflict) return std::unexpected(still_open(intent));
    if (!inserted) return inserted;
  }
  return {};
}

core::Result<core::Intent> take_intent(SqliteDatabase& database, const std::string& id) {
  auto take = database.prepare("DELETE FROM open_intent WHERE id=? RETURNING intent");
  if (!take) return std::unexpected(std::move(take).error());
  auto found = take->bind(1, id).step();
  if (!found) return std::unexpected(std::move(found).error());
  if (!*found) return std::unexpected(not_open(id));
  return parsed(database, take->text(0));
}

core::Result<std::vector<core::Intent>> read_open(SqliteDatabase& database, const std::string& system) {
  auto rows = database.prepare("SELECT intent FROM open_intent WHERE system=? ORDER BY entity,name");
  if (!rows) return std::unexpected(std::move(rows).error());
  rows->bind(1, system);
  std::vector<core::Intent> open;
  for (;;) {
    auto more = rows->step();
    if (!more) return std::unexpected(std::move(more).error());
    if (!*more) return open;
    auto intent = parsed(database, rows->text(0));
    if (!intent) return std::unexpected(std::move(intent).error());
    open.push_back(std::move(*intent));
  }
}

core::Status insert_sent(SqliteDatabase& database, const core::Intent& intent) {
  auto insert = database.prepare(
      "INSERT OR REPLACE INTO sent(system,at,id,entity,name,kind,action,plan_id,member_removals,fields) "
      "VALUES(?,?,?,?,?,?,?,?,?,?)");
  if (!insert) return std::unexpected(std::move(insert).error());
  const std::string fields = fields_text(intent);
  insert->bind(1, intent.entity.system).bind(2, millis(intent.begun_at)).bind(3, intent.id);
  insert->bind(4, intent.entity.entity).bind(5, intent.entity.name).bind(6, intent.kind);
  insert->bind(7, static_cast<std::int64_t>(intent.action)).bind(8, intent.plan_id);
  return insert->bind(9, static_cast<std::int64_t>(intent.member_removals)).bind(10, fields).run();
}

core::Status prune_sent(SqliteDatabase& database, const std::string& system, core::WallMillis before) {
  auto remove = database.prepare("DELETE FROM sent WHERE system=? AND at<?");
  if (!remove) return std::unexpected(std::move(remove).error());
  return remove->bind(1, system).bind(2, millis(before)).run();
}

core::Result<std::vector<core::SentChange>> read_sent(SqliteDatabase& database, const std::string& system,
                                                      core::WallMillis since) {
  auto rows = database.prepare(
      "SELECT at,entity,name,kind,action,plan_id,member_removals,fields FROM sent WHERE system=? AND at>=? "
      "ORDER BY at,id");
  if (!rows) return std::unexpected(std::move(rows).error());
  rows->bind(1, system).bind(2, millis(since));
  std::vector<core::SentChange> sent;
  for (;;) {
    auto more = rows->step();
    if (!more) return std::unexpected(std::move(more).error());
    if (!*more) return sent;
    auto change = read_change(*rows, system, database);
    if (!change) return std::unexpected(std::move(change).error());
    sent.push_back(std::move(*change));
  }
}

}  // namespace muster::daemon
