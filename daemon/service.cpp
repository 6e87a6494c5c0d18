#include "daemon/service.h"

#include <fmt/format.h>
#include <unistd.h>

#include <boost/asio/post.hpp>

#include "daemon/configured_key.h"
#include "daemon/service_parts.h"
#include "providers/registry.h"

namespace muster::daemon {

namespace asio = boost::asio;

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
  choices.on_heads = [this](const std::vector<AuditHead>& now) { asio::post(io, [this, now] { heads = now; }); };
  auto key = configured_state_key(config);
  if (!key) return std::unexpected(key.error());
  choices.key = std::move(*key);
  auto opened = open_state(std::move(choices), StateUse::create);
  if (!opened) return std::unexpected(opened.error());
  state = std::move(*opened);
  return {};
}

TokenPorts Service::Parts::token_ports() {
  TokenPorts ports;
  ports.clock = &clock;
  ports.reads = state.store.get();
  ports.writes = token_writer(state, config.state, StateUse::create);
  ports.lock_folder = token_lock_folder(config.state);
  return ports;
}

void Service::Parts::wire() {
  secrets.emplace(access_of(config), state.key.copy(), &outside);
  tokens.emplace(token_ports());
  ConnectionPorts ports;
  ports.executor = io.get_executor();
  ports.clock = &clock;
  ports.random = &random;
  ports.secrets = &*secrets;
  ports.budgets = &budgets;
  ports.tokens = &*tokens;
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
  scrape.expiries = tokens->expiries();
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
