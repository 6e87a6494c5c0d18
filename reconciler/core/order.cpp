#include "reconciler/core/order.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <queue>
#include <set>

#include "reconciler/core/fingerprint.h"
#include "reconciler/core/topological.h"

namespace muster::core {

namespace {

// First and last step of each change; the same for most.
struct StepsOf {
  std::uint32_t first = 0;
  std::uint32_t last = 0;
};

std::string fingerprint_of(const PlanningContext& context, const Change& change, const Step& step) {
  const EntitySpec& entity = context.entity(change);
  const Row* row = context.live(change);
  if (change.intended == Action::remove) return removal_fingerprint(entity, *context.observed.table, row);
  std::vector<FieldWish> wishes;
  for (const std::uint16_t index : step.wishes) wishes.push_back(change.wishes[index]);
  return fingerprint(entity, *context.observed.table, row, wishes);
}

// The changes on (or between) cycles of member moves: peel off whatever nobody waits for or waits for nobody.
std::set<std::uint32_t> on_move_cycles(const std::vector<Dependency>& dependencies) {
  std::set<std::pair<std::uint32_t, std::uint32_t>> edges;
  for (const Dependency& d : dependencies) {
    if (d.moves_member) edges.emplace(d.change, d.on);
  }
  for (bool again = true; again;) {
    std::set<std::uint32_t> waiting;
    std::set<std::uint32_t> awaited;
    for (const auto& [change, on] : edges) {
      waiting.insert(change);
      awaited.insert(on);
    }
    const auto is_loose = [&](const auto& edge) {
      return !awaited.contains(edge.first) || !waiting.contains(edge.second);
    };
    again = std::erase_if(edges, is_loose) > 0;
  }
  std::set<std::uint32_t> cyclic;
  for (const auto& [change, on] : edges) cyclic.insert({change, on});
  return cyclic;
}

class Steps {
 public:
  Steps(const PlanningContext& context, const std::vector<Change>& changes) : context_(context), changes_(changes) {}

  void add(std::uint32_t index, bool split) {
    const Change& change = changes_[index];
    std::vector<std::uint16_t> exclusive;
    std::vector<std::uint16_t> others;
    for (std::uint16_t i = 0; i < change.wishes.size(); ++i) {
      (split && moves_members(change, change.wishes[i]) ? exclusive : others).push_back(i);
    }
    const auto first = static_cast<std::uint32_t>(steps_.size());
    if (!exclusive.empty()) push({index, Part::release, exclusive, {}}, first);
    if (exclusive.empty() || !others.empty()) push({index, Part::whole, others, {}}, first);
    if (!exclusive.empty()) push({index, Part::acquire, exclusive, {}}, first);
    of_[index] = {first, static_cast<std::uint32_t>(steps_.size() - 1)};
  }

  [[nodiscard]] std::vector<Wait> waits_between(const std::vector<Dependency>& dependencies) {
    std::vector<Wait> waits = std::move(within_);
    for (const Dependency& d : dependencies) {
      if (!of_.contains(d.change) || !of_.contains(d.on)) continue;
      // An acquired member waits for the release alone; everything else for the end of the other change.
      const std::uint32_t step = d.moves_member ? of_[d.change].last : of_[d.change].first;
      const std::uint32_t on = d.moves_member ? of_[d.on].first : of_[d.on].last;
      waits.push_back({step, on, d.until});
    }
    return waits;
  }

  std::vector<Step> take() { return std::move(steps_); }

 private:
  [[nodiscard]] bool moves_members(const Change& change, const FieldWish& wish) const {
    const auto& reference = context_.entity(change).fields[wish.field].reference;
    return reference && reference->exclusive && !reference->steals;
  }

  void push(Step step, std::uint32_t first) {
    const auto index = static_cast<std::uint32_t>(steps_.size());
    // What an acquiring step writes, its releasing step has just changed.
    if (step.part != Part::acquire) step.fingerprint = fingerprint_of(context_, changes_[step.change], step);
    if (index > first) within_.push_back({index, index - 1, Until::accepted});
    steps_.push_back(std::move(step));
  }

  const PlanningContext& context_;
  const std::vector<Change>& changes_;
  std::vector<Step> steps_;
  std::vector<Wait> within_;
  std::map<std::uint32_t, StepsOf> of_;
};

bool is_late(const Change& change) { return change.intended == Action::remove; }

}  // namespace

Schedule make_schedule(const PlanningContext& context, std::vector<Change>& changes,
                       const std::vector<Dependency>& dependencies) {
  const std::set<std::uint32_t> cyclic = on_move_cycles(dependencies);
  Steps builder(context, changes);
  for (std::uint32_t i = 0; i < changes.size(); ++i) {
    if (!is_blocked(changes[i])) builder.add(i, cyclic.contains(i));
  }
  Schedule schedule;
  schedule.waits = builder.waits_between(dependencies);
  schedule.steps = builder.take();
  const auto late = [&](std::uint32_t step) { return is_late(changes[schedule.steps[step].change]); };
  const std::vector<std::uint32_t> circle = sort_topologically(schedule, late);
  if (circle.empty()) return schedule;
  for (const std::uint32_t change : circle) {
    block(changes[change], "cycle", "it waits for a change that waits for it: apply one of them by itself first");
  }
  return make_schedule(context, changes, dependencies);
}

}  // namespace muster::core
