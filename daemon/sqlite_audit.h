// The audit trail's rows: one hash chain a system. Every call belongs to a transaction of the caller.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "daemon/sqlite_database.h"
#include "reconciler/core/audit.h"

namespace muster::daemon {

// The end of one chain.
struct AuditHead {
  std::string system;
  std::int64_t number = 0;  // of the last record; they count from 1
  std::string hash;

  friend bool operator==(const AuditHead&, const AuditHead&) = default;
};

struct AuditRow {
  std::string system;
  std::int64_t number = 0;
  std::string line;
  std::string hash;
  std::string previous;
};

// Numbers and chains each record behind its system's last one.
[[nodiscard]] core::Status append_audit(SqliteDatabase& database, std::span<const core::AuditRecord> records);
// Sorted by system.
[[nodiscard]] core::Result<std::vector<AuditHead>> read_audit_heads(SqliteDatabase& database);
// Sorted by system and number.
[[nodiscard]] core::Status visit_audit(SqliteDatabase& database, const std::function<void(const AuditRow&)>& visit);

}  // namespace muster::daemon
