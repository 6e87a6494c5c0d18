// One simulated Genesys Web Services site, its manifests and a muster, in virtual time and from one seed.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "providers/registry.h"
#include "providers/simulators/genesys_gws/organisation.h"
#include "providers/simulators/genesys_gws/simulator.h"
#include "providers/simulators/in_process.h"
#include "reconciler/engine/reconciler.h"
#include "reconciler/manifest/loader.h"
#include "tests/support/model_provider.h"
#include "tests/support/random_manifests.h"
#include "tests/support/virtual_clock.h"

namespace muster::support {

namespace gws = simulators::gws;

class GwsSite {
 public:
  explicit GwsSite(std::uint64_t seed) : GwsSite(seed, random_world(seed)) {
    manifests_ = random_manifests(simulator_.world(), random_);
    load({{"site.yaml", manifests_.text}});
  }

  // A site of its own; load() gives it manifests.
  GwsSite(std::uint64_t seed, gws::World world) : random_(seed), simulator_(std::move(world)) {
    secrets_.values = {{"env:GWS_PASSWORD", std::string(gws::kServicePassword)}, {"env:JOINER_PASSWORD", "joiner-1"}};
  }

  // Files by name, in the order in which they are read.
  void load(const std::vector<std::pair<std::string, std::string>>& files) {
    manifest::Loader loader(providers::all_catalogs());
    for (const auto& [name, text] : files) loader.add(name, text, ".");
    manifest::Loaded loaded = loader.finish("tree:test");
    for (const auto& problem : loaded.problems)
      ADD_FAILURE() << problem.file << ":" << problem.line << ": " << problem.what;
    desired_ = std::move(loaded.desired);
  }

  [[nodiscard]] bool is_ready() const { return desired_ != nullptr; }

  void play(const std::vector<simulators::FaultKind>& kinds, std::uint64_t seed) {
    simulators::FaultSettings settings;
    settings.seed = seed;
    settings.share(kinds, 0.15);
    simulator_.faults().change(std::move(settings));
    simulator_.edits().spared = {"svc-muster"};
  }
  // How many faults there were.
  std::size_t end_faults() {
    simulator_.faults().stop();
    return simulator_.faults().played();
  }

  // A muster that has just started: nothing survives a pass but the store.
  core::Report pass() {
    Muster muster(*this);
    auto plan = std::make_shared<const core::Plan>(muster.plan());
    return clock_.run(muster.reconciler->execute(plan, desired_));
  }

  // Everything live, as `muster export` reads it.
  [[nodiscard]] core::ObservedSystem observe_everything() {
    Muster muster(*this);
    engine::Observation observation = clock_.run(muster.reconciler->observe(desired_, true));
    return std::move(observation.systems.at(0));
  }

  [[nodiscard]] core::Plan plan() { return Muster(*this).plan(); }
  [[nodiscard]] std::shared_ptr<const core::Desired> desired() const { return desired_; }
  [[nodiscard]] gws::World& world() { return simulator_.world(); }
  [[nodiscard]] const RandomManifests& manifests() const { return manifests_; }

 private:
  struct Muster {
    explicit Muster(GwsSite& site) : site_(site) {
      const core::SystemSpec& spec = site.desired_->systems[0].spec;
      kit::Credentials credentials;
      credentials.emplace("username", core::Secret("svc-muster"));
      credentials.emplace("password", core::Secret(std::string(gws::kServicePassword)));
      kit::ProviderPorts provider_ports;
      provider_ports.transport =
          std::make_shared<simulators::InProcessClient>(site.clock_, site.simulator_.answering(), engine::Duration(20));
      provider_ports.clock = &site.clock_;
      provider_ports.random = &site.random_;
      auto made = providers::make_provider(spec, std::move(credentials), provider_ports);
      if (!made) throw std::runtime_error(made.error().what);
      provider = std::move(*made);
      engine::Ports ports;
      ports.clock = &site.clock_;
      ports.random = &site.random_;
      ports.store = &site.store_;
      ports.secrets = &site.secrets_;
      ports.systems.emplace_back(spec.name, provider.get(), spec);
      reconciler = std::make_unique<engine::Reconciler>(std::move(ports));
    }

    core::Plan plan() {
      const engine::ObserveMode settling(false, true, engine::Duration(30'000));
      engine::Observation observation = site_.clock_.run(reconciler->observe(site_.desired_, settling));
      core::PlanInputs inputs;
      inputs.desired = site_.desired_;
      inputs.observed = std::move(observation.systems);
      inputs.memories = std::move(observation.memories);
      inputs.secret_versions = std::move(observation.secret_versions);
      inputs.catalogs = providers::all_catalogs();
      inputs.wall_now = site_.clock_.wall_now();
      return core::make_plan(inputs);
    }

    GwsSite& site_;
    std::unique_ptr<engine::Provider> provider;
    std::unique_ptr<engine::Reconciler> reconciler;
  };

  static gws::World random_world(std::uint64_t seed) {
    tests::SeededRandom random(seed * 7919);
    gws::World world = gws::generated_organisation(8 + random.next() % 60, seed);  // up to 5 pages of 15
    world.quirks.csrf = random.next() % 3 == 0;
    world.quirks.sticky_cookie = random.next() % 4 == 0;
    world.quirks.id_form = random.next() % 2 == 0 ? gws::IdForm::hex : gws::IdForm::dashed;
    world.quirks.reordering = random.next() % 2 == 0 ? gws::Reordering::none : gws::Reordering::within_page;
    world.quirks.page_cap = random.next() % 4 == 0 ? 7 : 0;
    world.quirks.omits_defaults = random.next() % 4 == 0;
    world.quirks.recased_roles = random.next() % 5 == 0 ? gws::Recasing::lower : gws::Recasing::none;
    return world;
  }

  tests::VirtualClock clock_;
  tests::SeededRandom random_;
  gws::Simulator simulator_;
  RandomManifests manifests_;
  MemoryStore store_;
  MemorySecrets secrets_;
  std::shared_ptr<const core::Desired> desired_;
};

}  // namespace muster::support
