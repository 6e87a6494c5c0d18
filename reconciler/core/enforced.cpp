#include "reconciler/core/enforced.h"

#include <algorithm>

namespace muster::core {

namespace {

Limit stricter(const Limit& one, const Limit& other) {
  return {std::min(one.percent, other.percent), std::min(one.number, other.number)};
}

}  // namespace

const EnforcedPolicy* EnforcedRecord::judge_of(std::string_view commit) const {
  if (!current) return nullptr;
  if (current->commit != commit) return &*current;
  return preceding ? &*preceding : nullptr;
}

EnforcedPolicy policy_of(const Desired& desired, const DesiredSystem& system, const Catalog& catalog) {
  EnforcedPolicy policy;
  policy.commit = desired.commit;
  policy.guards = system.spec.guards;
  const auto rows = system.table.rows();
  for (std::size_t i = 0; i < system.objects.size(); ++i) {
    ++policy.documents[std::string(catalog.kinds[system.objects[i].kind].name)];
    if (!system.objects[i].protect) continue;
    policy.protected_objects.emplace_back(system.spec.name, std::string(catalog.entities[rows[i].entity].name),
                                          std::string(rows[i].key.view()));
  }
  std::ranges::sort(policy.protected_objects);
  const auto is_here = [&](const Override& each) { return each.system == system.spec.name; };
  std::ranges::copy_if(desired.overrides, std::back_inserter(policy.overrides), is_here);
  return policy;
}

EnforcedRecord advance(EnforcedRecord record, EnforcedPolicy present) {
  if (record.current && record.current->commit == present.commit) return record;
  record.preceding = std::move(record.current);
  record.current = std::move(present);
  return record;
}

Guards stricter(const Guards& one, const Guards& other) {
  Guards guards;
  guards.max_removals = stricter(one.max_removals, other.max_removals);
  guards.max_updates = stricter(one.max_updates, other.max_updates);
  guards.max_member_removals = stricter(one.max_member_removals, other.max_member_removals);
  guards.min_admins = std::max(one.min_admins, other.min_admins);
  guards.required_admins = one.required_admins;
  for (const std::string& admin : other.required_admins) guards.required_admins.push_back(admin);
  std::ranges::sort(guards.required_admins);
  const auto repeated = std::ranges::unique(guards.required_admins);
  guards.required_admins.erase(repeated.begin(), repeated.end());
  return guards;
}

}  // namespace muster::core
