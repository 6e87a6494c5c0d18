#include "reconciler/engine/passes.h"

#include <algorithm>
#include <iterator>

#include "reconciler/core/make_plan.h"
#include "reconciler/core/planning.h"

namespace muster::engine {

namespace {

// Beyond that many objects, one listing is cheaper than reading each.
constexpr std::size_t kMostRefreshed = 200;

core::PlanInputs inputs_of(const Observation& observation, const PassOrder& order, const LoopPorts& ports) {
  core::PlanInputs inputs;
  inputs.desired = order.desired;
  inputs.observed = observation.systems;
  inputs.memories = observation.memories;
  inputs.secret_versions = observation.secret_versions;
  inputs.catalogs = ports.catalogs;
  inputs.wall_now = ports.clock->wall_now();
  inputs.reports_drift = true;
  inputs.ceiling = order.ceiling;
  return inputs;
}

bool takes_something(const core::Change& change, const core::EntitySpec& entity) {
  return std::ranges::any_of(change.fields, [&](const core::FieldDifference& field) {
    return !field.removed.empty() || (entity.enabled_field && field.path == *entity.enabled_field);
  });
}

// An update that needs no proof of anything but the object itself.
bool is_plain(const core::Change& change, const core::Catalog& catalog) {
  return change.action == core::Action::update && !takes_something(change, catalog.entities[change.entity_index]);
}

std::vector<core::EntityKey> plain_changes(const core::Plan& plan, const core::Catalog& catalog) {
  std::vector<core::EntityKey> plain;
  for (const core::SystemPlan& system : plan.systems) {
    for (const core::Change& change : system.changes) {
      if (is_plain(change, catalog)) plain.push_back(change.entity);
    }
  }
  std::ranges::sort(plain);
  return plain;
}

std::size_t count_changes(const core::Plan& plan) {
  std::size_t count = plan.missing.size();
  for (const core::SystemPlan& system : plan.systems) count += system.changes.size() + system.adopted.size();
  return count;
}

std::vector<core::EntityKey> merged(const std::vector<core::EntityKey>& one,
                                    const std::vector<core::EntityKey>& other) {
  std::vector<core::EntityKey> both;
  std::ranges::set_union(one, other, std::back_inserter(both));
  return both;
}

}  // namespace

Task<core::Status> Passes::connect(std::shared_ptr<const core::Desired> desired) {
  const core::SystemSpec& spec = desired->find(system_)->spec;
  auto version = co_await ports_->connections->credential_version(spec);
  if (!version) co_return std::unexpected(version.error());
  if (reconciler_ && credential_version_ == *version) co_return core::Status();
  auto connected = co_await ports_->connections->connect(spec);
  if (!connected) co_return std::unexpected(connected.error());
  use(spec, std::move(*connected));
  co_return core::Status();
}

void Passes::use(const core::SystemSpec& spec, Connected connected) {
  snapshot_.reset();
  provider_ = std::move(connected.provider);
  credential_version_ = std::move(connected.credential_version);
  Ports ports;
  ports.clock = ports_->clock;
  ports.random = ports_->random;
  ports.store = ports_->store;
  ports.secrets = ports_->secrets;
  ports.events = ports_->events;
  ports.systems.emplace_back(system_, provider_.get(), spec);
  reconciler_ = std::make_unique<Reconciler>(std::move(ports));
  if (stopping_) reconciler_->stop();
}

Task<PassSummary> Passes::full(PassOrder order) {
  PassSummary pass;
  pass.system = system_;
  auto connected = co_await connect(order.desired);
  if (!connected) {
    pass.failure = connected.error();
    co_return pass;
  }
  const ObserveMode mode(false, order.lease != nullptr);
  Observation observation = co_await reconciler_->observe(order.desired, mode);
  pass.failure = observation.systems.front().failure;
  if (pass.failure) {
    snapshot_.reset();
    co_return pass;
  }
  pass.plan = co_await plan(&observation, &order, std::nullopt);
  keep(observation);
  co_await execute(&order, &pass);
  co_return pass;
}

Task<EditSummary> Passes::edit(PassOrder order, std::vector<core::EntityKey> touched) {
  EditSummary summary;
  summary.pass.system = system_;
  summary.pass.kind = PassKind::edit;
  std::vector<core::EntityKey> stale = merged(touched, written_);
  summary.needs_full = !can_edit() || !order.writes || stale.size() > kMostRefreshed;
  if (summary.needs_full) co_return summary;
  Observation snapshot = *snapshot_;
  Observation observation = co_await reconciler_->refresh(order.desired, std::move(snapshot), std::move(stale));
  auto whole = co_await plan(&observation, &order, touched);
  std::vector<core::EntityKey> plain = plain_changes(*whole, provider_->catalog());
  summary.needs_full = plain.size() < count_changes(*whole);
  keep(observation);
  if (plain.empty()) co_return summary;
  if (summary.needs_full) whole = co_await plan(&observation, &order, plain);
  summary.pass.plan = std::move(whole);
  co_await execute(&order, &summary.pass);
  co_return summary;
}

Task<std::shared_ptr<const core::Plan>> Passes::plan(const Observation* observation, const PassOrder* order,
                                                     std::optional<std::vector<core::EntityKey>> only) {
  core::PlanInputs inputs = inputs_of(*observation, *order, *ports_);
  inputs.selection.systems = {system_};
  inputs.source_complete = !only;
  inputs.selection.only = std::move(only);
  std::shared_ptr<const core::Plan> made;
  co_await ports_->compute->run(
      [&made, &inputs] { made = std::make_shared<const core::Plan>(core::make_plan(inputs)); });
  co_return made;
}

Task<void> Passes::execute(const PassOrder* order, PassSummary* pass) {
  if (!order->writes || order->lease == nullptr || stopping_) co_return;
  note_written(*pass->plan);
  core::Report report = co_await reconciler_->execute(pass->plan, order->desired, order->lease);
  pass->report = std::make_shared<const core::Report>(std::move(report));
}

void Passes::keep(const Observation& observation) {
  snapshot_ = observation;
  written_.clear();
}

void Passes::note_written(const core::Plan& plan) {
  for (const core::SystemPlan& system : plan.systems) {
    for (const core::Step& step : system.schedule.steps) written_.push_back(system.changes[step.change].entity);
  }
  std::ranges::sort(written_);
  written_.erase(std::unique(written_.begin(), written_.end()), written_.end());
}

void Passes::stop() {
  stopping_ = true;
  if (reconciler_) reconciler_->stop();
}

void Passes::disconnect() {
  reconciler_.reset();
  provider_.reset();
  snapshot_.reset();
}

std::optional<Duration> Passes::settle_delay() const {
  return reconciler_ ? reconciler_->settle_delay() : std::nullopt;
}

}  // namespace muster::engine
