#include "reconciler/core/report_document.h"

#include <algorithm>

namespace muster::core {
namespace {

SystemReport& report_of(ReportDocument& document, const std::string& system) {
  auto at = std::ranges::find(document.systems, system, &SystemReport::system);
  if (at == document.systems.end()) at = document.systems.insert(at, SystemReport{system, {}});
  return *at;
}

ResultView view_of(const ChangeView& change, const ChangeResult& result) {
  return ResultView{change.kind,     change.entity,  change.name,    change.variant,
                    change.intended, result.outcome, result.sentence};
}

}  // namespace

ReportDocument make_report_document(const PlanDocument& plan, const Report& report) {
  ReportDocument document;
  document.plan_id = plan.id;
  document.commit = plan.commit;
  document.warnings = report.warnings;
  for (const ChangeResult& result : report.results) {
    const ChangeView* change = find_change(plan, result.system, result.change);
    if (change == nullptr) continue;
    report_of(document, change->entity.system).results.push_back(view_of(*change, result));
    ++document.counts[static_cast<std::size_t>(result.outcome)];
  }
  return document;
}

}  // namespace muster::core
