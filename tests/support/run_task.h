// Runs one task on an io_context that has other work too (servers, pools), in real time.
#pragma once

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <exception>
#include <optional>
#include <utility>

#include "reconciler/engine/task.h"

namespace muster::support {

// Turns the loop until the task has ended; throws what the task threw.
template <typename T>
T run_task(boost::asio::io_context& context, engine::Task<T> task) {
  std::optional<T> result;
  std::exception_ptr failure;
  boost::asio::co_spawn(context, std::move(task), [&](std::exception_ptr error, T value) {
    failure = error;
    result.emplace(std::move(value));
  });
  context.restart();
  while (!result && context.run_one() > 0) {
  }
  if (failure) std::rethrow_exception(failure);
  return std::move(*result);
}

}  // namespace muster::support
