#include <fmt/format.h>

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/co_spawn.hpp>
#include <csignal>
#include <cstdlib>
#include <map>

#include "daemon/service_parts.h"

namespace muster::daemon {

namespace asio = boost::asio;

namespace {

// Of the 10 s that a stop may take; the rest is for the process to end.
constexpr engine::Duration kStopAtMost{9'000};

// What is done when a task was told to end.
constexpr auto kNothing = [](const std::exception_ptr&) {};

}  // namespace

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
      note(Severity::error, "failed",
           "the loop ended by a mistake of muster's own; the service manager starts it again");
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

}  // namespace muster::daemon
