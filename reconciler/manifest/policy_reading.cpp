#include "reconciler/manifest/policy_reading.h"

#include <fmt/format.h>

#include "reconciler/manifest/scalar.h"
#include "reconciler/manifest/words.h"

namespace muster::manifest {

namespace {

void read_int(const std::optional<Node>& node, std::string_view what, Bounds bounds, int& to, FileProblems& problems) {
  if (!node) return;
  const auto number = read_integer(*node, what, problems, bounds);
  if (number) to = static_cast<int>(*number);
}

void read_share(const std::optional<Node>& node, std::string_view what, int& to, FileProblems& problems) {
  if (!node) return;
  const auto percent = read_percent(*node, what, problems);
  if (percent) to = *percent;
}

// "10%" sets the share and 20 the number, each leaving the other; a map sets both.
void read_limit(const std::optional<Node>& node, std::string_view what, core::Limit& limit, FileProblems& problems) {
  constexpr Bounds kNumber{.least = 0, .most = kMostObjects};
  if (!node) return;
  if (node->is_map()) {
    check_keys(*node, what, kLimitKeys, problems);
    read_share(node->find("share"), fmt::format("{}.share", what), limit.percent, problems);
    read_int(node->find("number"), fmt::format("{}.number", what), kNumber, limit.number, problems);
    if (!node->find("share") || !node->find("number")) {
      problems.error(*node, "missing", fmt::format("{} as a map needs both share and number", what));
    }
  } else if (node->is_scalar() && !node->text().empty() &&
             node->text().find_first_not_of("0123456789") == std::string_view::npos) {
    read_int(node, what, kNumber, limit.number, problems);
  } else if (node->is_scalar() && node->text().ends_with('%')) {
    read_share(node, what, limit.percent, problems);
  } else {
    problems.error(*node, "type",
                   fmt::format("{} must be a share such as 10%, a number such as 20, or {{share: 10%, number: 20}}; a "
                               "guard can be set, never omitted",
                               what));
  }
}

}  // namespace

void read_budget(const Node& node, core::Budget& budget, FileProblems& problems) {
  if (!expect_map(node, "budget", problems)) return;
  check_keys(node, "budget", kBudgetKeys, problems);
  read_int(node.find("requestsPerMinute"), "budget.requestsPerMinute", {.least = 1, .most = kMostRequestsPerMinute},
           budget.requests_per_minute, problems);
  read_int(node.find("concurrency"), "budget.concurrency", {.least = 1, .most = kMostConcurrency}, budget.concurrency,
           problems);
  const auto share = node.find("share");
  const auto percent = share ? read_percent(*share, "budget.share", problems) : std::nullopt;
  if (percent == 0) {
    problems.error(*share, "value", "budget.share must be at least 1%; nothing could ever be sent");
  } else if (percent) {
    budget.share_percent = *percent;
  }
}

void read_guards(const Node& node, core::Guards& guards, FileProblems& problems, std::string_view what) {
  if (!expect_map(node, what, problems)) return;
  check_keys(node, what, kGuardKeys, problems);
  read_limit(node.find("maxRemovals"), fmt::format("{}.maxRemovals", what), guards.max_removals, problems);
  read_limit(node.find("maxUpdates"), fmt::format("{}.maxUpdates", what), guards.max_updates, problems);
  read_limit(node.find("maxMemberRemovals"), fmt::format("{}.maxMemberRemovals", what), guards.max_member_removals,
             problems);
  read_int(node.find("minAdmins"), fmt::format("{}.minAdmins", what), {.least = 1, .most = kMostObjects},
           guards.min_admins, problems);
  if (const auto admins = node.find("requiredAdmins")) {
    guards.required_admins =
        read_texts(*admins, fmt::format("{}.requiredAdmins", what), problems).value_or(guards.required_admins);
  }
}

void read_unmanaged(const Node& node, core::SystemSpec& spec, FileProblems& problems) {
  if (!expect_map(node, "unmanaged", problems)) return;
  check_keys(node, "unmanaged", kUnmanagedKeys, problems);
  if (const auto action = node.find("action")) {
    const auto choice = read_choice(*action, "unmanaged.action", problems, kUnmanagedActions);
    if (choice) spec.unmanaged_action = static_cast<core::UnmanagedAction>(*choice);
  }
  if (const auto except = node.find("except")) {
    spec.unmanaged_except = read_texts(*except, "unmanaged.except", problems).value_or(spec.unmanaged_except);
  }
}

}  // namespace muster::manifest
