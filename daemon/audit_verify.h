// Whether an audit trail is what was written: every chain is computed again and compared with the checkpoint. Pure.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "daemon/sqlite_audit.h"

namespace muster::daemon {

struct ChainVerdict {
  std::string system;
  std::int64_t records = 0;
  std::string fault;  // one sentence: the first thing that is wrong; empty: nothing is

  friend bool operator==(const ChainVerdict&, const ChainVerdict&) = default;
};

// Rows are added in order of system and number.
class AuditVerification {
 public:
  // The chain's ends that are to be found; what the trail has beyond the checkpoint is allowed.
  AuditVerification(const std::vector<AuditHead>& recorded, const std::vector<AuditHead>& checkpoint);

  void add(const AuditRow& row);
  // One for each system that has records, or should have; sorted.
  [[nodiscard]] std::vector<ChainVerdict> finish() &&;

 private:
  struct Chain {
    std::int64_t records = 0;
    std::string last_hash;
    std::string fault;
    std::optional<AuditHead> recorded;
    std::optional<AuditHead> checkpoint;
  };
  std::map<std::string, Chain, std::less<>> chains_;
};

}  // namespace muster::daemon
