// What each stage of a command costs, for --log-level debug.
#pragma once

#include <ctime>
#include <string_view>

#include "daemon/answers.h"

namespace muster::daemon {

// Prints the CPU time between its construction and its end on stderr, and the peak memory of the process so far:
// "debug: stage load: 0.120 s of CPU, 34 MiB". Silent at every other log level.
class StageClock {
 public:
  StageClock(const CommandContext& context, std::string_view stage);
  ~StageClock();
  StageClock(const StageClock&) = delete;
  StageClock& operator=(const StageClock&) = delete;

 private:
  const CommandContext& context_;
  std::string_view stage_;
  std::clock_t started_;
};

}  // namespace muster::daemon
