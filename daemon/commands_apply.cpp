#include "daemon/commands_apply.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "daemon/applying.h"
#include "daemon/config.h"
#include "daemon/configured_key.h"
#include "daemon/plan_file.h"
#include "daemon/planning.h"
#include "daemon/selection.h"
#include "daemon/stable_file.h"

namespace muster::daemon {
namespace {

constexpr std::size_t kMostPlanBytes = std::size_t{1024} * 1024 * 1024;

core::ExitCode apply_manifests(const CommandContext& context) {
  const auto manifests = load_manifests(context, context.options.sources);
  if (!manifests) return core::ExitCode::error;
  const PlanScope scope{manifests->loaded.desired, context.options.selection, std::nullopt, context.options.set_secrets,
                        context.options.prune};
  if (const auto known = check_set_secrets(scope.set_secrets, *scope.desired); !known) {
    return fail(context, known.error());
  }
  const auto app =
      App::make(context, Wiring{scope.desired, context.options.sources, scope.selection, StateUse::create, true});
  if (!app) return fail(context, app.error());
  return apply_pass(context, **app, plan_pass(**app, scope), "");
}

core::Error plan_error(const std::string& path, std::string_view sentence) {
  return core::Error(core::ErrorKind::invalid, fmt::format("{}: {}", path, sentence));
}

core::WallMillis wall_now() { return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now()); }

// Of whoever sealed it: the key that the configuration names, else the one beside the store.
core::Result<core::Secret> sealing_key(const CommandContext& context) {
  if (context.config != nullptr && context.config->state_key) return configured_state_key(*context.config);
  return read_state_key(context.options);
}

core::Result<SavedPlan> open_plan(const CommandContext& context) {
  const std::string& path = context.options.plan_file;
  const auto text = read_stable_file(path, kMostPlanBytes);
  if (!text) return std::unexpected(plan_error(path, text.error().what));
  const auto key = sealing_key(context);
  if (!key) return std::unexpected(plan_error(path, key.error().what));
  auto plan = read_plan_file(*text, *key, wall_now());
  if (!plan) return std::unexpected(plan_error(path, plan.error().what));
  return plan;
}

// Secrets the plan was made with that are others now, or cannot be read any more.
std::optional<std::string> changed_secret(const SavedPlan& saved, const core::SecretVersions& now) {
  std::set<std::pair<std::string_view, std::string_view>> present;
  for (const auto& [reference, version] : now) present.emplace(core::as_stated(reference), version);
  for (const auto& [reference, version] : saved.secret_versions) {
    const std::string_view stated = core::as_stated(reference);
    if (!present.contains({stated, version})) return std::string(stated);
  }
  return std::nullopt;
}

const std::vector<std::string>& sources_of(const CommandContext& context, const SavedPlan& saved) {
  return context.options.sources.empty() ? saved.sources : context.options.sources;
}

core::ExitCode apply_opened(const CommandContext& context, const SavedPlan& saved, const PlanScope& scope) {
  const auto app =
      App::make(context, Wiring{scope.desired, sources_of(context, saved), scope.selection, StateUse::create, true});
  if (!app) return fail(context, app.error());
  engine::Observation observation = (*app)->observe(false);
  if (const auto secret = changed_secret(saved, observation.secret_versions)) {
    return fail(context, plan_error(context.options.plan_file,
                                    fmt::format("the secret {} is another one now; save a new plan", *secret)));
  }
  return apply_pass(context, **app, plan_pass(**app, scope, std::move(observation)), saved.plan_id);
}

core::ExitCode apply_saved(const CommandContext& context) {
  const auto saved = open_plan(context);
  if (!saved) return fail(context, saved.error());
  const auto manifests = load_manifests(context, sources_of(context, *saved));
  if (!manifests) return core::ExitCode::error;
  if (manifests->commit != saved->commit) {
    return fail(context,
                plan_error(context.options.plan_file,
                           fmt::format("it was saved for manifests of {}, and now they are {}; save a new plan",
                                       saved->commit, manifests->commit)));
  }
  return apply_opened(context, *saved,
                      PlanScope{manifests->loaded.desired, saved->selection, saved->approved, {}, saved->prune});
}

std::optional<std::string_view> unaskable(const CommandContext& context) {
  const ConsoleFacts& facts = context.console.facts();
  if (context.options.yes) return std::nullopt;
  if (context.json()) return "--output json leaves no place to ask: add --yes to apply without asking";
  if (facts.in_is_terminal && facts.err_is_terminal) return std::nullopt;
  return "there is no terminal to ask on: add --yes to apply without asking";
}

}  // namespace

core::ExitCode run_apply(const CommandContext& context) {
  if (const auto why = unaskable(context)) return fail(context, *why);
  return context.options.plan_file.empty() ? apply_manifests(context) : apply_saved(context);
}

}  // namespace muster::daemon
