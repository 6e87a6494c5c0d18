#include "daemon/commands_plan.h"

#include <fmt/format.h>

#include <filesystem>

#include "daemon/plan_file.h"
#include "daemon/planning.h"
#include "daemon/selection.h"
#include "daemon/stable_file.h"
#include "reconciler/core/render_json.h"
#include "reconciler/core/render_text.h"

namespace muster::daemon {
namespace {

std::vector<std::string> absolute(const std::vector<std::string>& paths) {
  std::vector<std::string> all;
  for (const std::string& path : paths) all.push_back(std::filesystem::absolute(path).lexically_normal().string());
  return all;
}

SavedPlan describe(const CommandContext& context, const PlannedPass& pass, App& app) {
  SavedPlan about;
  about.plan_id = app.random_id();
  about.muster_version = MUSTER_VERSION;
  about.commit = pass.plan->commit;
  about.sources = absolute(context.options.sources);
  about.selection = context.options.selection;
  about.prune = context.options.prune;
  about.created_at = pass.plan->made_at;
  about.expires_at = pass.plan->made_at + kPlanFileLifetime;
  about.secret_versions = pass.observation.secret_versions;
  return about;
}

core::Status save(const CommandContext& context, const PlannedPass& pass, App& app) {
  const auto key = app.state_key();
  if (!key) return std::unexpected(key.error());
  const std::string text = write_plan_file(describe(context, pass, app), core::render_json(pass.document), *key);
  return write_whole_file(context.options.out, text, true);
}

core::ExitCode show_and_save(const CommandContext& context, const PlannedPass& pass, App& app) {
  if (!context.options.out.empty()) {
    if (const auto saved = save(context, pass, app); !saved) return fail(context, saved.error());
  }
  context.console.out(context.json() ? core::render_json(pass.document)
                                     : core::render_text(pass.document, answer_style(context)));
  if (!context.options.out.empty()) {
    remark(context, fmt::format("Saved for 24 hours: apply it with `muster apply {}`", context.options.out));
  }
  return core::exit_code(pass.facts());
}

std::string_view missing_option(const Options& options) {
  if (options.output == OutputFormat::markdown) return "--output markdown";
  if (options.output == OutputFormat::html) return "--output html";
  return options.daemon_url.empty() ? "" : "--daemon";
}

// A plan takes no lease, and says so when somebody else has one.
void tell_writers(const CommandContext& context, App& app, const PlanScope& scope) {
  for (const core::DesiredSystem& system : scope.desired->systems) {
    if (!is_selected(scope.selection, system.spec.name)) continue;
    if (const auto writer = app.writer_of(system.spec.name)) {
      warn(context,
           fmt::format("{}: an apply is under way, by {}; the plan may be overtaken by it", system.spec.name, *writer));
    }
  }
}

}  // namespace

core::ExitCode run_plan(const CommandContext& context) {
  if (const auto missing = missing_option(context.options); !missing.empty()) return not_available(context, missing);
  const auto manifests = load_manifests(context, context.options.sources);
  if (!manifests) return core::ExitCode::error;
  const PlanScope scope{manifests->loaded.desired, context.options.selection, std::nullopt, {}, context.options.prune};
  const StateUse state = context.options.out.empty() ? StateUse::if_present : StateUse::create_key;
  const auto app = App::make(context, Wiring{scope.desired, context.options.sources, scope.selection, state});
  if (!app) return fail(context, app.error());
  tell_writers(context, **app, scope);
  return show_and_save(context, plan_pass(**app, scope), **app);
}

}  // namespace muster::daemon
