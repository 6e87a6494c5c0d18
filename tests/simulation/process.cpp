#include "tests/simulation/process.h"

#include <boost/asio/co_spawn.hpp>

#include "providers/registry.h"

namespace muster::simulation {

namespace {

engine::LoopSettings settings(engine::Duration interval) {
  engine::LoopSettings made;
  made.mode = engine::Mode::enforce;
  made.interval = interval;
  made.holder = "the simulation";
  return made;
}

}  // namespace

Process::Process(const Surroundings& surroundings, int number, std::uint64_t seed, engine::Duration interval)
    : around_(surroundings),
      number_(number),
      clock_(*around_.timeline, *around_.wall_error),
      kill_(clock_),
      random_(seed),
      store_(*around_.store, kill_),
      budgets_(clock_),
      source_(clock_.context().get_executor()),
      loop_(ports(), settings(interval)) {
  boost::asio::co_spawn(clock_.context(), loop_.run(), [this](const std::exception_ptr& error) {
    ended_ = true;
    try {
      if (error) std::rethrow_exception(error);
    } catch (const std::exception& thrown) {
      failure_ = thrown.what();
    }
  });
}

Process::~Process() { clock_.drop(); }

engine::LoopPorts Process::ports() {
  engine::LoopPorts made;
  made.clock = &clock_;
  made.random = &random_;
  made.store = &store_;
  made.leases = around_.leases;
  made.secrets = around_.secrets;
  made.events = around_.events;
  made.source = &source_;
  made.connections = this;
  made.compute = &worker_;
  made.catalogs = providers::all_catalogs();
  return made;
}

void Process::poll() {
  clock_.context().restart();
  while (!has_died() && clock_.context().poll_one() > 0) continue;
}

engine::Task<core::Result<engine::Connected>> Process::connect(core::SystemSpec spec) {
  Wire& wire = *around_.wires.at(spec.name);
  kit::ProviderPorts given;
  WireClient::Sender sender{number_, [this, name = spec.name] { return around_.oldest_state(name); },
                            [this, name = spec.name] { loop_.note_progress(name); }};
  given.transport = std::make_shared<WireClient>(wire, clock_, kill_, std::move(sender));
  given.tokens = &tokens_.try_emplace(spec.name, store_, spec.name).first->second;
  given.clock = &clock_;
  given.random = &random_;
  given.budgets = &budgets_;
  given.secrets = around_.secrets;
  auto made = providers::make_provider(spec, wire.site().credentials(), given);
  if (!made) co_return std::unexpected(made.error());
  engine::Connected connected;
  connected.provider = std::move(*made);
  connected.credential_version = *around_.password_version;
  co_return connected;
}

engine::Task<core::Result<std::string>> Process::credential_version(core::SystemSpec) {
  co_return *around_.password_version;
}

}  // namespace muster::simulation
