#include "daemon/resource_counts.h"

#include <algorithm>

#include "daemon/pass_facts.h"

namespace muster::daemon {
namespace {

std::string kind_name(const core::Catalog& catalog, std::uint16_t kind) {
  return kind < catalog.kinds.size() ? std::string(catalog.kinds[kind].name) : std::string("unknown");
}

// What one change says about its object; nothing: it is as asked by now.
std::string_view state_of(const core::Change& change, std::optional<core::Outcome> outcome) {
  if (outcome && is_done(*outcome)) return {};
  if (outcome && is_trouble(*outcome)) return "failed";
  if (core::is_blocked(change)) return change.by_drift ? "drifted" : "blocked";
  return change.by_drift ? "drifted" : "pending";
}

void count_changes(ResourceCounts& counts, const core::Plan& plan, std::size_t at, const Outcomes& outcomes,
                   const core::Catalog& catalog) {
  const core::SystemPlan& system = plan.systems[at];
  for (std::size_t i = 0; i < system.changes.size(); ++i) {
    const auto state = state_of(system.changes[i], outcomes.find(at, i));
    if (!state.empty()) ++counts[{kind_name(catalog, system.changes[i].kind), std::string(state)}];
  }
  for (const core::EntityKey& each : system.unmanaged) ++counts[{kind_of(&catalog, each.entity), "unmanaged"}];
}

}  // namespace

std::string kind_of(const core::Catalog* catalog, std::string_view entity) {
  if (catalog == nullptr) return std::string(entity);
  const auto at = std::ranges::find_if(
      catalog->kinds, [&](const core::KindSpec& kind) { return kind.entity == entity && kind.creates; });
  return std::string(at == catalog->kinds.end() ? entity : at->name);
}

ResourceCounts count_resources(const core::Plan& plan, const core::Report* report, const core::DesiredSystem& desired,
                               const core::Catalog& catalog) {
  ResourceCounts counts;
  const auto at = std::ranges::find(plan.systems, desired.spec.name, &core::SystemPlan::system);
  if (at == plan.systems.end()) return counts;
  count_changes(counts, plan, static_cast<std::size_t>(at - plan.systems.begin()), Outcomes(plan, report), catalog);
  std::map<std::string, std::size_t> open;
  for (const auto& [which, count] : counts) {
    if (which.state != "unmanaged") open[which.kind] += count;
  }
  std::map<std::string, std::size_t> documents;
  for (const core::DesiredObject& object : desired.objects) ++documents[kind_name(catalog, object.kind)];
  for (const auto& [kind, count] : documents) counts[{kind, "in_sync"}] = count - std::min(count, open[kind]);
  return counts;
}

}  // namespace muster::daemon
