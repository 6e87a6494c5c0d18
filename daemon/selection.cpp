#include "daemon/selection.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

#include "providers/registry.h"
#include "reconciler/core/name.h"
#include "reconciler/manifest/suggestion.h"

namespace muster::daemon {
namespace {

core::Status known(std::string_view option, const std::string& word, const std::vector<std::string_view>& words) {
  if (std::ranges::find(words, word) != words.end()) return {};
  return std::unexpected(
      core::Error(core::ErrorKind::invalid,
                  fmt::format("{} {}: the manifests have no such {}; there is {}{}", option, word, option.substr(2),
                              manifest::listed(words), manifest::did_you_mean(word, words))));
}

std::vector<std::string_view> kinds_of(const core::Desired& desired) {
  std::vector<std::string_view> kinds;
  for (const core::DesiredSystem& system : desired.systems) {
    const core::Catalog* catalog = core::find_catalog(providers::all_catalogs(), system.spec.provider);
    for (const core::KindSpec& kind : catalog->kinds) {
      if (std::ranges::find(kinds, kind.name) == kinds.end()) kinds.push_back(kind.name);
    }
  }
  return kinds;
}

// A label that nothing carries is a slip: a run about nothing would look as if everything were well.
core::Status check_labels(const core::Selection& selection, const core::Desired& desired) {
  for (const auto& label : selection.labels) {
    const auto carries = [&](const core::DesiredObject& object) {
      const auto at = object.labels.find(label.first);
      return at != object.labels.end() && at->second == label.second;
    };
    const auto any = [&](const core::DesiredSystem& system) { return std::ranges::any_of(system.objects, carries); };
    if (std::ranges::any_of(desired.systems, any)) continue;
    return std::unexpected(core::Error(
        core::ErrorKind::invalid,
        fmt::format("--selector {}={}: no object of the manifests has this label", label.first, label.second)));
  }
  return {};
}

}  // namespace

core::Status check_selection(const core::Selection& selection, const core::Desired& desired) {
  std::vector<std::string_view> systems;
  for (const core::DesiredSystem& system : desired.systems) systems.push_back(system.spec.name);
  for (const std::string& system : selection.systems) {
    if (auto status = known("--system", system, systems); !status) return status;
  }
  const auto kinds = kinds_of(desired);
  for (const std::string& kind : selection.kinds) {
    if (auto status = known("--kind", kind, kinds); !status) return status;
  }
  return check_labels(selection, desired);
}

core::Status check_set_secrets(const std::vector<std::string>& names, const core::Desired& desired) {
  for (const std::string& name : names) {
    const auto is_on = [&](const core::DesiredSystem& system) {
      return std::ranges::any_of(system.table.rows(), [&](const core::Row& row) {
        return core::same(row.name.view(), name, core::Compare::folded);
      });
    };
    if (std::ranges::any_of(desired.systems, is_on)) continue;
    return std::unexpected(
        core::Error(core::ErrorKind::invalid,
                    fmt::format("--set-secrets {}: the manifests have no document of this name; give the name as "
                                "metadata.name says it",
                                name)));
  }
  return {};
}

bool is_selected(const core::Selection& selection, const std::string& system) {
  return selection.systems.empty() || std::ranges::find(selection.systems, system) != selection.systems.end();
}

}  // namespace muster::daemon
