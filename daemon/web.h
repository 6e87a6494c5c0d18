// The daemon's doors: a unix socket and a TCP port, the routes behind them, and the loop behind these.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <functional>
#include <memory>

#include "daemon/config.h"
#include "daemon/event_ring.h"
#include "daemon/routes.h"
#include "reconciler/engine/clock.h"
#include "reconciler/engine/status_board.h"

namespace muster::engine {
class Loop;
}

namespace muster::daemon {

// What the doors lead to; asked anew for each request. Clock and events are not owned.
struct WebPorts {
  const engine::Clock* clock = nullptr;
  const EventRing* events = nullptr;
  std::function<engine::Status()> status;
  std::function<bool()> is_alive;
  std::function<std::string()> metrics;
  // `by` says who commands, for the log. False: there is no such system.
  std::function<bool(const ApiCommand& command, const std::string& by)> carry_out;
};

class Web {
 public:
  // Everything listens when this returns, or nothing does. Errors: those of net::listen_beast.
  [[nodiscard]] static core::Result<std::unique_ptr<Web>> open(boost::asio::any_io_executor executor,
                                                               const Config& config, WebPorts ports);
  ~Web();
  Web(const Web&) = delete;
  Web& operator=(const Web&) = delete;

  // From the next request on. What is listened on stays as it is.
  void change(AccessRules access);
  [[nodiscard]] std::uint16_t tcp_port() const;  // 0: none is listened on
  // Removes the socket; requests under way are dropped.
  void stop();

 private:
  struct Parts;
  explicit Web(std::shared_ptr<Parts> parts);
  std::shared_ptr<Parts> parts_;
};

// Hands a command to the loop; false: there is no such system.
[[nodiscard]] bool carry_out(engine::Loop& loop, const ApiCommand& command);

}  // namespace muster::daemon
