// Numbers from a seed, the same on every machine: what makes a simulated fault repeatable.
#pragma once

#include <cstdint>
#include <string_view>

namespace muster::simulators {

// A splitmix64 stream. Two streams made from the same words give the same numbers.
class Draw {
 public:
  explicit Draw(std::uint64_t seed, std::uint64_t stream = 0) : state_(seed * 0x9E3779B97F4A7C15U + mix(stream + 1)) {}

  [[nodiscard]] std::uint64_t next() { return mix(state_ += 0x9E3779B97F4A7C15U); }
  // Uniform over [0, bound); bound is at least 1.
  [[nodiscard]] std::uint64_t below(std::uint64_t bound) { return next() % bound; }
  // Uniform over [0, 1).
  [[nodiscard]] double unit() { return static_cast<double>(next() >> 11U) * 0x1.0p-53; }

 private:
  [[nodiscard]] static constexpr std::uint64_t mix(std::uint64_t z) {
    z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9U;
    z = (z ^ (z >> 27U)) * 0x94D049BB133111EBU;
    return z ^ (z >> 31U);
  }

  std::uint64_t state_;
};

}  // namespace muster::simulators
