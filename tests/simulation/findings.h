// What a judge found wrong in one run, and what the run was like.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "tests/simulation/timeline.h"

namespace muster::simulation {

struct Counts {
  std::uint64_t passes = 0;
  std::uint64_t requests = 0;
  std::uint64_t writes = 0;  // requests that write
  std::uint64_t faults = 0;
  std::uint64_t kills = 0;         // that struck inside a port call or between two
  std::uint64_t power_losses = 0;  // of these, with everything lost that was not synced
  std::uint64_t stops = 0;         // asked to stop
  std::uint64_t edits = 0;         // of manifests
  std::uint64_t broken = 0;        // that were no manifests
  std::uint64_t drifts = 0;        // somebody at the vendor
  std::uint64_t jumps = 0;         // of the wall clock
  std::uint64_t in_doubt = 0;      // writes whose answer did not come
  std::uint64_t creates = 0;
  std::uint64_t blocked = 0;  // objects that a guard rightly held back at the end
  std::uint64_t refused = 0;  // objects whose change a vendor refused at the end, as muster said
  std::uint64_t minutes = 0;  // of virtual time

  void add(const Counts& other);
};

// Says what happened, and keeps a digest of it: two runs of a seed have to agree in every line.
class Findings {
 public:
  Findings(const Timeline& timeline, bool keeps_trace) : timeline_(timeline), keeps_trace_(keeps_trace) {}

  void note(const std::string& line);
  void fail(const std::string& line);

  [[nodiscard]] std::uint64_t digest() const { return digest_; }
  [[nodiscard]] const std::vector<std::string>& failures() const { return failures_; }
  [[nodiscard]] const std::string& trace() const { return trace_; }

  Counts counts;

 private:
  const Timeline& timeline_;
  bool keeps_trace_;
  std::uint64_t digest_ = 0xCBF29CE484222325U;
  std::vector<std::string> failures_;
  std::string trace_;
};

}  // namespace muster::simulation
