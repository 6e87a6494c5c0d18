#include "providers/net/connection_pool.h"

#include <algorithm>

namespace muster::net {

Slot::~Slot() {
  connection.reset();
  if (pool_) pool_->release();
}

bool Slot::take_idle() {
  auto& idle = pool_->idle_;
  while (!idle.empty() && !connection) {
    ConnectionPool::Idle last = std::move(idle.back());
    idle.pop_back();
    const bool fresh = std::chrono::steady_clock::now() - last.since < pool_->max_idle_;
    if (fresh && last.connection->is_quiet()) connection = std::move(last.connection);
  }
  return connection != nullptr;
}

void Slot::keep() {
  if (!connection->is_reusable()) return;
  pool_->idle_.push_back({std::move(connection), std::chrono::steady_clock::now()});
}

ConnectionPool::Waiter::Waiter(std::shared_ptr<ConnectionPool> owner, Deadline deadline)
    : pool(std::move(owner)), granted_or_late(pool->executor_, deadline) {
  pool->waiters_.push_back(this);
}

ConnectionPool::Waiter::~Waiter() {
  if (granted && !taken) pool->release();
  if (!granted) std::erase(pool->waiters_, this);
}

engine::Task<std::optional<Slot>> ConnectionPool::acquire(Deadline deadline) {
  if (free_ > 0) {
    --free_;
    co_return Slot(shared_from_this());
  }
  Waiter waiter(shared_from_this(), deadline);
  auto waited = co_await waiter.granted_or_late.async_wait(kAsValue);
  if (!waiter.granted) {
    leave_if_cancelled(std::get<0>(waited));
    co_return std::nullopt;
  }
  waiter.taken = true;
  co_return Slot(waiter.pool);
}

void ConnectionPool::release() {
  if (waiters_.empty()) {
    ++free_;
    return;
  }
  Waiter* const next = waiters_.front();
  waiters_.pop_front();
  next->granted = true;
  next->granted_or_late.cancel();
}

}  // namespace muster::net
