// When a system that keeps failing is left alone. Pure; the caller brings the time.
#pragma once

#include <chrono>

namespace muster::core {

// Closed: passes read and write. Open: passes only read, with growing pauses, until one succeeds.
class Circuit {
 public:
  static constexpr int kFailures = 3;  // passes in a row
  static constexpr std::chrono::milliseconds kFirstPause{30'000};
  static constexpr std::chrono::milliseconds kLongestPause{15 * 60'000};

  void failed();
  void succeeded();
  [[nodiscard]] bool is_open() const { return failures_ >= kFailures; }
  [[nodiscard]] int failures() const { return failures_; }
  // What has to pass before the next attempt; zero while closed.
  [[nodiscard]] std::chrono::milliseconds pause() const;

 private:
  int failures_ = 0;
};

}  // namespace muster::core
