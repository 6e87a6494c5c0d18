#include "daemon/commands_live.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "daemon/output_folder.h"
#include "daemon/planning.h"
#include "providers/registry.h"
#include "reconciler/core/display_text.h"
#include "reconciler/manifest/export.h"

namespace muster::daemon {
namespace {

using Json = nlohmann::ordered_json;

// What was read of the selected systems, and the plan that says what is unmanaged.
struct LiveLook {
  std::shared_ptr<const core::Desired> desired;
  PlannedPass pass;

  [[nodiscard]] const core::Catalog& catalog(const std::string& system) const {
    return *core::find_catalog(providers::all_catalogs(), desired->find(system)->spec.provider);
  }
};

// Says what could not be read; the code of a look that changes nothing.
core::ExitCode judge(const CommandContext& context, const PlannedPass& pass) {
  for (const core::Missing& missing : pass.plan->missing) {
    warn(context, fmt::format("{}: {}", missing.system, missing.sentence));
  }
  core::ExitFacts facts = pass.facts();
  facts.changes = false;
  facts.blocked = false;
  return core::exit_code(facts);
}

std::optional<LiveLook> look(const CommandContext& context) {
  const auto manifests = load_manifests(context, context.options.sources);
  if (!manifests) return std::nullopt;
  const PlanScope scope{manifests->loaded.desired, context.options.selection, std::nullopt};
  const auto app =
      App::make(context, Wiring{scope.desired, context.options.sources, scope.selection, StateUse::if_present});
  if (!app) {
    (void)fail(context, app.error());
    return std::nullopt;
  }
  return LiveLook{scope.desired, plan_pass(**app, scope, (*app)->observe(true))};
}

manifest::ExportOptions export_options(const CommandContext& context, const std::string& system) {
  manifest::ExportOptions options;
  options.system = system;
  options.sets = context.options.include_sets ? manifest::SetStyle::include : manifest::SetStyle::exact;
  options.split_by_team = context.options.split == "team";
  return options;
}

std::vector<OutputFile> exported(const CommandContext& context, const LiveLook& live) {
  std::vector<OutputFile> files;
  for (const core::ObservedSystem& observed : live.pass.observation.systems) {
    if (observed.failure) continue;
    const auto options = export_options(context, observed.system);
    for (auto& file : manifest::export_manifests(live.catalog(observed.system), *observed.table, options)) {
      files.push_back({std::move(file.file), std::move(file.text)});
    }
  }
  return files;
}

core::ExitCode print_files(const CommandContext& context, const std::vector<OutputFile>& files) {
  Json json = {{"formatVersion", 1}, {"files", Json::array()}};
  std::string text;
  for (const OutputFile& file : files) {
    json["files"].push_back(Json{{"file", file.name}, {"text", file.text}});
    text += file.text;
  }
  context.console.out(context.json() ? json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n" : text);
  return core::ExitCode::done;
}

std::optional<std::string_view> export_misuse(const Options& options) {
  if (options.split.empty()) return std::nullopt;
  if (options.split != "team") return "--split knows team alone";
  return options.out.empty() ? std::optional<std::string_view>("--split writes several files: name a folder with --out")
                             : std::nullopt;
}

struct UnmanagedObject {
  core::EntityKey key;
  std::string name;
  std::string document;
};

std::vector<UnmanagedObject> unmanaged_of(const LiveLook& live, const core::SystemPlan& system) {
  std::vector<UnmanagedObject> objects;
  const core::Catalog& catalog = live.catalog(system.system);
  const auto observed = std::ranges::find(live.pass.observation.systems, system.system, &core::ObservedSystem::system);
  for (const core::EntityKey& key : system.unmanaged) {
    const core::Row* row = observed->table->find(catalog.find_entity(key.entity).value(), key.name);
    if (row == nullptr) continue;
    manifest::ExportOptions options;
    options.system = system.system;
    objects.push_back(
        {key, std::string(row->name.view()), manifest::export_document(catalog, *observed->table, *row, options)});
  }
  return objects;
}

// Comments and documents: the output can be kept as a manifest.
std::string unmanaged_text(const std::string& system, const std::vector<UnmanagedObject>& objects) {
  if (objects.empty()) return fmt::format("# {}: every live object has a manifest.\n", system);
  std::string text =
      fmt::format("# {}: {} live object{} without a manifest. Each document below adopts one as it is.\n", system,
                  objects.size(), objects.size() == 1 ? "" : "s");
  for (const UnmanagedObject& object : objects) {
    text += fmt::format("#   {} {}\n", object.key.entity, core::printable(object.name));
  }
  for (const UnmanagedObject& object : objects) text += object.document;
  return text;
}

Json unmanaged_json(const std::string& system, const std::vector<UnmanagedObject>& objects) {
  Json json = {{"system", system}, {"objects", Json::array()}};
  for (const UnmanagedObject& object : objects) {
    json["objects"].push_back(Json{
        {"entity", object.key.entity}, {"key", object.key.name}, {"name", object.name}, {"manifest", object.document}});
  }
  return json;
}

}  // namespace

// Where nobody is listed, those are exported whom the manifests name.
std::optional<std::string> nobody_named(const LiveLook& live) {
  for (const core::ObservedSystem& observed : live.pass.observation.systems) {
    const core::Catalog& catalog = live.catalog(observed.system);
    if (observed.failure || !catalog.by_name) continue;
    return fmt::format(
        "{} lists nobody, so there is nothing to export of {}: name the users with -f; a document of "
        "kind {} with `spec: {{}}` is enough",
        catalog.title, observed.system, catalog.kinds.front().name);
  }
  return std::nullopt;
}
core::ExitCode run_export(const CommandContext& context) {
  if (const auto wrong = export_misuse(context.options)) return fail(context, *wrong);
  const auto live = look(context);
  if (!live) return core::ExitCode::error;
  const core::ExitCode code = judge(context, live->pass);
  const auto files = exported(context, *live);
  const auto nobody = files.empty() ? nobody_named(*live) : std::nullopt;
  if (nobody) return fail(context, *nobody);
  const core::ExitCode said =
      context.options.out.empty() ? print_files(context, files) : write_folder(context, files, Existing::keep);
  return said == core::ExitCode::done ? code : said;
}

core::ExitCode run_unmanaged(const CommandContext& context) {
  const auto live = look(context);
  if (!live) return core::ExitCode::error;
  Json json = {{"formatVersion", 1}, {"systems", Json::array()}};
  std::string text;
  for (const core::SystemPlan& system : live->pass.plan->systems) {
    const auto objects = unmanaged_of(*live, system);
    text += unmanaged_text(system.system, objects);
    json["systems"].push_back(unmanaged_json(system.system, objects));
  }
  context.console.out(context.json() ? json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n" : text);
  return judge(context, live->pass);
}

}  // namespace muster::daemon
