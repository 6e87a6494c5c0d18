// Plans and reports as text for terminals and pipes.
#pragma once

#include <string>

#include "reconciler/core/plan_document.h"
#include "reconciler/core/report_document.h"
#include "reconciler/core/styled_text.h"

namespace muster::core {

// What is incomplete comes first, the totals last, where a terminal shows them.
[[nodiscard]] std::string render_text(const PlanDocument& plan, const TextStyle& style);

// What was not verified is explained; long lists of what was verified are counted.
[[nodiscard]] std::string render_text(const ReportDocument& report, const TextStyle& style);

// "1 to create, 3 to update, 1 blocked"; "nothing to change" when all are 0.
[[nodiscard]] std::string counts_text(const ActionCounts& counts);

}  // namespace muster::core
