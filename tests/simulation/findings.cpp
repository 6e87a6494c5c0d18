#include "tests/simulation/findings.h"

#include <fmt/format.h>

namespace muster::simulation {

namespace {
constexpr std::size_t kMostFailures = 12;
}  // namespace

void Findings::note(const std::string& line) {
  const std::string stamped =
      fmt::format("{:10.3f} {}\n", static_cast<double>(timeline_.elapsed().count()) / 1e3, line);
  for (const char character : stamped) {
    digest_ ^= static_cast<unsigned char>(character);
    digest_ *= 0x100000001B3U;
  }
  if (keeps_trace_) trace_ += stamped;
}

void Findings::fail(const std::string& line) {
  note("WRONG: " + line);
  if (failures_.size() < kMostFailures) {
    failures_.push_back(fmt::format("at {:.3f} s: {}", static_cast<double>(timeline_.elapsed().count()) / 1e3, line));
  }
}

void Counts::add(const Counts& other) {
  passes += other.passes;
  requests += other.requests;
  writes += other.writes;
  faults += other.faults;
  kills += other.kills;
  power_losses += other.power_losses;
  stops += other.stops;
  edits += other.edits;
  broken += other.broken;
  drifts += other.drifts;
  jumps += other.jumps;
  in_doubt += other.in_doubt;
  creates += other.creates;
  blocked += other.blocked;
  refused += other.refused;
  minutes += other.minutes;
}

}  // namespace muster::simulation
