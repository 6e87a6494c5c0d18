// Runs one task on the io context to its end, with Ctrl-C in between.
#pragma once

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/signal_set.hpp>
#include <csignal>
#include <exception>
#include <functional>
#include <optional>
#include <stdexcept>
#include <utility>

#include "reconciler/engine/task.h"

namespace muster::daemon {

// Calls `asked` for each SIGINT and SIGTERM while it lives; outside of its life a signal ends the process.
class Interrupts {
 public:
  Interrupts(boost::asio::io_context& io, std::function<void()> asked)
      : signals_(io, SIGINT, SIGTERM), asked_(std::move(asked)) {
    wait();
  }

 private:
  void wait() {
    signals_.async_wait([this](const boost::system::error_code& error, int) {
      if (error) return;  // this object may be gone
      asked_();
      wait();
    });
  }

  boost::asio::signal_set signals_;
  std::function<void()> asked_;
};

template <typename T>
T run_phase(boost::asio::io_context& io, engine::Task<T> task, std::function<void()> on_interrupt) {
  std::optional<T> result;
  std::exception_ptr failure;
  const Interrupts interrupts(io, std::move(on_interrupt));
  boost::asio::co_spawn(io, std::move(task), [&](std::exception_ptr error, T value) {
    failure = error;
    if (!error) result.emplace(std::move(value));
  });
  io.restart();
  while (!result && !failure) {
    if (io.run_one() == 0) throw std::logic_error("a task waits for something that never comes");
  }
  if (failure) std::rethrow_exception(failure);
  return std::move(*result);
}

}  // namespace muster::daemon
