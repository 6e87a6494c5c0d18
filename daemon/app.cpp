#include "daemon/app.h"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdlib>
#include <map>
#include <optional>

#include "daemon/config.h"
#include "daemon/connections.h"
#include "daemon/phase.h"
#include "daemon/progress.h"
#include "daemon/secret_resolver.h"
#include "daemon/selection.h"
#include "daemon/stage_clock.h"
#include "daemon/system_clock.h"
#include "providers/kit/budget.h"

namespace muster::daemon {
namespace {

// How long an apply waits for writes of an earlier process to be over, so that it can settle and go on.
constexpr engine::Duration kPatience{60'000};

ConfiguredAccess configured_access(const CommandContext& context) {
  return context.config == nullptr ? ConfiguredAccess() : context.config->secrets;
}

// What to do about somebody else who writes.
core::Error advised(core::Error error) {
  if (error.kind != core::ErrorKind::conflict) return error;
  const bool daemon = error.what.find(": musterd (") != std::string::npos;
  error.what += daemon
                    ? "; `muster status` shows what it does, and POST /api/v1/trigger on its socket makes it apply now"
                    : "; wait until it has ended";
  return error;
}

// Says on the progress display that the budget holds requests back.
class BudgetClock final : public engine::Clock {
 public:
  BudgetClock(engine::Clock& clock, Progress& progress) : clock_(clock), progress_(progress) {}
  [[nodiscard]] engine::SteadyTime now() const override { return clock_.now(); }
  [[nodiscard]] engine::WallTime wall_now() const override { return clock_.wall_now(); }
  [[nodiscard]] engine::Task<void> sleep(engine::Duration duration) override {
    if (duration >= kWorthSaying) progress_.waiting_for_budget();
    return clock_.sleep(duration);
  }

 private:
  static constexpr engine::Duration kWorthSaying{300};
  engine::Clock& clock_;
  Progress& progress_;
};

}  // namespace

// Declared in the order of dependence: what a part refers to is made before it and goes after it.
struct App::Parts {
  CommandContext context;
  std::shared_ptr<const core::Desired> desired;
  bool settles;
  boost::asio::io_context io{1};
  SystemClock clock{io.get_executor()};
  SystemRandom random;
  Progress progress;
  State state;
  TokenStores tokens;
  SecretResolver secrets;
  BudgetClock budget_clock{clock, progress};
  kit::Budgets budgets{budget_clock};
  SystemConnections connections;
  std::vector<std::shared_ptr<engine::Provider>> providers;
  std::map<std::string, std::shared_ptr<engine::Lease>, std::less<>> leases;  // by system
  std::optional<engine::Reconciler> reconciler;

  Parts(const CommandContext& command, const Wiring& wiring, State opened)
      : context(command),
        desired(wiring.desired),
        settles(wiring.settles),
        progress(command.console, clock, command.options.quiet),
        state(std::move(opened)),
        tokens(token_ports(wiring.state)),
        secrets(secret_access(configured_access(command), wiring.sources), state.key.copy()),
        connections(ConnectionPorts{io.get_executor(), &clock, &random, &secrets, &budgets, &tokens}) {}

  TokenPorts token_ports(StateUse use);
  core::Status take_leases(const core::Selection& selection);
  core::Status connect(const core::SystemSpec& spec, engine::Ports& ports);
  core::Status connect_all(const core::Selection& selection);
  [[noreturn]] void end_at_once(std::string_view sentence);

