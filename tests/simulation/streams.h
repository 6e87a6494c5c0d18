// Streams of numbers that a seed is drawn from, one for each purpose.
#pragma once

#include "providers/simulators/draw.h"

namespace muster::simulation {

// Streams of neighbouring seeds would be the same numbers, shifted.
[[nodiscard]] inline simulators::Draw stream(std::uint64_t seed, std::uint64_t number) {
  return simulators::Draw(simulators::Draw(seed, number).next());
}

}  // namespace muster::simulation
