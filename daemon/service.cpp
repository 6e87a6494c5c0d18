#include "daemon/service.h"

#include <fmt/format.h>
#include <unistd.h>

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/signal_set.hpp>
#include <csignal>
#include <cstdlib>
#include <map>

#include "daemon/configured_key.h"
#include "daemon/connections.h"
#include "daemon/directory_source.h"
#include "daemon/event_fan.h"
#include "daemon/event_recorder.h"
#include "daemon/event_ring.h"
#include "daemon/lifecycle.h"
#include "daemon/log.h"
#include "daemon/metrics.h"
#include "daemon/secret_resolver.h"
#include "daemon/state_files.h"
#include "daemon/system_clock.h"
#include "daemon/web.h"
#include "daemon/worker_thread.h"
#include "providers/kit/budget.h"
#include "providers/registry.h"
#include "reconciler/engine/loop.h"

namespace muster::daemon {

namespace asio = boost::asio;

namespace {

// Of the 10 s that a stop may take; the rest is for the process to end.
constexpr engine::Duration kStopAtMost{9'000};

engine::LoopSettings loop_settings(const Config& config) {
  engine::LoopSettings settings;
  settings.mode = config.mode;
  settings.interval = config.interval;
  settings.ceiling = config.limits;
  settings.holder = fmt::format("musterd (pid {}, socket {})", ::getpid(),
                                config.listen.socket.empty() ? "none" : config.listen.socket);
  return settings;
}

SecretAccess access_of(const Config& config) { return secret_access(config.secrets, {config.directory}); }

// What is done when a task was told to end.
constexpr auto kNothing = [](const std::exception_ptr&) {};

// Tells the service manager after each pass how things stand.
class PassListener final : public engine::Events {
 public:
  explicit PassListener(std::function<void()> told) : told_(std::move(told)) {}
  void pass_finished(const engine::PassSummary&) override { told_(); }

 private:
  std::function<void()> told_;
};

}  // namespace

// Declared in the order of dependence: what a part refers to is made before it and goes after it.
struct Service::Parts final : HttpObserver {
  Parts(std::string file, Config read);
  core::Status open();
  core::Status open_state_store();
  void wire();
  core::Status open_web();
  engine::LoopPorts loop_ports();
  WebPorts web_ports();
  std::string metrics_text();
  void request_ended(const std::string& system, net::Method method, std::string_view code,
                     engine::Duration duration) override;
  void request_repeated(const std::string& system, std::string_view reason) override;
  void keep(const EventRecord& record);
  std::string status_line() const;
  void after_pass();
  void note(Severity severity, std::string event, std::string sentence);
  void await_signal();
  void start_loop();
  void terminate();
  void end();
  void reload();
  void take(Config next);
  void watch();
  engine::Task<void> end_after(engine::Duration at_most);

