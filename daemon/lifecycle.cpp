#include "daemon/lifecycle.h"

#include <fmt/format.h>
#include <systemd/sd-daemon.h>

#include <algorithm>
#include <ctime>

#include "reconciler/core/display_text.h"

namespace muster::daemon {
namespace {

void tell(const std::string& state) { (void)sd_notify(0, state.c_str()); }

// A status is one line: a line break would begin another assignment.
std::string status_line(const std::string& text) { return "STATUS=" + core::printable(text); }

// systemd compares this with its own clock to know that READY came after RELOADING.
std::uint64_t monotonic_microseconds() {
  timespec now{};
  ::clock_gettime(CLOCK_MONOTONIC, &now);
  return static_cast<std::uint64_t>(now.tv_sec) * 1'000'000 + static_cast<std::uint64_t>(now.tv_nsec) / 1'000;
}

}  // namespace

void ServiceManager::ready(const std::string& status) { tell("READY=1\n" + status_line(status)); }

void ServiceManager::reloading() { tell(fmt::format("RELOADING=1\nMONOTONIC_USEC={}", monotonic_microseconds())); }

void ServiceManager::stopping() { tell("STOPPING=1"); }

void ServiceManager::status(const std::string& text) { tell(status_line(text)); }

void ServiceManager::still_alive() { tell("WATCHDOG=1"); }

std::optional<engine::Duration> watchdog_period() {
  std::uint64_t microseconds = 0;
  if (sd_watchdog_enabled(0, &microseconds) <= 0) return std::nullopt;
  return std::max(engine::Duration(1), engine::Duration(microseconds / 1'000));
}

engine::Task<void> feed_watchdog(engine::Clock* clock, engine::Duration period, std::function<bool()> is_alive) {
  ServiceManager manager;
  const engine::Duration pause = std::max(engine::Duration(1), period / 3);
  while (true) {
    if (is_alive()) manager.still_alive();
    co_await clock->sleep(pause);
  }
}

}  // namespace muster::daemon
