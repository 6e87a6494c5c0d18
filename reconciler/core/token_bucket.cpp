#include "reconciler/core/token_bucket.h"

#include <algorithm>
#include <cstdint>

namespace muster::core {

using std::chrono::duration_cast;
using std::chrono::milliseconds;

namespace {

constexpr std::int64_t kMinute = 60'000'000;  // microseconds

std::int64_t divide_up(std::int64_t dividend, std::int64_t divisor) { return (dividend + divisor - 1) / divisor; }

}  // namespace

TokenBucket::TokenBucket(int requests_per_minute, int share_percent) {
  if (requests_per_minute <= 0) return;
  const std::int64_t hundredths = std::int64_t{requests_per_minute} * std::clamp(share_percent, 1, 100);
  const std::int64_t rate = hundredths / 100;
  if (rate < 1) {
    interval_ = Micros(divide_up(kMinute * 100, hundredths));
  } else if (rate < 2) {
    interval_ = Micros(kMinute + 1);  // the sixty seconds count both their ends
  } else {
    const std::int64_t burst = std::max<std::int64_t>(1, rate / 10);
    interval_ = Micros(divide_up(kMinute, rate - burst));
    tolerance_ = interval_ * (burst - 1);
  }
}

milliseconds TokenBucket::take(Time now) {
  if (now < paused_until_) return paused_until_ - now;
  if (interval_ == Micros::zero()) return milliseconds::zero();
  const MicroTime at = now;
  const MicroTime earliest = next_ - tolerance_;
  if (at < earliest) return std::chrono::ceil<milliseconds>(earliest - at);
  next_ = std::max(next_, at) + interval_;
  return milliseconds::zero();
}

void TokenBucket::pause(Time until) { paused_until_ = std::max(paused_until_, until); }

double TokenBucket::used(Time now) const {
  if (interval_ == Micros::zero()) return 0;
  const Micros ahead = std::max(Micros::zero(), duration_cast<Micros>(next_ - MicroTime(now)));
  return std::min(1.0, static_cast<double>(ahead.count()) / static_cast<double>((tolerance_ + interval_).count()));
}

}  // namespace muster::core
