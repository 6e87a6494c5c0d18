// A budget of requests that no window of 60 seconds ever exceeds.
#pragma once

#include <chrono>

namespace muster::core {

// With R = requests a minute x share, at most R requests leave in any 60 seconds: a burst of R/10 (at least 1), then
// evenly spaced. Below one request a minute they are 60/R seconds apart. Kept as the theoretical arrival time of the
// next request, in whole microseconds, so there is no drift and no floating point.
class TokenBucket {
 public:
  using Time = std::chrono::time_point<std::chrono::steady_clock, std::chrono::milliseconds>;

  // No limit when requests_per_minute is 0 or less.
  TokenBucket(int requests_per_minute, int share_percent);

  // Zero: a request may leave now, and its token is taken. Otherwise nothing is taken: ask again after that time.
  [[nodiscard]] std::chrono::milliseconds take(Time now);

  // Nothing leaves before `until`. An earlier pause is never shortened.
  void pause(Time until);

  // Part of the burst that is used up: 0 idle, 1 nothing left.
  [[nodiscard]] double used(Time now) const;

 private:
  using Micros = std::chrono::microseconds;
  using MicroTime = std::chrono::time_point<std::chrono::steady_clock, Micros>;

  Micros interval_{0};   // between requests once the burst is gone; 0: no limit
  Micros tolerance_{0};  // (burst - 1) x interval
  MicroTime next_{};     // when the next request would be exactly on time
  Time paused_until_{};
};

}  // namespace muster::core
