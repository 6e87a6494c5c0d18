// A wait that ends after a time, or when somebody rings.
#pragma once

#include <boost/asio/any_io_executor.hpp>

#include "reconciler/engine/clock.h"
#include "reconciler/engine/task_group.h"

namespace muster::engine {

// One waiter at a time. A ring without a waiter is remembered once. One io thread only.
class Alarm {
 public:
  Alarm(const boost::asio::any_io_executor& executor, Clock& clock);

  void ring();
  // At once when somebody has rung since the last wait.
  [[nodiscard]] Task<void> wait(Duration at_most);

 private:
  boost::asio::any_io_executor executor_;
  Clock* clock_;
  Signal signal_;
  bool rung_ = false;
};

}  // namespace muster::engine
