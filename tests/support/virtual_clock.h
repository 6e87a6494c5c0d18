// Virtual time: a whole pass with hours of waiting runs in milliseconds, and equal seeds give equal runs.
#pragma once

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <cstdint>
#include <exception>
#include <functional>
#include <map>
#include <optional>
#include <stdexcept>
#include <utility>

#include "reconciler/engine/clock.h"

namespace muster::tests {

class VirtualClock final : public engine::Clock {
 public:
  VirtualClock() = default;

  [[nodiscard]] engine::SteadyTime now() const override { return now_; }
  [[nodiscard]] engine::WallTime wall_now() const override;
  [[nodiscard]] engine::Task<void> sleep(engine::Duration duration) override;

  [[nodiscard]] boost::asio::io_context& context() { return context_; }

  // Runs the task to its end; whenever nothing is ready, time jumps to the earliest sleeper.
  // Throws std::logic_error when the task can never finish.
  template <typename T>
  T run(engine::Task<T> task) {
    std::optional<T> result;
    std::exception_ptr failure;
    boost::asio::co_spawn(context_, std::move(task), [&](std::exception_ptr error, T value) {
      failure = error;
      result.emplace(std::move(value));
    });
    drive([&] { return failure || result.has_value(); });
    if (failure) std::rethrow_exception(failure);
    return std::move(*result);
  }
  void run(engine::Task<void> task);

 private:
  using SleeperId = std::pair<engine::SteadyTime, std::uint64_t>;  // in order of waking, then of falling asleep

  void wake(SleeperId id, bool cancelled);
  void drive(const std::function<bool()>& finished);

  boost::asio::io_context context_;
  engine::SteadyTime now_{std::chrono::hours(1)};
  std::map<SleeperId, std::function<void(bool cancelled)>> sleepers_;
  std::uint64_t last_sleeper_ = 0;
};

// SplitMix64: small, and the same everywhere.
class SeededRandom final : public engine::Random {
 public:
  explicit SeededRandom(std::uint64_t seed) : state_(seed) {}
  [[nodiscard]] std::uint64_t next() override;

 private:
  std::uint64_t state_;
};

}  // namespace muster::tests
