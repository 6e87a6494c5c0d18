#include "daemon/commands_offline.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "daemon/config_schema.h"
#include "daemon/config_words.h"
#include "daemon/manifests.h"
#include "daemon/output_folder.h"
#include "providers/registry.h"
#include "reconciler/core/display_text.h"
#include "reconciler/manifest/explain.h"
#include "reconciler/manifest/schema.h"

namespace muster::daemon {
namespace {

std::string counted(std::size_t count, std::string_view what) {
  return fmt::format("{} {}{}", count, what, count == 1 ? "" : "s");
}

// A document and its parts count once.
std::size_t documents_of(const core::DesiredSystem& system) {
  const core::Catalog* catalog = core::find_catalog(providers::all_catalogs(), system.spec.provider);
  return static_cast<std::size_t>(std::ranges::count_if(system.table.rows(), [&](const core::Row& row) {
    return catalog == nullptr || catalog->entities[row.entity].part_of.empty();
  }));
}

std::string verdict(const JudgedManifests& judged) {
  const auto& problems = judged.loaded.problems;
  if (judged.valid()) {
    std::size_t objects = 0;
    for (const core::DesiredSystem& system : judged.loaded.desired->systems) objects += documents_of(system);
    return fmt::format("Valid: {} on {} in {}, {}\n", counted(objects, "object"),
                       counted(judged.loaded.desired->systems.size(), "system"), counted(judged.files, "file"),
                       judged.commit);
  }
  std::set<std::string> files;
  for (const auto& problem : problems) files.insert(problem.file);
  return fmt::format("\nNot valid: {} in {}\n", counted(problems.size(), "mistake"), counted(files.size(), "file"));
}

core::ExitCode say_text(const CommandContext& context, const std::string& text) {
  if (context.json()) {
    context.console.out(nlohmann::ordered_json{{"formatVersion", 1}, {"text", text}}.dump(2) + "\n");
  } else {
    context.console.out(text.ends_with('\n') ? text : text + "\n");
  }
  return core::ExitCode::done;
}

core::ExitCode explain_origin_of(const CommandContext& context) {
  const auto manifests = load_manifests(context, context.options.sources);
  if (!manifests) return core::ExitCode::error;
  return say_text(context, manifest::explain_origin(manifests->loaded, context.options.topic));
}

bool is_named(const manifest::SchemaFile& schema, const std::string& name) {
  return schema.file == name || schema.file == name + ".schema.json";
}

}  // namespace

core::ExitCode run_validate(const CommandContext& context) {
  if (context.options.sources.empty() && context.config != nullptr) {
    return say_text(context, fmt::format("Valid: {}", context.options.config));
  }
  if (context.options.sources.empty())
    return fail(context, "nothing to read; name a manifest or a folder of them with -f");
  const JudgedManifests judged = judge_manifests(context.options.sources);
  const auto& [desired, problems, warnings, origins] = judged.loaded;
  if (context.json()) {
    context.console.out(problems_json(problems, warnings));
  } else {
    context.console.out(problems_text(problems, warnings, answer_style(context)));
    if (!context.options.quiet || !judged.valid()) context.console.out(verdict(judged));
  }
  return judged.valid() ? core::ExitCode::done : core::ExitCode::error;
}

core::ExitCode run_explain(const CommandContext& context) {
  if (context.options.origin) return explain_origin_of(context);
  const std::string& provider = context.options.provider;
  const auto only = provider.empty() ? std::nullopt : std::optional<std::string_view>(provider);
  const bool of_config = context.options.topic == kConfigKind || context.options.topic.starts_with("Daemon.");
  const auto explanation = of_config ? explain_config(context.options.topic)
                                     : manifest::explain(providers::all_catalogs(), context.options.topic, only);
  return explanation.found ? say_text(context, explanation.text) : fail(context, explanation.text);
}

core::ExitCode run_schema(const CommandContext& context) {
  auto schemas = manifest::generate_schemas(providers::all_catalogs());
  schemas.push_back(config_schema());
  if (!context.options.out.empty()) {
    std::vector<OutputFile> files;
    for (const auto& schema : schemas) files.push_back({schema.file, schema.text});
    return write_folder(context, files, Existing::replace);
  }
  const std::string wanted = context.options.topic.empty() ? "muster" : context.options.topic;
  const auto at = std::ranges::find_if(schemas, [&](const auto& schema) { return is_named(schema, wanted); });
  if (at != schemas.end()) {
    context.console.out(at->text);
    return core::ExitCode::done;
  }
  std::string names;
  for (const auto& schema : schemas) {
    names +=
        (names.empty() ? "" : ", ") + schema.file.substr(0, schema.file.size() - std::string(".schema.json").size());
  }
  return fail(context, fmt::format("there is no schema \"{}\"; there are {}", wanted, names));
}

}  // namespace muster::daemon
