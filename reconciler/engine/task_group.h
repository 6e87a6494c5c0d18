// Structured concurrency: children that never outlive their parent, and a signal to wait on.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/steady_timer.hpp>
#include <cstddef>
#include <exception>
#include <memory>

#include "reconciler/engine/task.h"

namespace muster::engine {

// Wakes one waiting task. A notification without a waiter is remembered once. One io thread only.
class Signal {
 public:
  explicit Signal(const boost::asio::any_io_executor& executor);
  void notify();
  [[nodiscard]] Task<void> wait();

 private:
  boost::asio::steady_timer timer_;  // never expires; cancelling it wakes the waiter
  bool pending_ = false;
};

// Tasks that run beside their parent. join() must be awaited before the group is destroyed; it rethrows the first
// exception of a child.
class TaskGroup {
 public:
  explicit TaskGroup(const boost::asio::any_io_executor& executor);
  TaskGroup(const TaskGroup&) = delete;
  TaskGroup& operator=(const TaskGroup&) = delete;

  void spawn(Task<void> task);
  [[nodiscard]] std::size_t running() const { return running_; }
  // Returns when any child has ended since the last call, or at once when none runs.
  [[nodiscard]] Task<void> wait_for_any();
  [[nodiscard]] Task<void> join();

 private:
  boost::asio::any_io_executor executor_;
  Signal ended_;
  std::size_t running_ = 0;
  std::exception_ptr failure_;
};

}  // namespace muster::engine
