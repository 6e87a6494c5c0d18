#include "daemon/manifests.h"

#include <fmt/format.h>

#include <utility>

#include "daemon/manifest_files.h"
#include "daemon/stage_clock.h"
#include "providers/registry.h"
#include "reconciler/manifest/source_text.h"

namespace muster::daemon {
namespace {

using manifest::Problem;

Problem settings_problem(const core::Desired& desired, const core::SystemSpec& spec, const core::Error& error) {
  const std::string file = spec.place.file < desired.files.size() ? desired.files[spec.place.file] : "";
  return Problem{file, spec.place.line, spec.place.column, error.what, "settings"};
}

void judge_settings(manifest::Loaded& loaded) {
  if (!loaded.desired) return;
  for (const core::DesiredSystem& system : loaded.desired->systems) {
    const auto status = providers::check_settings(system.spec);
    if (!status) loaded.problems.push_back(settings_problem(*loaded.desired, system.spec, status.error()));
  }
}

}  // namespace

JudgedManifests judge_manifests(const std::vector<std::string>& sources) {
  ManifestFiles read = read_manifest_files(sources, manifest::kMostFileBytes);
  JudgedManifests judged;
  judged.files = read.files.size();
  judged.commit = read.commit;
  manifest::Loader loader(providers::all_catalogs());
  for (ManifestFile& file : read.files) loader.add(file.name, std::exchange(file.text, {}), file.folder);
  judged.loaded = loader.finish(read.commit);
  judge_settings(judged.loaded);
  judged.loaded.problems.insert(judged.loaded.problems.end(), read.problems.begin(), read.problems.end());
  manifest::sort_problems(judged.loaded.problems);
  return judged;
}

std::optional<JudgedManifests> load_manifests(const CommandContext& context, const std::vector<std::string>& sources) {
  if (sources.empty()) {
    (void)fail(context, "nothing to read; name a manifest or a folder of them with -f");
    return std::nullopt;
  }
  const StageClock stage(context, "load");
  JudgedManifests judged = judge_manifests(sources);
  const auto& [desired, problems, warnings, origins] = judged.loaded;
  if (!judged.valid()) {
    context.console.err(context.json() ? "" : problems_text(problems, warnings, diagnostic_style(context)));
    if (context.json()) context.console.out(problems_json(problems, warnings));
    return std::nullopt;
  }
  context.console.err(problems_text({}, warnings, diagnostic_style(context)));
  return judged;
}

}  // namespace muster::daemon
