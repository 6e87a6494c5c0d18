#include "reconciler/engine/reconciler.h"

#include <algorithm>
#include <boost/asio/this_coro.hpp>

#include "reconciler/core/binding.h"
#include "reconciler/engine/executor.h"
#include "reconciler/engine/observer.h"
#include "reconciler/engine/recovery.h"
#include "reconciler/engine/refresh.h"
#include "reconciler/engine/task_group.h"

namespace muster::engine {

namespace {

// The slot one system's observation goes into. Slots are addressed by index, so order of arrival does not matter.
struct ObservationSlot {
  core::ObservedSystem observed;
  std::shared_ptr<const core::Memory> memory;
};

core::ObservedSystem failed_observation(const std::string& system, const core::Error& error) {
  core::ObservedSystem observed;
  observed.system = system;
  observed.table = std::make_shared<const core::Table>();
  observed.failure = error;
  return observed;
}

// What the tasks of one observation share; it outlives them.
struct Observing {
  std::shared_ptr<const core::Desired> desired;
  ObserveMode mode;
  Ports* ports = nullptr;
  Quarantine* quarantine = nullptr;
};

Task<core::Result<std::shared_ptr<const core::Memory>>> load_memory(const Observing* observing,
                                                                    const SystemPort* system) {
  const Ports& ports = *observing->ports;
  if (ports.store == nullptr) co_return std::make_shared<const core::Memory>();
  auto loaded = co_await ports.store->load(system->name, ports.clock->wall_now());
  if (!loaded) co_return std::unexpected(loaded.error());
  observing->quarantine->found(system->name, loaded->open, ports.clock->now(), quarantine_of(system->spec));
  co_return std::make_shared<const core::Memory>(std::move(*loaded));
}

// Until the writes in doubt are over, if that is soon enough.
Task<void> wait_for_quarantine(const Observing* observing, const SystemPort* system) {
  const Ports& ports = *observing->ports;
  const auto remaining = observing->quarantine->remaining(system->name, ports.clock->now());
  const Duration wait = remaining.value_or(Duration{0});
  if (!observing->mode.settles || wait <= Duration{0} || wait > observing->mode.patience) co_return;
  if (ports.events != nullptr) ports.events->waiting(system->name, "earlier writes in doubt to be over");
  co_await ports.clock->sleep(wait);
}

std::shared_ptr<const ObserveRequest> observe_request(const Observing& observing, const SystemPort& system,
                                                      const std::shared_ptr<const core::Memory>& memory) {
  auto request = std::make_shared<ObserveRequest>();
  request->everything = observing.mode.everything;
  const auto& desired = observing.desired;
  const core::DesiredSystem* of_system = desired ? desired->find(system.name) : nullptr;
  if (of_system != nullptr) request->desired = std::shared_ptr<const core::DesiredSystem>(desired, of_system);
  request->system = system;
  request->inventory = std::shared_ptr<const core::Inventory>(memory, &memory->inventory);
  return request;
}

// What another installation shows says nothing about writes that were sent to this one.
bool is_bound_to(const std::optional<core::Binding>& binding, const core::SystemSpec& spec,
                 const core::ObservedSystem& observed) {
  return !binding || core::is_same_installation(*binding, core::present_binding(spec, observed.coverage));
}

// Settles what it can, and loads the memory again if that changed it.
Task<void> settle_into(ObservationSlot* slot, const Observing* observing, const SystemPort* system, SteadyTime begun) {
  const Ports& ports = *observing->ports;
  if (!observing->mode.settles || ports.store == nullptr || slot->observed.failure) co_return;
  if (!is_bound_to(slot->memory->binding, system->spec, slot->observed)) co_return;
  auto request = std::make_shared<RecoveryRequest>();
  request->system = *system;
  request->open = observing->quarantine->over(slot->memory->open, begun);
  request->observed = &slot->observed;
  request->store = ports.store;
  request->clock = ports.clock;
  request->events = ports.events;
  std::shared_ptr<const RecoveryRequest> constant = std::move(request);
  auto settled = co_await settle_open(std::move(constant));
  if (!settled) {
    if (ports.events != nullptr) ports.events->warned(system->name, settled.error().what);
    co_return;
  }
  if (!*settled) co_return;
  auto again = co_await load_memory(observing, system);
  if (again) {
    slot->memory = std::move(*again);
  } else {
    slot->observed = failed_observation(system->name, again.error());
  }
}

Task<void> observe_into(ObservationSlot* slot, const Observing* observing, const SystemPort* system) {
  auto memory = co_await load_memory(observing, system);
  if (!memory) {
    slot->observed = failed_observation(system->name, memory.error());
    co_return;
  }
  slot->memory = std::move(*memory);
  co_await wait_for_quarantine(observing, system);
  const SteadyTime begun = observing->ports->clock->now();
  auto request = observe_request(*observing, *system, slot->memory);
  slot->observed = co_await observe_system(std::move(request), observing->ports->events);
  co_await settle_into(slot, observing, system, begun);
}

Task<void> refresh_into(ObservationSlot* slot, const Observing* observing,
                        std::shared_ptr<const RefreshRequest> request) {
  auto memory = co_await load_memory(observing, &request->system);
  if (!memory) {
    slot->observed = failed_observation(request->system.name, memory.error());
    co_return;
  }
  slot->memory = std::move(*memory);
  slot->observed = *request->snapshot;
  if (slot->observed.failure) co_return;
  slot->observed = co_await refresh_system(request);
}

Observation collect(std::vector<ObservationSlot> slots) {
  Observation observation;
  for (ObservationSlot& slot : slots) {
    if (slot.memory) observation.memories.emplace(slot.observed.system, std::move(slot.memory));
    observation.systems.push_back(std::move(slot.observed));
  }
  return observation;
}

void collect_references(const core::DesiredSystem& system, core::SecretVersions& references) {
  for (const core::Row& row : system.table.rows()) {
    for (const core::Cell& cell : system.table.cells(row)) {
      if (cell.kind == core::CellKind::secret) references.emplace(cell.value.view(), std::string());
    }
  }
}

// References that cannot be read are left out: whether such a secret changed is then unknown.
Task<core::SecretVersions> read_versions(std::shared_ptr<const core::Desired> desired, Ports* ports) {
  core::SecretVersions references;
  core::SecretVersions versions;
  for (const SystemPort& system : ports->systems) {
    const core::DesiredSystem* of_system = desired->find(system.name);
    if (of_system != nullptr) collect_references(*of_system, references);
  }
  for (const auto& [text, unused] : references) {
    core::SecretReference reference = core::parse_secret_reference(text);
    auto version = co_await ports->secrets->version(std::move(reference));
    if (version) versions.emplace(text, std::move(*version));
  }
  co_return versions;
}

Task<void> execute_into(core::Report* report, std::shared_ptr<const ExecuteRequest> request) {
  *report = co_await execute_system(std::move(request));
}

const SystemPort* find_port(const Ports& ports, const std::string& system) {
  const auto at = std::ranges::find(ports.systems, system, &SystemPort::name);
  return at == ports.systems.end() ? nullptr : &*at;
}

}  // namespace

Reconciler::Reconciler(Ports ports) : ports_(std::move(ports)) {}

// Secrets and memories as they are now: what is executed next was planned with them.
Task<void> Reconciler::take_over(std::shared_ptr<const core::Desired> desired, Observation* observation) {
  if (desired && ports_.secrets != nullptr) secret_versions_ = co_await read_versions(desired, &ports_);
  observation->secret_versions = secret_versions_;
  for (const auto& [system, memory] : observation->memories) memories_[system] = memory;
}

Task<Observation> Reconciler::observe(std::shared_ptr<const core::Desired> desired, ObserveMode mode) {
  const auto executor = co_await boost::asio::this_coro::executor;
  const Observing observing{desired, mode, &ports_, &quarantine_};
  std::vector<ObservationSlot> slots(ports_.systems.size());
  TaskGroup group(executor);
  for (std::size_t i = 0; i < slots.size(); ++i) {
    group.spawn(observe_into(&slots[i], &observing, &ports_.systems[i]));
  }
  co_await group.join();
  Observation observation = collect(std::move(slots));
  co_await take_over(std::move(desired), &observation);
  co_return observation;
}

Task<Observation> Reconciler::refresh(std::shared_ptr<const core::Desired> desired, Observation snapshot,
                                      std::vector<core::EntityKey> touched) {
  const auto executor = co_await boost::asio::this_coro::executor;
  const Observing observing{desired, ObserveMode(), &ports_, &quarantine_};
  std::vector<ObservationSlot> slots;
  slots.reserve(snapshot.systems.size());
  TaskGroup group(executor);
  for (core::ObservedSystem& system : snapshot.systems) {
    const SystemPort* port = find_port(ports_, system.system);
    if (port == nullptr) continue;
    auto request = std::make_shared<RefreshRequest>();
    request->system = *port;
    const core::DesiredSystem* of_system = desired ? desired->find(port->name) : nullptr;
    if (of_system != nullptr) request->desired = std::shared_ptr<const core::DesiredSystem>(desired, of_system);
    request->snapshot = std::make_shared<const core::ObservedSystem>(std::move(system));
    request->touched = touched;
    slots.emplace_back();
    std::shared_ptr<const RefreshRequest> constant = std::move(request);
    group.spawn(refresh_into(&slots.back(), &observing, std::move(constant)));
  }
  co_await group.join();
  Observation observation = collect(std::move(slots));
  co_await take_over(std::move(desired), &observation);
  co_return observation;
}

std::optional<Duration> Reconciler::settle_delay() const { return quarantine_.remaining("", ports_.clock->now()); }

Task<core::Report> Reconciler::execute(std::shared_ptr<const core::Plan> plan,
                                       std::shared_ptr<const core::Desired> desired, std::shared_ptr<Lease> lease) {
  const auto executor = co_await boost::asio::this_coro::executor;
  std::vector<core::Report> reports(plan->systems.size());
  TaskGroup group(executor);
  for (std::size_t i = 0; i < plan->systems.size(); ++i) {
    auto request = std::make_shared<ExecuteRequest>();
    if (const SystemPort* port = find_port(ports_, plan->systems[i].system)) request->system = *port;
    if (lease) request->system.lease = lease;
    request->plan = plan;
    request->plan_index = i;
    request->desired = desired;
    const auto memory = memories_.find(plan->systems[i].system);
    request->memory = memory != memories_.end() ? memory->second : std::make_shared<const core::Memory>();
    request->secret_versions = secret_versions_;
    request->ports = ports_;
    request->stopping = &stopping_;
    request->quarantine = &quarantine_;
    std::shared_ptr<const ExecuteRequest> constant = std::move(request);
    group.spawn(execute_into(&reports[i], std::move(constant)));
  }
  co_await group.join();
  core::Report all;
  for (core::Report& report : reports) {
    all.results.insert(all.results.end(), std::make_move_iterator(report.results.begin()),
                       std::make_move_iterator(report.results.end()));
    all.warnings.insert(all.warnings.end(), report.warnings.begin(), report.warnings.end());
  }
  co_return all;
}

}  // namespace muster::engine
