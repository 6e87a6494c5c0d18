// A thread that does what must not hold up the io thread: the store, files, large computations.
#pragma once

#include <boost/asio/thread_pool.hpp>

#include "reconciler/engine/ports.h"

namespace muster::daemon {

// One piece of work after the other. An exception of the work is thrown where it is awaited. Goes before the io
// context whose tasks await it; the destructor finishes what was asked for.
class WorkerThread final : public engine::Worker {
 public:
  WorkerThread() = default;
  ~WorkerThread() override;
  WorkerThread(const WorkerThread&) = delete;
  WorkerThread& operator=(const WorkerThread&) = delete;

  [[nodiscard]] engine::Task<void> run(std::function<void()> work) override;

 private:
  boost::asio::thread_pool thread_{1};
};

// Does the work where it is asked for: for commands, which have nothing else to do meanwhile.
class InlineWorker final : public engine::Worker {
 public:
  [[nodiscard]] engine::Task<void> run(std::function<void()> work) override;
};

}  // namespace muster::daemon
