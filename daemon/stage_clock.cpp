#include "daemon/stage_clock.h"

#include <fmt/format.h>
#include <sys/resource.h>

namespace muster::daemon {

namespace {

long peak_mebibytes() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return usage.ru_maxrss / 1024;
}

}  // namespace

StageClock::StageClock(const CommandContext& context, std::string_view stage)
    : context_(context), stage_(stage), started_(std::clock()) {}

StageClock::~StageClock() {
  if (context_.options.log_level != "debug") return;
  const double seconds = static_cast<double>(std::clock() - started_) / CLOCKS_PER_SEC;
  context_.console.err(fmt::format("debug: stage {}: {:.3f} s of CPU, {} MiB\n", stage_, seconds, peak_mebibytes()));
}

}  // namespace muster::daemon