  std::string config_file;
  Config config;
  asio::io_context io{1};
  SystemClock clock{io.get_executor()};
  SystemRandom random;
  WorkerThread compute;   // parse, plan
  WorkerThread blocking;  // store
  WorkerThread outside;   // secrets: a command may take 10 s
  Log log;
  EventRing ring;
  EventRecorder recorder{clock, [this](const EventRecord& record) { keep(record); }};
  Metrics metrics{providers::all_catalogs()};
  PassListener passes{[this] { after_pass(); }};
  EventFan events{{&recorder, &metrics, &passes}};
  std::vector<AuditHead> heads;         // of the audit trail's chains
  std::vector<AuditHead> logged_heads;  // a tail that is cut later shows in the log
  State state;
  std::optional<SecretResolver> secrets;
  kit::Budgets budgets{clock};
  std::optional<SystemConnections> connections;
  std::optional<DirectorySource> source;
  std::optional<engine::Loop> loop;
  std::unique_ptr<Web> web;
  ServiceManager service_manager;
  asio::cancellation_signal end_watchdog;
  asio::cancellation_signal end_deadline;
  asio::signal_set signals{io, SIGTERM, SIGINT, SIGHUP};
  bool stopping = false;
  int result = 0;
};

Service::Parts::Parts(std::string file, Config read)
    : config_file(std::move(file)), config(std::move(read)), log(clock, config.log) {}

void Service::Parts::keep(const EventRecord& record) {
  log.write(record);
  ring.keep(record);
}

void Service::Parts::note(Severity severity, std::string event, std::string sentence) {
  log.note(severity, std::move(event), {{"sentence", std::move(sentence)}});
}

core::Status Service::Parts::open_state_store() {
  StateChoices choices;
  choices.store = config.state;
  choices.worker = &blocking;
  choices.on_trouble = [this](std::string_view sentence) {
    asio::post(io, [this, text = std::string(sentence)] { note(Severity::warning, "audit_checkpoint", text); });
  };
  choices.on_heads = [this](const std::vector<AuditHead>& now) {
    asio::post(io, [this, now] { heads = now; });
  };
  auto key = configured_state_key(config);
  if (!key) return std::unexpected(key.error());
  choices.key = std::move(*key);
  auto opened = open_state(std::move(choices), StateUse::create);
  if (!opened) return std::unexpected(opened.error());
  state = std::move(*opened);
  return {};
}

void Service::Parts::wire() {
  secrets.emplace(access_of(config), state.key.copy(), &outside);
  ConnectionPorts ports;
  ports.executor = io.get_executor();
  ports.clock = &clock;
  ports.random = &random;
  ports.secrets = &*secrets;
  ports.budgets = &budgets;
  ports.wrap = [this](const std::string& system, std::shared_ptr<net::HttpClient> client) {
    return count_http(std::move(client), system, clock, *this);
  };
  ports.on_retry = [this](const std::string& system, std::string_view reason) { request_repeated(system, reason); };
  connections.emplace(std::move(ports));
  source.emplace(config.directory, clock, compute);
  loop.emplace(loop_ports(), loop_settings(config));
}

engine::LoopPorts Service::Parts::loop_ports() {
  engine::LoopPorts ports;
  ports.clock = &clock;
  ports.random = &random;
  ports.store = state.store.get();
  ports.leases = state.leases.get();
  ports.secrets = &*secrets;
  ports.events = &events;
  ports.source = &*source;
  ports.connections = &*connections;
  ports.compute = &compute;
  ports.catalogs = providers::all_catalogs();
  return ports;
}

// Every answered request of a pass is progress, and counted.
void Service::Parts::request_ended(const std::string& system, net::Method method, std::string_view code,
                                   engine::Duration duration) {
  metrics.request_ended(system, method, code, duration);
  loop->note_progress(system);
}

void Service::Parts::request_repeated(const std::string& system, std::string_view reason) {
  metrics.request_repeated(system, reason);
}

std::string Service::Parts::metrics_text() {
  Scrape scrape;
  scrape.status = loop->status();
  scrape.now = clock.wall_now();
  scrape.budgets = budgets.used();
  return metrics.text(scrape);
}

core::Status Service::Parts::open_web() {
  WebPorts ports;
  ports.clock = &clock;
  ports.events = &ring;
  ports.status = [this] { return loop->status(); };
  ports.is_alive = [this] { return loop->is_alive(); };
  ports.metrics = [this] { return metrics_text(); };
  ports.carry_out = [this](const ApiCommand& command, const std::string& by) {
    keep(record_of(command, by, clock.wall_now()));
    return carry_out(*loop, command);
  };
  auto opened = Web::open(io.get_executor(), config, std::move(ports));
  if (!opened) return std::unexpected(opened.error());
  web = std::move(*opened);
  return {};
}

core::Status Service::Parts::open() {
  if (auto opened = open_state_store(); !opened) return opened;
  wire();
  return open_web();
}

void Service::Parts::await_signal() {
  signals.async_wait([this](const boost::system::error_code& error, int number) {
    if (error) return;
    if (number == SIGHUP) {
      reload();
    } else {
      terminate();
    }
    await_signal();
  });
}

void Service::Parts::terminate() {
  if (stopping) return;
  stopping = true;
  service_manager.stopping();
  note(Severity::info, "stopping", "no change is started any more; what was sent is finished");
  loop->stop();
  asio::co_spawn(io, end_after(kStopAtMost), asio::bind_cancellation_slot(end_deadline.slot(), kNothing));
}

// What is still under way stays an open intent, which the next start settles.
engine::Task<void> Service::Parts::end_after(engine::Duration at_most) {
  co_await clock.sleep(at_most);
  note(Severity::warning, "stopped", "a request did not end in time: what became of it is found out at the next start");
  std::_Exit(0);
}

void Service::Parts::reload() {
  service_manager.reloading();
  LoadedConfig loaded = load_config(config_file);
  for (const manifest::Problem& problem : loaded.problems) {
    note(Severity::error, "reload_refused",
         fmt::format("{}:{}:{}: {}", problem.file, problem.line, problem.column, problem.what));
  }
  if (loaded.config) take(std::move(*loaded.config));
  source->read_again();
  service_manager.ready(status_line());
}

void Service::Parts::take(Config next) {
  const bool needs_restart = next.directory != config.directory || next.state != config.state ||
                             next.state_key != config.state_key || next.listen != config.listen;
  if (needs_restart) {
    note(Severity::warning, "reload", "source, state, stateKey and listen stay as they are until the next start");
    next.directory = config.directory;
    next.state = config.state;
    next.state_key = config.state_key;
    next.listen = config.listen;
  }
  config = std::move(next);
  log.change(config.log);
  secrets->change(access_of(config));
  web->change(config.access);
  loop->change(loop_settings(config));
  note(Severity::info, "reload", "the configuration was read again");
}

std::string Service::Parts::status_line() const {
  const engine::Status status = loop->status();
  std::map<std::string_view, int> states;
  for (const engine::SystemStatus& system : status.systems) ++states[to_text(system.state)];
  std::string line = fmt::format("{}; {} system{}", to_text(status.mode), status.systems.size(),
                                 status.systems.size() == 1 ? "" : "s");
  for (const auto& [word, count] : states) line += fmt::format(", {} {}", count, word);
  return line;
}

void Service::Parts::after_pass() {
  service_manager.status(status_line());
  if (heads == logged_heads) return;
  log.audit_heads(heads);
  logged_heads = heads;
}

void Service::Parts::start_loop() {
  asio::co_spawn(io, loop->run(), [this](const std::exception_ptr& failure) {
    if (failure) {
      result = 1;
      note(Severity::error, "failed", "the loop ended by a mistake of muster's own; the service manager starts it again");
    }
    end();
  });
}

void Service::Parts::watch() {
  const auto period = watchdog_period();
  if (!period) return;
  asio::co_spawn(io, feed_watchdog(&clock, *period, [this] { return loop->is_alive(); }),
                 asio::bind_cancellation_slot(end_watchdog.slot(), kNothing));
}

// Everything that waits is told to end, so that io.run() returns.
void Service::Parts::end() {
  web->stop();
  signals.cancel();
  end_watchdog.emit(asio::cancellation_type::terminal);
  end_deadline.emit(asio::cancellation_type::terminal);
}

Service::Service(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Service::~Service() = default;

core::Result<std::unique_ptr<Service>> Service::make(std::string config_file, Config config) {
  auto parts = std::make_unique<Parts>(std::move(config_file), std::move(config));
  if (auto opened = parts->open(); !opened) return std::unexpected(opened.error());
  return std::unique_ptr<Service>(new Service(std::move(parts)));
}

int Service::run() {
  Parts& parts = *parts_;
  parts.await_signal();
  parts.start_loop();
  parts.watch();
  parts.service_manager.ready(parts.status_line());
  parts.note(Severity::info, "started", fmt::format("muster {}, mode {}", MUSTER_VERSION, to_text(parts.config.mode)));
  parts.io.run();
  parts.note(Severity::info, "stopped", "everything that was begun is finished");
  return parts.result;
}

}  // namespace muster::daemon
