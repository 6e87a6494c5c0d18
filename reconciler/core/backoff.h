// How long to wait before the next attempt.
#pragma once

#include <chrono>
#include <cstdint>

namespace muster::core {

struct BackoffPolicy {
  std::chrono::milliseconds base{500};
  std::chrono::milliseconds cap{30'000};
};

// Before attempt `attempt` + 2, where `attempt` counts the failures before this one (0, 1, ...): a time between half
// of base x 2^attempt and the whole of it, never above the cap. `random` is uniform over 64 bits.
[[nodiscard]] std::chrono::milliseconds backoff(int attempt, std::uint64_t random, const BackoffPolicy& policy);

// `wait` and up to a tenth more, so that clients told the same second do not all come back in it.
[[nodiscard]] std::chrono::milliseconds with_jitter(std::chrono::milliseconds wait, std::uint64_t random);

}  // namespace muster::core
