// What the daemon tells the service manager: that it is ready, what it does, that it still moves.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "reconciler/engine/clock.h"

namespace muster::daemon {

// To $NOTIFY_SOCKET; without it every call does nothing.
class ServiceManager {
 public:
  void ready(const std::string& status);
  // SIGHUP was taken; ready() follows when the new configuration is in force, or the old one stays.
  void reloading();
  void stopping();
  // One line that `systemctl status` shows. No secrets, no names of people.
  void status(const std::string& text);
  void still_alive();
};

// How often the service manager wants to hear of this process; nothing: it does not watch.
[[nodiscard]] std::optional<engine::Duration> watchdog_period();

// Tells three times a period that the process is alive, as long as `is_alive` says so, until cancelled. It runs on the
// io thread, so that an io thread that is blocked, and a pass that is stuck, both end in silence and a restart.
[[nodiscard]] engine::Task<void> feed_watchdog(engine::Clock* clock, engine::Duration period,
                                               std::function<bool()> is_alive);

}  // namespace muster::daemon
