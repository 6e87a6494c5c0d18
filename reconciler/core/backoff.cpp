#include "reconciler/core/backoff.h"

#include <algorithm>

namespace muster::core {

using std::chrono::milliseconds;

namespace {

// 0 to `most` inclusive.
milliseconds part_of(milliseconds most, std::uint64_t random) {
  const auto span = static_cast<std::uint64_t>(std::max<milliseconds::rep>(most.count(), 0)) + 1;
  return milliseconds(static_cast<milliseconds::rep>(random % span));
}

}  // namespace

milliseconds backoff(int attempt, std::uint64_t random, const BackoffPolicy& policy) {
  milliseconds whole = std::min(policy.base, policy.cap);
  for (int i = 0; i < attempt && whole < policy.cap; ++i) whole = std::min(whole * 2, policy.cap);
  const milliseconds half = whole / 2;
  return half + part_of(whole - half, random);
}

milliseconds with_jitter(milliseconds wait, std::uint64_t random) { return wait + part_of(wait / 10, random); }

}  // namespace muster::core
