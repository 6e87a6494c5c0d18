#include "reconciler/core/topological.h"

#include <algorithm>
#include <queue>
#include <set>
#include <tuple>

namespace muster::core {

namespace {

bool before(const Wait& a, const Wait& b) {
  return std::tuple(a.step, a.on, a.until) < std::tuple(b.step, b.on, b.until);
}

void renumber(Schedule& schedule, const std::vector<std::uint32_t>& order) {
  std::vector<std::uint32_t> position(order.size());
  std::vector<Step> steps;
  steps.reserve(order.size());
  for (std::uint32_t at = 0; at < order.size(); ++at) {
    position[order[at]] = at;
    steps.push_back(std::move(schedule.steps[order[at]]));
  }
  for (Wait& wait : schedule.waits) wait = {position[wait.step], position[wait.on], wait.until};
  std::ranges::sort(schedule.waits, before);
  const auto same = [](const Wait& a, const Wait& b) { return !before(a, b) && !before(b, a); };
  const auto repeated = std::ranges::unique(schedule.waits, same);
  schedule.waits.erase(repeated.begin(), repeated.end());
  schedule.steps = std::move(steps);
}

}  // namespace

std::vector<std::uint32_t> sort_topologically(Schedule& schedule, const std::function<bool(std::uint32_t)>& late) {
  const std::size_t count = schedule.steps.size();
  std::vector<std::vector<std::uint32_t>> dependants(count);
  std::vector<std::uint32_t> open(count, 0);
  for (const Wait& wait : schedule.waits) {
    dependants[wait.on].push_back(wait.step);
    ++open[wait.step];
  }
  using Ready = std::pair<bool, std::uint32_t>;
  std::priority_queue<Ready, std::vector<Ready>, std::greater<>> ready;
  for (std::uint32_t step = 0; step < count; ++step) {
    if (open[step] == 0) ready.emplace(late(step), step);
  }
  std::vector<std::uint32_t> order;
  order.reserve(count);
  while (!ready.empty()) {
    const std::uint32_t step = ready.top().second;
    ready.pop();
    order.push_back(step);
    for (const std::uint32_t dependant : dependants[step]) {
      if (--open[dependant] == 0) ready.emplace(late(dependant), dependant);
    }
  }
  if (order.size() == count) {
    renumber(schedule, order);
    return {};
  }
  std::set<std::uint32_t> circle;
  for (std::uint32_t step = 0; step < count; ++step) {
    if (open[step] > 0) circle.insert(schedule.steps[step].change);
  }
  return {circle.begin(), circle.end()};
}

}  // namespace muster::core
