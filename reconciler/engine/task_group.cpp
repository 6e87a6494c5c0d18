#include "reconciler/engine/task_group.h"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace muster::engine {

namespace asio = boost::asio;

Signal::Signal(const asio::any_io_executor& executor) : timer_(executor, asio::steady_timer::time_point::max()) {}

void Signal::notify() {
  pending_ = true;
  timer_.cancel();
}

Task<void> Signal::wait() {
  if (!pending_) co_await timer_.async_wait(asio::as_tuple(asio::use_awaitable));
  pending_ = false;
}

TaskGroup::TaskGroup(const asio::any_io_executor& executor) : executor_(executor), ended_(executor) {}

void TaskGroup::spawn(Task<void> task) {
  ++running_;
  asio::co_spawn(executor_, std::move(task), [this](const std::exception_ptr& failure) {
    --running_;
    if (failure && !failure_) failure_ = failure;
    ended_.notify();
  });
}

Task<void> TaskGroup::wait_for_any() {
  if (running_ > 0) co_await ended_.wait();
}

Task<void> TaskGroup::join() {
  while (running_ > 0) co_await ended_.wait();
  if (failure_) std::rethrow_exception(failure_);
}

}  // namespace muster::engine
