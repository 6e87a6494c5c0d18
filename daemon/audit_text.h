// Records of the audit trail as people and programs read them.
#pragma once

#include <string>
#include <vector>

#include "reconciler/core/audit.h"
#include "reconciler/core/styled_text.h"

namespace muster::daemon {

enum class AuditDetail { one_line, everything };

[[nodiscard]] std::string audit_text(const std::vector<core::NumberedRecord>& records, AuditDetail detail,
                                     const core::TextStyle& style);
[[nodiscard]] std::string audit_json(const std::vector<core::NumberedRecord>& records);

}  // namespace muster::daemon
