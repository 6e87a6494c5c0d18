// The report of an apply as it is shown. One value feeds every format.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "reconciler/core/plan_document.h"
#include "reconciler/core/report.h"

namespace muster::core {

inline constexpr std::array kOutcomes = {Outcome::verified, Outcome::lagging,  Outcome::diverged, Outcome::unchanged,
                                         Outcome::failed,   Outcome::skipped,  Outcome::stale,    Outcome::blocked,
                                         Outcome::in_doubt, Outcome::not_tried};

struct ResultView {
  std::string kind;
  EntityKey entity;
  std::string name;
  std::string variant;             // see ChangeView
  Action action = Action::update;  // what was to be done, also where it was blocked
  Outcome outcome = Outcome::not_tried;
  std::string sentence;
};

struct SystemReport {
  std::string system;
  std::vector<ResultView> results;  // in plan order
};

struct ReportDocument {
  std::string plan_id;
  std::string commit;
  std::array<std::size_t, kOutcomes.size()> counts{};  // by Outcome
  std::vector<SystemReport> systems;                   // only those with results
  std::vector<std::string> warnings;

  [[nodiscard]] std::size_t count(Outcome outcome) const { return counts[static_cast<std::size_t>(outcome)]; }
};

// Pure. `plan` is the document of the plan that the report is about; results of changes it does not have are dropped.
[[nodiscard]] ReportDocument make_report_document(const PlanDocument& plan, const Report& report);

}  // namespace muster::core
