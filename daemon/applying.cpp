#include "daemon/applying.h"

#include <fmt/format.h>

#include <algorithm>

#include "reconciler/core/render_json.h"
#include "reconciler/core/render_text.h"
#include "reconciler/core/report_document.h"

namespace muster::daemon {
namespace {

bool confirmed(const CommandContext& context, std::size_t changes) {
  if (context.options.yes) return true;
  context.console.err(fmt::format("\nApply {} change{}? [y/N] ",
                                  changes == 1 ? "this" : fmt::format("these {}", changes), changes == 1 ? "" : "s"));
  const auto answer = context.console.read_line();
  return answer && (*answer == "y" || *answer == "Y" || *answer == "yes");
}

// Executing also records what was taken over, and gives blocked changes their place in the report.
core::ExitCode finish(const CommandContext& context, App& app, const PlannedPass& pass) {
  const core::Report report = app.execute(pass.plan);
  const core::ReportDocument document = core::make_report_document(pass.document, report);
  if (context.json()) {
    context.console.out(core::render_json(pass.document, document));
  } else if (!report.results.empty() || !report.warnings.empty()) {
    context.console.out("\n" + core::render_text(document, answer_style(context)));
  }
  core::ExitFacts facts = pass.facts();
  facts.changes = false;  // they were made, or the report says why not
  facts |= core::facts_of(*pass.plan, report);
  return core::exit_code(facts);
}

}  // namespace

core::ExitCode apply_pass(const CommandContext& context, App& app, const PlannedPass& pass,
                          const std::string& plan_id) {
  if (!context.json()) context.console.out(core::render_text(pass.document, answer_style(context)));
  const std::size_t changes = pass.document.counts.actionable();
  if (changes > 0 && !confirmed(context, changes)) return fail(context, "declined: nothing was applied");
  if (!plan_id.empty()) {
    const auto consumed = app.consume_plan(plan_id);
    if (!consumed && consumed.error().kind == core::ErrorKind::conflict) {
      return fail(context, fmt::format("{}: it was applied before, and a saved plan is used once; save a new plan",
                                       context.options.plan_file));
    }
    if (!consumed) return fail(context, consumed.error());
  }
  return finish(context, app, pass);
}

}  // namespace muster::daemon
