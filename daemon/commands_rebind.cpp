#include "daemon/commands_rebind.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "daemon/app.h"
#include "daemon/manifests.h"
#include "reconciler/core/binding.h"

namespace muster::daemon {
namespace {

using Json = nlohmann::ordered_json;

struct Rebinding {
  std::string system;
  std::optional<core::Binding> before;
  core::Binding after;
};

std::string in_words(const std::optional<core::Binding>& binding) {
  if (!binding) return "nothing";
  const std::string where = fmt::format("{} at {}", binding->provider, binding->url);
  return binding->organisation.empty() ? where : fmt::format("{}, organisation {}", where, binding->organisation);
}

Json binding_json(const std::optional<core::Binding>& binding) {
  if (!binding) return nullptr;
  return {{"provider", binding->provider}, {"url", binding->url}, {"organisation", binding->organisation}};
}

// A look at the live system: its organisation is part of what it is bound to.
core::Result<Rebinding> look(App& app, const core::SystemSpec& spec) {
  engine::Observation observation = app.observe(false);
  for (const core::ObservedSystem& observed : observation.systems) {
    if (observed.system != spec.name) continue;
    if (observed.failure) return std::unexpected(core::within("rebinding " + spec.name, *observed.failure));
    Rebinding found;
    found.system = spec.name;
    found.after = core::present_binding(spec, observed.coverage);
    if (const auto memory = observation.memories.find(spec.name); memory != observation.memories.end()) {
      found.before = memory->second->binding;
    }
    return found;
  }
  return std::unexpected(core::Error(core::ErrorKind::not_found, "rebinding: nothing was observed"));
}

core::Status record(App& app, const Rebinding& rebinding) {
  auto pass = std::make_shared<core::PassRecord>();
  pass->system = rebinding.system;
  pass->binding = rebinding.after;
  core::AuditRecord& audit = pass->audit.emplace_back();
  audit.system = rebinding.system;
  audit.at = app.wall_now();
  audit.event = core::AuditEvent::bound;
  audit.entity.system = rebinding.system;
  audit.sentence = fmt::format("bound to {}, before to {}", in_words(rebinding.after), in_words(rebinding.before));
  return app.record(std::move(pass));
}

void show(const CommandContext& context, const Rebinding& rebinding, bool recorded) {
  if (context.json()) {
    const Json json = {{"formatVersion", 1},
                       {"system", rebinding.system},
                       {"before", binding_json(rebinding.before)},
                       {"after", binding_json(rebinding.after)},
                       {"rebound", recorded}};
    context.console.out(json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n");
    return;
  }
  core::StyledText text(answer_style(context));
  text.begin(0).add(rebinding.system, core::Tone::strong).end();
  text.begin(2).add("was bound to " + in_words(rebinding.before)).end();
  text.begin(2).add("leads to     " + in_words(rebinding.after)).end();
  context.console.out(text.take());
}

bool confirmed(const CommandContext& context) {
  if (context.options.yes) return true;
  context.console.err("\nWhat muster knows of it then speaks of the new one. Bind it? [y/N] ");
  const auto answer = context.console.read_line();
  return answer && (*answer == "y" || *answer == "Y" || *answer == "yes");
}

core::ExitCode rebind(const CommandContext& context, App& app, const core::SystemSpec& spec) {
  const auto found = look(app, spec);
  if (!found) return fail(context, found.error());
  if (found->before == found->after) {
    show(context, *found, false);
    remark(context, "It is bound to that already: nothing to do.");
    return core::ExitCode::done;
  }
  if (!context.json()) show(context, *found, false);
  if (!confirmed(context)) return fail(context, "declined: nothing was changed");
  if (const auto recorded = record(app, *found); !recorded) return fail(context, recorded.error());
  if (context.json()) show(context, *found, true);
  remark(context, "Bound.");
  return core::ExitCode::done;
}

std::optional<std::string_view> unaskable(const CommandContext& context) {
  const ConsoleFacts& facts = context.console.facts();
  if (context.options.yes) return std::nullopt;
  if (context.json()) return "--output json leaves no place to ask: add --yes to rebind without asking";
  if (facts.in_is_terminal && facts.err_is_terminal) return std::nullopt;
  return "there is no terminal to ask on: add --yes to rebind without asking";
}

}  // namespace

core::ExitCode run_rebind(const CommandContext& context) {
  const auto& systems = context.options.selection.systems;
  if (systems.size() != 1) return fail(context, "`muster rebind` takes exactly one --system");
  if (const auto why = unaskable(context)) return fail(context, *why);
  const auto manifests = load_manifests(context, context.options.sources);
  if (!manifests) return core::ExitCode::error;
  const auto desired = manifests->loaded.desired;
  // Nothing is settled here: writes in doubt belong to the installation that was left.
  const auto app = App::make(
      context, Wiring{desired, context.options.sources, context.options.selection, StateUse::create, true, false});
  if (!app) return fail(context, app.error());
  return rebind(context, **app, desired->find(systems.front())->spec);
}

}  // namespace muster::daemon
