#include "reconciler/engine/reconciler.h"

#include <boost/asio/this_coro.hpp>

#include "reconciler/engine/executor.h"
#include "reconciler/engine/observer.h"
#include "reconciler/engine/task_group.h"

namespace muster::engine {

namespace {

// The slot one system's observation goes into. Slots are addressed by index, so order of arrival does not matter.
struct ObservationSlot {
  core::ObservedSystem observed;
  std::shared_ptr<const core::Inventory> inventory;
};

Task<void> observe_into(ObservationSlot* slot, SystemPort system, std::shared_ptr<const core::Desired> desired,
                        bool everything, Ports* ports) {
  auto request = std::make_shared<ObserveRequest>();
  auto inventory = std::make_shared<core::Inventory>();
  if (ports->store != nullptr) {
    auto loaded = co_await ports->store->load(system.name);
    if (!loaded) {
      slot->observed.system = system.name;
      slot->observed.table = std::make_shared<const core::Table>();
      slot->observed.failure = loaded.error();
      co_return;
    }
    *inventory = std::move(*loaded);
  }
  request->everything = everything;
  if (desired) {
    const core::DesiredSystem* of_system = desired->find(system.name);
    if (of_system != nullptr) request->desired = std::shared_ptr<const core::DesiredSystem>(desired, of_system);
  }
  request->system = std::move(system);
  request->inventory = inventory;
  std::shared_ptr<const ObserveRequest> constant = std::move(request);
  slot->observed = co_await observe_system(std::move(constant), ports->events);
  slot->inventory = std::move(inventory);
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

}  // namespace

Reconciler::Reconciler(Ports ports) : ports_(std::move(ports)) {}

Task<Observation> Reconciler::observe(std::shared_ptr<const core::Desired> desired, bool everything) {
  const auto executor = co_await boost::asio::this_coro::executor;
  std::vector<ObservationSlot> slots(ports_.systems.size());
  TaskGroup group(executor);
  for (std::size_t i = 0; i < slots.size(); ++i) {
    group.spawn(observe_into(&slots[i], ports_.systems[i], desired, everything, &ports_));
  }
  co_await group.join();
  Observation observation;
  for (ObservationSlot& slot : slots) {
    if (slot.inventory) observation.inventories.emplace(slot.observed.system, std::move(slot.inventory));
    observation.systems.push_back(std::move(slot.observed));
  }
  if (desired && ports_.secrets != nullptr) secret_versions_ = co_await read_versions(desired, &ports_);
  observation.secret_versions = secret_versions_;
  inventories_ = observation.inventories;
  co_return observation;
}

Task<core::Report> Reconciler::execute(std::shared_ptr<const core::Plan> plan,
                                       std::shared_ptr<const core::Desired> desired) {
  const auto executor = co_await boost::asio::this_coro::executor;
  std::vector<core::Report> reports(plan->systems.size());
  TaskGroup group(executor);
  for (std::size_t i = 0; i < plan->systems.size(); ++i) {
    auto request = std::make_shared<ExecuteRequest>();
    for (const SystemPort& system : ports_.systems) {
      if (system.name == plan->systems[i].system) request->system = system;
    }
    request->plan = plan;
    request->plan_index = i;
    request->desired = desired;
    const auto inventory = inventories_.find(plan->systems[i].system);
    request->inventory =
        inventory != inventories_.end() ? inventory->second : std::make_shared<const core::Inventory>();
    request->secret_versions = secret_versions_;
    request->ports = ports_;
    request->stopping = &stopping_;
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
