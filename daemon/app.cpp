#include "daemon/app.h"

#include <fmt/format.h>

#include <cstdlib>
#include <filesystem>
#include <optional>

#include "daemon/phase.h"
#include "daemon/progress.h"
#include "daemon/secret_resolver.h"
#include "daemon/selection.h"
#include "daemon/stage_clock.h"
#include "daemon/system_clock.h"
#include "providers/kit/budget.h"
#include "providers/net/beast_client.h"
#include "providers/registry.h"

namespace muster::daemon {
namespace {

namespace fs = std::filesystem;

std::vector<std::string> secret_folders(const std::vector<std::string>& sources) {
  std::vector<std::string> folders;
  for (const std::string& source : sources) {
    std::error_code error;
    const fs::path path = fs::absolute(source, error).lexically_normal();
    folders.push_back(fs::is_directory(path, error) ? path.string() : path.parent_path().string());
  }
  return folders;
}

net::ClientOptions client_options(const core::SystemSpec& spec) {
  net::ClientOptions options;
  options.origin = spec.url;
  options.ca_file = spec.ca_file;
  options.proxy = spec.proxy;
  options.max_connections = static_cast<std::size_t>(spec.budget.concurrency);
  options.allow_plaintext = spec.allow_plaintext;
  return options;
}

// A coroutine may not refer to what its caller may drop: it has its own copy of everything but the resolver.
engine::Task<core::Result<kit::Credentials>> resolve_credentials(engine::Secrets* secrets, core::SystemSpec spec) {
  kit::Credentials credentials;
  for (const auto& [name, value] : spec.credentials) {
    if (const auto* text = std::get_if<std::string>(&value)) {
      credentials.emplace(name, core::Secret(*text));
      continue;
    }
    core::SecretReference reference = std::get<core::SecretReference>(value);
    auto secret = co_await secrets->resolve(std::move(reference));
    if (!secret) co_return std::unexpected(core::within("System " + spec.name, secret.error()));
    credentials.emplace(name, std::move(*secret));
  }
  co_return credentials;
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
  boost::asio::io_context io{1};
  SystemClock clock{io.get_executor()};
  SystemRandom random;
  Progress progress;
  State state;
  SecretResolver secrets;
  BudgetClock budget_clock{clock, progress};
  kit::Budgets budgets{budget_clock};
  std::vector<std::unique_ptr<engine::Provider>> providers;
  std::optional<engine::Reconciler> reconciler;

  Parts(const CommandContext& command, const Wiring& wiring, State opened)
      : context(command),
        desired(wiring.desired),
        progress(command.console, clock, command.options.quiet),
        state(std::move(opened)),
        secrets(secret_folders(wiring.sources), state.key.copy()) {}

  core::Status connect(const core::SystemSpec& spec, engine::Ports& ports);
  core::Status connect_all(const core::Selection& selection);
  [[noreturn]] void end_at_once(std::string_view sentence);

  // Where Ctrl-C may end the process at once.
  template <typename T>
  T run(engine::Task<T> task) {
    return run_phase<T>(io, std::move(task), [this] { end_at_once("interrupted: nothing was changed"); });
  }
};

core::Status App::Parts::connect(const core::SystemSpec& spec, engine::Ports& ports) {
  auto client = net::make_beast_client(io.get_executor(), client_options(spec));
  if (!client) return std::unexpected(core::within("System " + spec.name, client.error()));
  auto credentials = run(resolve_credentials(&secrets, spec));
  if (!credentials) return std::unexpected(credentials.error());
  kit::ProviderPorts given;
  given.transport = std::move(*client);
  given.clock = &clock;
  given.random = &random;
  given.budgets = &budgets;
  auto provider = providers::make_provider(spec, std::move(*credentials), given);
  if (!provider) return std::unexpected(provider.error());
  ports.systems.emplace_back(spec.name, provider->get(), spec);
  providers.push_back(std::move(*provider));
  return {};
}

core::Status App::Parts::connect_all(const core::Selection& selection) {
  engine::Ports ports;
  ports.clock = &clock;
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
  auto state = open_state(context.options, wiring.state);
  if (!state) return std::unexpected(state.error());
  auto parts = std::make_unique<Parts>(context, wiring, std::move(*state));
  if (auto connected = parts->connect_all(wiring.selection); !connected) return std::unexpected(connected.error());
  return std::unique_ptr<App>(new App(std::move(parts)));
}

const CommandContext& App::context() const { return parts_->context; }

core::WallMillis App::wall_now() const { return parts_->clock.wall_now(); }

engine::Observation App::observe(bool everything) {
  const StageClock stage(parts_->context, "observe");
  auto observation = parts_->run(parts_->reconciler->observe(parts_->desired, everything));
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

core::Result<core::Secret> App::state_key() const {
  if (!parts_->state.key.empty()) return parts_->state.key.copy();
  return std::unexpected(core::Error(core::ErrorKind::invalid, "there is no state key to seal a plan with"));
}

std::string App::random_id() { return fmt::format("{:016x}{:016x}", parts_->random.next(), parts_->random.next()); }

}  // namespace muster::daemon
