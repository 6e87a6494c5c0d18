#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "reconciler/core/wish.h"
#include "reconciler/engine/execution.h"
#include "reconciler/engine/quarantine.h"
#include "reconciler/engine/task_group.h"
#include "reconciler/engine/wanted_fields.h"

#include <boost/asio/this_coro.hpp>

namespace muster::engine {

namespace {

using core::Outcome;

// What was seen of one object after the write. Nothing: it could not be read.
struct Seen {
  std::shared_ptr<const core::Table> table;
  const core::Row* row = nullptr;
  bool known = false;  // found, or proven absent
  std::string why;     // when not known
};

using SeenByStep = std::map<std::uint32_t, Seen>;

class ListingSink final : public PageSink {
 public:
  core::TableBuilder& rows() override { return builder_; }
  void page_read(std::string_view, std::size_t) override {}

 private:
  core::TableBuilder builder_;
};

Seen seen_in(const Execution& execution, std::uint32_t step, const std::shared_ptr<const core::Table>& table,
             const core::Coverage& coverage) {
  const core::Change& change = execution.change(step);
  Seen seen;
  seen.table = table;
  seen.row = table->find(change.entity_index, change.entity.name);
  const core::EntityCoverage& proof = coverage.entities.at(change.entity_index);
  seen.known = seen.row != nullptr || proof.complete;
  seen.why = proof.why_not;
  return seen;
}

Task<void> see_by_listing(Execution* execution, std::vector<std::uint32_t> steps, SeenByStep* seen) {
  auto scope = std::make_shared<Scope>();
  for (const std::uint32_t step : steps) {
    const core::Change& change = execution->change(step);
    scope->names.push_back(change.entity);
    scope->spelled.emplace(change.entity.name, change.name);
    scope->entities.insert(change.entity_index);
    for (const core::FieldWish& wish : change.wishes) scope->fields.emplace(change.entity_index, wish.field);
  }
  std::ranges::sort(scope->names);
  ListingSink sink;
  std::shared_ptr<const Scope> constant = std::move(scope);
  auto coverage = co_await execution->request->system.provider->observe(std::move(constant), sink);
  auto table = std::make_shared<const core::Table>(sink.rows().finish());
  for (const std::uint32_t step : steps) {
    Seen nothing;
    if (!coverage) nothing.why = coverage.error().what;
    (*seen)[step] = coverage ? seen_in(*execution, step, table, *coverage) : nothing;
  }
}

Task<void> see_one(Execution* execution, std::uint32_t step, SeenByStep* seen) {
  const core::Change& change = execution->change(step);
  WantedFields fields = fields_of(change);
  auto fresh =
      co_await execution->request->system.provider->read(change.entity, execution->sent[step].id, std::move(fields));
  Seen& one = (*seen)[step];
  if (!fresh && fresh.error().kind != core::ErrorKind::not_found && one.known) co_return;  // the listing said enough
  if (fresh) {
    one = {fresh->table, fresh->row(), true, {}};
  } else {
    one.known = fresh.error().kind == core::ErrorKind::not_found;
    one.why = fresh.error().what;
  }
}

bool needs_listing(const Execution& execution, std::uint32_t step) { return execution.sent[step].id.empty(); }

// A listing costs about what the observation cost; below that many objects, reading each is cheaper.
Task<void> see(Execution* execution, std::vector<std::uint32_t> steps, SeenByStep* seen) {
  const auto listing_cost = static_cast<std::size_t>(std::max(execution->plan.listing_requests, 1));
  const bool some_need_it =
      std::ranges::any_of(steps, [&](std::uint32_t step) { return needs_listing(*execution, step); });
  const bool listed = some_need_it || steps.size() > listing_cost;
  if (listed) {
    co_await see_by_listing(execution, steps, seen);
    std::erase_if(steps, [&](std::uint32_t step) {
      const bool lists_all = execution->entity(step).unlisted_without_role.empty();
      const bool removes = lists_all && execution->change(step).intended == core::Action::remove;
      const Seen& one = (*seen)[step];
      return one.row != nullptr || (removes && one.known) || needs_listing(*execution, step);
    });
  }
  const auto executor = co_await boost::asio::this_coro::executor;
  const auto limit = static_cast<std::size_t>(std::max(execution->desired.spec.budget.concurrency, 1));
  TaskGroup group(executor);
  for (const std::uint32_t step : steps) {
    while (group.running() >= limit) co_await group.wait_for_any();
    group.spawn(see_one(execution, step, seen));
  }
  co_await group.join();
  // Some vendors cannot say of one object that it is gone.
  std::erase_if(steps, [&](std::uint32_t step) {
    return (*seen)[step].known || execution->change(step).intended != core::Action::remove;
  });
  if (!steps.empty() && !listed) co_await see_by_listing(execution, steps, seen);
}

// A field of the step that nobody can see; empty: none. A secret is one.
std::string unseen_field(const Execution& execution, std::uint32_t step, const Seen& seen) {
  for (const std::uint16_t index : execution.step(step).wishes) {
    const core::FieldWish& wish = execution.change(step).wishes[index];
    const core::FieldRule& rule = execution.entity(step).fields[wish.field];
    const bool is_blind = wish.kind == core::WishKind::at_default && rule.blind_default;
    const bool is_seen = wish.kind != core::WishKind::secret && !is_blind && rule.readable != core::Readable::never &&
                         core::is_known(core::cells_of(seen.table->cells(*seen.row), wish.field));
    if (!is_seen) return std::string(rule.path);
  }
  return {};
}

// Whether what was seen is what the step asked for; `why` says what is not. An update that was answered is believed
// where it cannot be seen; one whose answer never came is not.
bool is_as_asked(const Execution& execution, std::uint32_t step, const Seen& seen, std::string& why) {
  const core::Change& change = execution.change(step);
  if (change.intended == core::Action::remove) {
    why = "it is still there";
    return seen.row == nullptr;
  }
  if (seen.row == nullptr) {
    why = "it is not there";
    return false;
  }
  std::string field;
  if (!core::holds(execution.step(step), change, *seen.table, *seen.row, execution.entity(step), field)) {
    why = fmt::format("{} is not as asked", field);
    return false;
  }
  if (!execution.states.is_in_doubt(step) || core::is_create(change)) return true;
  field = unseen_field(execution, step, seen);
  if (!field.empty()) why = fmt::format("{} cannot be read back", field);
  return field.empty();
}

void note_disturbed(Execution& execution, std::uint32_t step, const Seen& seen) {
  const auto fields = disturbed_fields(execution, step, LastSeen(seen.table.get(), seen.row));
  if (fields.empty()) return;
  execution.sent[step].disturbed = fmt::format("{} changed while muster wrote something else", fmt::join(fields, ", "));
  execution.warnings.push_back(fmt::format("{}: {}", execution.change(step).name, execution.sent[step].disturbed));
}

// Whether the write can neither arrive any more nor be hidden.
bool is_over(const Execution& execution, std::uint32_t step) {
  const SteadyTime over = execution.sent[step].answered + quarantine_of(execution.desired.spec);
  return execution.ports().clock->now() >= over;
}

// What is not known yet keeps its intent: a later observation settles it.
bool stays_open(Outcome outcome) { return outcome == Outcome::lagging || outcome == Outcome::in_doubt; }

StepEnd judge_late(const Execution& execution, std::uint32_t step, bool waited, const std::string& why) {
  if (!execution.sent[step].element_failure.empty()) {
    return StepEnd(Outcome::failed, execution.sent[step].element_failure);
  }
  if (!execution.states.is_in_doubt(step)) {
    return StepEnd(waited ? Outcome::diverged : Outcome::lagging, "the answer was a success, and " + why);
  }
  if (is_over(execution, step)) return StepEnd(Outcome::failed, "the write did not arrive: " + why);
  return StepEnd(Outcome::in_doubt, "the write may still arrive, or the vendor may be hiding it: " + why);
}

StepEnd judge(Execution& execution, std::uint32_t step, const Seen& seen, bool waited) {
  if (!seen.known) return StepEnd(Outcome::in_doubt, fmt::format("it could not be read back: {}", seen.why));
  std::string why;
  const bool as_asked = is_as_asked(execution, step, seen, why);
  note_disturbed(execution, step, seen);
  if (as_asked) return succeeded(execution, step, Outcome::verified, LastSeen(seen.table.get(), seen.row));
  StepEnd end = judge_late(execution, step, waited, why);
  if (!stays_open(end.outcome) && seen.row != nullptr) {
    note_part(execution, step, core::LiveObject(*seen.table, *seen.row, execution.entity(step)), end);
  }
  return end;
}

Task<void> conclude(Execution* execution, std::uint32_t step, std::shared_ptr<const Seen> seen, bool waited) {
  StepEnd end = judge(*execution, step, *seen, waited);
  if (stays_open(end.outcome)) {
    execution->states.finish(step, end.outcome, std::move(end.sentence));
  } else {
    co_await end_step(execution, step, std::move(end));
  }
}

bool is_settled(const Execution& execution, std::uint32_t step, const Seen& seen) {
  std::string why;
  return seen.known && is_as_asked(execution, step, seen, why);
}

}  // namespace

Task<void> read_back(Execution* execution) {
  std::vector<std::uint32_t> steps = execution->states.unverified();
  SeenByStep seen;
  co_await see(execution, steps, &seen);
  std::vector<std::uint32_t> late = steps;
  std::erase_if(late, [&](std::uint32_t step) { return is_settled(*execution, step, seen[step]); });
  const Duration delay = execution->desired.spec.duration("visibilityDelay");
  const bool waits = !late.empty() && delay <= kLongestLag;
  if (waits) {
    Events* events = execution->request->ports.events;
    if (events != nullptr) events->waiting(execution->request->system.name, "the vendor to show what was written");
    co_await execution->request->ports.clock->sleep(delay);
    co_await see(execution, late, &seen);
  }
  const auto executor = co_await boost::asio::this_coro::executor;
  TaskGroup group(executor);
  for (const std::uint32_t step : steps) {
    auto one = std::make_shared<const Seen>(seen[step]);
    group.spawn(conclude(execution, step, std::move(one), waits));
  }
  co_await group.join();
}

}  // namespace muster::engine
