#include "reconciler/core/cost.h"

#include <algorithm>
#include <set>

namespace muster::core {

int requests_of(const PlanningContext& context, const Change& change) {
  const int read = is_create(change) ? 0 : 1;
  if (change.intended == Action::remove) return read + 1;
  int member_calls = 0;
  std::set<std::string_view> whole_calls;
  for (const FieldWish& wish : change.wishes) {
    const FieldRule& rule = context.entity(change).fields[wish.field];
    const bool is_delta = wish.kind == WishKind::set && rule.on_change == OnChange::write;
    const bool one_by_one = is_delta && rule.type == ValueType::text_set && !rule.batched;
    const FieldDifference* difference = one_by_one ? find_difference(change, rule.path) : nullptr;
    if (difference == nullptr) {
      whole_calls.insert(rule.resource);
    } else {
      member_calls += static_cast<int>(difference->added.size() + difference->removed.size());
    }
  }
  return read + static_cast<int>(whole_calls.size()) + member_calls;
}

int read_back_requests(const PlanningContext& context, const std::vector<Change>& changes) {
  const auto is_written = [](const Change& change) { return !is_blocked(change); };
  const auto written = static_cast<int>(std::ranges::count_if(changes, is_written));
  return std::min(written, std::max(context.observed.coverage.requests, 1));
}

std::chrono::seconds duration_of(const Budget& budget, int requests) {
  const double per_minute = std::max(1.0, budget.requests_per_minute * (budget.share_percent / 100.0));
  return std::chrono::seconds(static_cast<long>(static_cast<double>(requests) * 60.0 / per_minute));
}

}  // namespace muster::core
