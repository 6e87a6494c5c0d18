#include "tests/simulation/policy.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace muster::simulation {

namespace {

std::string limit(std::string_view name, const GuardNumbers& guard) {
  return fmt::format("    {}: {{share: {}%, number: {}}}\n", name, guard.percent, guard.number);
}

}  // namespace

std::string spec_text(const Policy& policy) {
  std::string text =
      fmt::format("  budget: {{requestsPerMinute: {}, share: {}%, concurrency: {}}}\n  guards:\n    minAdmins: {}\n",
                  policy.requests_per_minute, policy.share, policy.concurrency, policy.min_admins);
  if (!policy.required_admins.empty()) {
    text += fmt::format("    requiredAdmins: [{}]\n", fmt::join(policy.required_admins, ", "));
  }
  text += limit("maxRemovals", policy.removals) + limit("maxUpdates", policy.updates) +
          limit("maxMemberRemovals", policy.member_removals);
  text += fmt::format("  onDrift: {}\n", policy.corrects_drift ? "correct" : "report");
  text += fmt::format("  unmanaged: {{action: {}}}\n", policy.unmanaged);
  if (policy.delete_after.count() > 0) {
    text += fmt::format("  deleteAfter: {}m\n", policy.delete_after.count() / 60'000);
  }
  return text;
}

}  // namespace muster::simulation
