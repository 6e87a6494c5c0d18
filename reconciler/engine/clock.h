// Ports for time and randomness, so that whole passes run in virtual time and replay from a seed.
#pragma once

#include <chrono>
#include <cstdint>

#include "reconciler/engine/task.h"

namespace muster::engine {

using Duration = std::chrono::milliseconds;
using SteadyTime = std::chrono::time_point<std::chrono::steady_clock, Duration>;
using WallTime = std::chrono::sys_time<Duration>;

class Clock {
 public:
  virtual ~Clock() = default;
  [[nodiscard]] virtual SteadyTime now() const = 0;     // never goes back
  [[nodiscard]] virtual WallTime wall_now() const = 0;  // may jump; for people and expiry only
  // Returns early only when the task is cancelled.
  [[nodiscard]] virtual Task<void> sleep(Duration duration) = 0;
};

class Random {
 public:
  virtual ~Random() = default;
  [[nodiscard]] virtual std::uint64_t next() = 0;  // uniform over 64 bits
};

}  // namespace muster::engine
