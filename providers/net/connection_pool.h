// Keep-alive connections of one client and the limit on how many are in use.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/steady_timer.hpp>
#include <deque>
#include <memory>
#include <optional>
#include <vector>

#include "providers/net/beast_connection.h"

namespace muster::net {

class ConnectionPool;

// The right to use one connection. Given back on destruction; the connection is then closed unless it was kept.
class Slot {
 public:
  explicit Slot(std::shared_ptr<ConnectionPool> pool) : pool_(std::move(pool)) {}
  Slot(Slot&&) noexcept = default;
  Slot& operator=(Slot&&) = delete;
  ~Slot();

  // Takes an idle connection, the latest used first; false when there is none that is still good.
  [[nodiscard]] bool take_idle();
  // Leaves the connection to the next request, if both sides keep it.
  void keep();

  std::unique_ptr<Connection> connection;

 private:
  std::shared_ptr<ConnectionPool> pool_;
};

class ConnectionPool : public std::enable_shared_from_this<ConnectionPool> {
 public:
  ConnectionPool(boost::asio::any_io_executor executor, std::size_t max_connections, std::chrono::milliseconds max_idle)
      : executor_(std::move(executor)), free_(max_connections), max_idle_(max_idle) {}

  // First come, first served. Nothing when the deadline passed first.
  [[nodiscard]] engine::Task<std::optional<Slot>> acquire(Deadline deadline);

 private:
  friend class Slot;

  struct Idle {
    std::unique_ptr<Connection> connection;
    Deadline since;
  };

  // Someone in acquire(). Granted by release(); a grant that nobody takes goes to the next.
  struct Waiter {
    Waiter(std::shared_ptr<ConnectionPool> owner, Deadline deadline);
    Waiter(const Waiter&) = delete;
    Waiter& operator=(const Waiter&) = delete;
    ~Waiter();

    std::shared_ptr<ConnectionPool> pool;
    boost::asio::steady_timer granted_or_late;
    bool granted = false;
    bool taken = false;
  };

  void release();

  boost::asio::any_io_executor executor_;
  std::size_t free_;
  std::chrono::milliseconds max_idle_;
  std::vector<Idle> idle_;
  std::deque<Waiter*> waiters_;
};

}  // namespace muster::net