  // Where Ctrl-C may end the process at once.
  template <typename T>
  T run(engine::Task<T> task) {
    return run_phase<T>(io, std::move(task), [this] { end_at_once("interrupted: nothing was changed"); });
  }
};

TokenPorts App::Parts::token_ports(StateUse use) {
  const std::string file = state_path(context.options);
  TokenPorts ports;
  ports.clock = &clock;
  ports.reads = state.store.get();
  ports.writes = token_writer(state, file, use);
  ports.lock_folder = token_lock_folder(file);
  return ports;
}

core::Status App::Parts::take_leases(const core::Selection& selection) {
  const std::string holder = fmt::format("muster (pid {})", ::getpid());
  for (const core::DesiredSystem& system : desired->systems) {
    if (!is_selected(selection, system.spec.name)) continue;
    auto lease = run(state.leases->take(system.spec.name, holder));
    if (!lease) return std::unexpected(advised(std::move(lease).error()));
    leases.emplace(system.spec.name, std::move(*lease));
  }
  return {};
}

core::Status App::Parts::connect(const core::SystemSpec& spec, engine::Ports& ports) {
  auto connected = run(connections.connect(spec));
  if (!connected) return std::unexpected(std::move(connected).error());
  ports.systems.emplace_back(spec.name, connected->provider.get(), spec);
  if (const auto lease = leases.find(spec.name); lease != leases.end()) ports.systems.back().lease = lease->second;
  providers.push_back(std::move(connected->provider));
  return {};
}

core::Status App::Parts::connect_all(const core::Selection& selection) {
  engine::Ports ports;
  ports.clock = &clock;
  ports.random = &random;
  ports.store = state.store.get();
  ports.secrets = &secrets;
  ports.events = &progress;
  for (const core::DesiredSystem& system : desired->systems) {
    if (!is_selected(selection, system.spec.name)) continue;
    if (auto connected = connect(system.spec, ports); !connected) return connected;
  }
  reconciler.emplace(std::move(ports));
  return {};
}

// Not by unwinding: tasks are under way that refer to the parts. Output is written already, and nothing needs a
// destructor to be safe on disk.
void App::Parts::end_at_once(std::string_view sentence) {
  progress.finish();
  (void)fail(context, sentence);
  std::_Exit(static_cast<int>(core::ExitCode::error));
}

App::App(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
App::~App() = default;

core::Result<std::unique_ptr<App>> App::make(const CommandContext& context, Wiring wiring) {
  if (auto known = check_selection(wiring.selection, *wiring.desired); !known) return std::unexpected(known.error());
  auto state = open_state(context, wiring.state);
  if (!state) return std::unexpected(state.error());
  auto parts = std::make_unique<Parts>(context, wiring, std::move(*state));
  if (wiring.writes) {
    if (auto taken = parts->take_leases(wiring.selection); !taken) return std::unexpected(taken.error());
  }
  if (auto connected = parts->connect_all(wiring.selection); !connected) return std::unexpected(connected.error());
  return std::unique_ptr<App>(new App(std::move(parts)));
}

const CommandContext& App::context() const { return parts_->context; }

core::WallMillis App::wall_now() const { return parts_->clock.wall_now(); }

engine::Observation App::observe(bool everything) {
  const StageClock stage(parts_->context, "observe");
  const bool settles = parts_->settles && !parts_->leases.empty();
  const engine::ObserveMode mode(everything, settles, settles ? kPatience : engine::Duration{0});
  auto observation = parts_->run(parts_->reconciler->observe(parts_->desired, mode));
  parts_->progress.finish();
  return observation;
}

core::Report App::execute(std::shared_ptr<const core::Plan> plan) {
  Parts& parts = *parts_;
  const StageClock stage(parts.context, "execute");
  for (const core::SystemPlan& system : plan->systems) {
    if (!system.schedule.steps.empty()) parts.progress.expect_changes(system.system, system.schedule.steps.size());
  }
  bool asked = false;
  const auto on_interrupt = [&parts, &asked] {
    if (asked) parts.end_at_once("ended at once: what was under way is in doubt; `muster plan` shows how things stand");
    asked = true;
    parts.reconciler->stop();
    parts.progress.finish();
    warn(parts.context, "stopping: what was sent is finished, nothing more is started; Ctrl-C again ends at once");
  };
  auto report =
      run_phase<core::Report>(parts.io, parts.reconciler->execute(std::move(plan), parts.desired), on_interrupt);
  parts.progress.finish();
  return report;
}

core::Status App::consume_plan(std::string plan_id) {
  return parts_->run(parts_->state.store->consume_plan(std::move(plan_id)));
}

core::Status App::record(std::shared_ptr<const core::PassRecord> pass) {
  return parts_->run(parts_->state.store->record(std::move(pass)));
}

std::optional<std::string> App::writer_of(const std::string& system) {
  return parts_->state.leases->holder_now(system);
}

core::Result<core::Secret> App::state_key() const {
  if (!parts_->state.key.empty()) return parts_->state.key.copy();
  return std::unexpected(core::Error(core::ErrorKind::invalid, "there is no state key to seal a plan with"));
}

std::string App::random_id() { return fmt::format("{:016x}{:016x}", parts_->random.next(), parts_->random.next()); }

}  // namespace muster::daemon
