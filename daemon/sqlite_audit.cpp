#include "daemon/sqlite_audit.h"

namespace muster::daemon {
namespace {

core::Result<AuditHead> head_of(SqliteDatabase& database, const std::string& system) {
  auto row = database.prepare("SELECT number,hash FROM audit_head WHERE system=?");
  if (!row) return std::unexpected(std::move(row).error());
  auto found = row->bind(1, system).step();
  if (!found) return std::unexpected(std::move(found).error());
  AuditHead head;
  head.system = system;
  if (!*found) return head;
  head.number = row->number(0);
  head.hash = row->text(1);
  return head;
}

core::Status put_head(SqliteDatabase& database, const AuditHead& head) {
  auto put = database.prepare("INSERT OR REPLACE INTO audit_head(system,number,hash) VALUES(?,?,?)");
  if (!put) return std::unexpected(std::move(put).error());
  return put->bind(1, head.system).bind(2, head.number).bind(3, head.hash).run();
}

core::Status insert_row(SqliteStatement& insert, const AuditRow& row) {
  insert.bind(1, row.system).bind(2, row.number).bind(3, row.line).bind(4, row.hash).bind(5, row.previous);
  return insert.run();
}

core::Status append_one(SqliteDatabase& database, SqliteStatement& insert, const core::AuditRecord& record) {
  auto head = head_of(database, record.system);
  if (!head) return std::unexpected(std::move(head).error());
  AuditRow row;
  row.system = record.system;
  row.number = head->number + 1;
  row.line = core::audit_line(record, row.number);
  row.previous = head->hash;
  row.hash = core::chain_hash(row.previous, row.line);
  if (auto inserted = insert_row(insert, row); !inserted) return inserted;
  head->number = row.number;
  head->hash = row.hash;
  return put_head(database, *head);
}

}  // namespace

core::Status append_audit(SqliteDatabase& database, std::span<const core::AuditRecord> records) {
  if (records.empty()) return {};
  auto insert = database.prepare("INSERT INTO audit(system,number,line,hash,previous) VALUES(?,?,?,?,?)");
  if (!insert) return std::unexpected(std::move(insert).error());
  for (const auto& record : records) {
    if (auto appended = append_one(database, *insert, record); !appended) return appended;
  }
  return {};
}

core::Result<std::vector<AuditHead>> read_audit_heads(SqliteDatabase& database) {
  auto rows = database.prepare("SELECT system,number,hash FROM audit_head ORDER BY system");
  if (!rows) return std::unexpected(std::move(rows).error());
  std::vector<AuditHead> heads;
  for (;;) {
    auto more = rows->step();
    if (!more) return std::unexpected(std::move(more).error());
    if (!*more) return heads;
    AuditHead& head = heads.emplace_back();
    head.system = rows->text(0);
    head.number = rows->number(1);
    head.hash = rows->text(2);
  }
}

core::Status visit_audit(SqliteDatabase& database, const std::function<void(const AuditRow&)>& visit) {
  auto rows = database.prepare("SELECT system,number,line,hash,previous FROM audit ORDER BY system,number");
  if (!rows) return std::unexpected(std::move(rows).error());
  for (;;) {
    auto more = rows->step();
    if (!more) return std::unexpected(std::move(more).error());
    if (!*more) return {};
    AuditRow row;
    row.system = rows->text(0);
    row.number = rows->number(1);
    row.line = rows->text(2);
    row.hash = rows->text(3);
    row.previous = rows->text(4);
    visit(row);
  }
}

}  // namespace muster::daemon
