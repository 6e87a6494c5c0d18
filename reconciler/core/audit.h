// The audit trail: what was done, by whom it was asked for, and what came of it; one hash chain a system.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "reconciler/core/change.h"
#include "reconciler/core/time_text.h"

namespace muster::core {

enum class AuditEvent {
  write,      // a change was sent, or was going to be
  settled,    // what became of a write in doubt was found out
  adopted,    // a live object was taken over
  forgotten,  // an object or a whole system left the inventory
  privilege,  // a right was seen that was not there before, or is gone
  bound,      // the inventory was bound to an installation, or to another one by `muster rebind`
};
[[nodiscard]] std::string_view to_text(AuditEvent event);

// Values of secrets are masked before they get here.
struct AuditRecord {
  std::string system;
  WallMillis at{};
  AuditEvent event = AuditEvent::write;
  EntityKey entity;      // empty name: about the system as a whole
  std::string name;      // live spelling
  std::string person;    // label of the manifest that joins one person's objects; empty: none
  std::string action;    // to_text(Action)
  std::string outcome;   // to_text(Outcome)
  std::string sentence;  // the answer, or what was found
  std::string commit;
  std::string plan_id;
  std::string request_id;  // the intent's id
  std::vector<FieldDifference> fields;

  AuditRecord() = default;
};

// The bytes that are chained: one line of JSON that says number, time and everything else but the hashes.
[[nodiscard]] std::string audit_line(const AuditRecord& record, std::int64_t number);
// The record and the number that audit_line wrote; nothing for any other text. Text that is no UTF-8 comes back
// replaced.
struct NumberedRecord {
  std::int64_t number = 0;
  AuditRecord record;
};
[[nodiscard]] std::optional<NumberedRecord> parse_audit_line(std::string_view line);
// Hex SHA-256 over the predecessor's hash and the line. The first record's predecessor is "".
[[nodiscard]] std::string chain_hash(std::string_view previous, std::string_view line);

}  // namespace muster::core
