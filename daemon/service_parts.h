// Everything musterd is made of, as one value: the wiring is in service.cpp, the life of it in service_life.cpp.
#pragma once

#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/signal_set.hpp>
#include "daemon/connections.h"
#include "daemon/directory_source.h"
#include "daemon/event_fan.h"
#include "daemon/event_recorder.h"
#include "daemon/event_ring.h"
#include "daemon/lifecycle.h"
#include "daemon/log.h"
#include "daemon/metrics.h"
#include "daemon/secret_resolver.h"
#include "daemon/service.h"
#include "daemon/state_files.h"
#include "daemon/system_clock.h"
#include "daemon/web.h"
#include "daemon/worker_thread.h"
#include "providers/kit/budget.h"
#include "providers/registry.h"
#include "reconciler/engine/loop.h"

namespace muster::daemon {

// Tells the service manager after each pass how things stand.
class PassListener final : public engine::Events {
 public:
  explicit PassListener(std::function<void()> told) : told_(std::move(told)) {}
  void pass_finished(const engine::PassSummary&) override { told_(); }

 private:
  std::function<void()> told_;
};

// Declared in the order of dependence: what a part refers to is made before it and goes after it.
struct Service::Parts final : HttpObserver {
  Parts(std::string file, Config read);
  core::Status open();
  core::Status open_state_store();
  void wire();
  core::Status open_web();
  engine::LoopPorts loop_ports();
  TokenPorts token_ports();
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
  [[nodiscard]] engine::Task<void> end_after(engine::Duration at_most);

  std::string config_file;
  Config config;
  boost::asio::io_context io{1};
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
  std::optional<TokenStores> tokens;
  std::optional<SystemConnections> connections;
  std::optional<DirectorySource> source;
  std::optional<engine::Loop> loop;
  std::unique_ptr<Web> web;
  ServiceManager service_manager;
  boost::asio::cancellation_signal end_watchdog;
  boost::asio::cancellation_signal end_deadline;
  boost::asio::signal_set signals{io, SIGTERM, SIGINT, SIGHUP};
  bool stopping = false;
  int result = 0;
};

// What the loop does, as the configuration says it.
[[nodiscard]] engine::LoopSettings loop_settings(const Config& config);
[[nodiscard]] SecretAccess access_of(const Config& config);

}  // namespace muster::daemon
