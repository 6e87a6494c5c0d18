#include "daemon/audit_verify.h"

#include <fmt/format.h>

#include <algorithm>

namespace muster::daemon {
namespace {

// What is wrong with a row that follows `number` and `hash`; empty: nothing.
std::string fault_of(const AuditRow& row, std::int64_t number, const std::string& hash) {
  if (row.number != number + 1) return fmt::format("record {} is missing", number + 1);
  if (row.previous != hash) return fmt::format("record {} does not follow the one before it", row.number);
  if (row.hash != core::chain_hash(row.previous, row.line)) return fmt::format("record {} was changed", row.number);
  const auto said = core::parse_audit_line(row.line);
  if (said && said->number == row.number && said->record.system == row.system) return {};
  return fmt::format("record {} belongs elsewhere", row.number);
}

}  // namespace

AuditVerification::AuditVerification(const std::vector<AuditHead>& recorded, const std::vector<AuditHead>& checkpoint) {
  for (const AuditHead& head : recorded) chains_[head.system].recorded = head;
  for (const AuditHead& head : checkpoint) chains_[head.system].checkpoint = head;
}

void AuditVerification::add(const AuditRow& row) {
  Chain& chain = chains_[row.system];
  if (chain.fault.empty()) chain.fault = fault_of(row, chain.records, chain.last_hash);
  ++chain.records;
  chain.last_hash = row.hash;
  const auto& kept = chain.checkpoint;
  if (chain.fault.empty() && kept && kept->number == row.number && kept->hash != row.hash) {
    chain.fault = fmt::format("record {} is another one than the checkpoint remembers", row.number);
  }
}

std::vector<ChainVerdict> AuditVerification::finish() && {
  std::vector<ChainVerdict> verdicts;
  for (auto& [system, chain] : chains_) {
    const std::int64_t last =
        std::max(chain.recorded ? chain.recorded->number : 0, chain.checkpoint ? chain.checkpoint->number : 0);
    const bool other_end = !chain.recorded || chain.recorded->hash != chain.last_hash;
    if (chain.fault.empty() && chain.records < last) {
      chain.fault = fmt::format("the tail was cut: records up to {} were written", last);
    } else if (chain.fault.empty() && other_end) {
      chain.fault = "the end of the trail is another one than the store remembers";
    }
    verdicts.push_back({system, chain.records, std::move(chain.fault)});
  }
  return verdicts;
}

}  // namespace muster::daemon
