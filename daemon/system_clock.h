// Real time and real randomness behind the engine's ports.
#pragma once

#include <boost/asio/any_io_executor.hpp>

#include "reconciler/engine/clock.h"

namespace muster::daemon {

class SystemClock final : public engine::Clock {
 public:
  explicit SystemClock(boost::asio::any_io_executor executor) : executor_(std::move(executor)) {}

  [[nodiscard]] engine::SteadyTime now() const override;
  [[nodiscard]] engine::WallTime wall_now() const override;
  [[nodiscard]] engine::Task<void> sleep(engine::Duration duration) override;

 private:
  boost::asio::any_io_executor executor_;
};

// The kernel's generator.
class SystemRandom final : public engine::Random {
 public:
  [[nodiscard]] std::uint64_t next() override;
};

}  // namespace muster::daemon
