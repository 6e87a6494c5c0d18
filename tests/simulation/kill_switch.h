// Ends a process at the n-th port call from now: before what the call does, after it, or with a request on its way.
#pragma once

#include <cstdint>
#include <string>

#include "tests/simulation/process_clock.h"

namespace muster::simulation {

class KillSwitch {
 public:
  explicit KillSwitch(ProcessClock& clock) : clock_(clock) {}

  // 1: at the next one.
  void arm(std::uint64_t calls) { left_ = calls; }
  // Only points that contain `part` count from now on; empty: all.
  void count_only(std::string part) { part_ = std::move(part); }
  // Right here and now, in whatever it is waiting for.
  void kill() { struck_ = true; }

  // Where a port call may end everything. Does not return when it does.
  [[nodiscard]] engine::Task<void> pass(std::string point) {
    if (!strikes(point)) co_return;
    co_await clock_.end();
  }
  [[nodiscard]] bool has_struck() const { return struck_; }
  // Points passed so far.
  [[nodiscard]] std::uint64_t passed() const { return passed_; }
  // Where it struck; empty: between two calls.
  [[nodiscard]] const std::string& where() const { return where_; }

 private:
  bool strikes(const std::string& point) {
    if (struck_) return true;
    if (point.find(part_) == std::string::npos) return false;
    ++passed_;
    if (left_ == 0 || --left_ > 0) return false;
    struck_ = true;
    where_ = point;
    return true;
  }

  ProcessClock& clock_;
  std::uint64_t left_ = 0;
  std::uint64_t passed_ = 0;
  std::string part_;
  bool struck_ = false;
  std::string where_;
};

}  // namespace muster::simulation
