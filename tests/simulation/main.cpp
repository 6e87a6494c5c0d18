// simulation --seeds FROM..TO [--trace] [--vendor NAME]: plays every seed and says what its judges found.
#include <fmt/format.h>

#include <charconv>
#include <cstdio>
#include <string>
#include <string_view>

#include "tests/simulation/scenario.h"

namespace {

using muster::simulation::Counts;
using muster::simulation::Verdict;

struct Options {
  std::uint64_t from = 1;
  std::uint64_t to = 0;
  bool trace = false;
  std::optional<std::vector<muster::simulation::Vendor>> vendors;  // nothing: the seed says
};

bool read_number(std::string_view text, std::uint64_t& number) {
  const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
  return read.ec == std::errc() && read.ptr == text.data() + text.size();
}

bool read_seeds(std::string_view text, Options& options) {
  const auto dots = text.find("..");
  if (!read_number(text.substr(0, dots), options.from)) return false;
  if (dots != std::string_view::npos) return read_number(text.substr(dots + 2), options.to);
  options.to = options.from;
  return true;
}

void print_failure(const Verdict& verdict) {
  fmt::print("seed {} FAILED\n", verdict.seed);
  for (const std::string& failure : verdict.failures) fmt::print("  {}\n", failure);
  fmt::print("  replay: simulation --seeds {} --trace\n", verdict.seed);
}

void print_summary(const Counts& counts, std::uint64_t seeds, std::uint64_t failed) {
  fmt::print("{} seeds, {} failed; {} hours of virtual time, {} passes, {} requests, {} of them writes\n", seeds,
             failed, counts.minutes / 60, counts.passes, counts.requests, counts.writes);
  fmt::print(
      "{} edits, {} broken ones, {} changes by others, {} faults, {} kills ({} lost power), {} stops, {} jumps\n",
      counts.edits, counts.broken, counts.drifts, counts.faults, counts.kills, counts.power_losses, counts.stops,
      counts.jumps);
  fmt::print("{} writes in doubt, {} objects created, {} held back by a guard at the end, {} refused by the vendor\n",
             counts.in_doubt, counts.creates, counts.blocked, counts.refused);
}

int run(const Options& options) {
  Counts total;
  std::uint64_t failed = 0;
  for (std::uint64_t seed = options.from; seed <= options.to; ++seed) {
    const auto vendors = options.vendors.value_or(muster::simulation::vendors_of(seed));
    const Verdict verdict = muster::simulation::play_seed(seed, vendors, options.trace);
    total.add(verdict.counts);
    if (options.trace) fmt::print("{}digest {:016x}\n", verdict.trace, verdict.digest);
    if (!verdict.failures.empty()) print_failure(verdict), ++failed;
    if (seed % 100 == 0) fmt::print("seed {} played, {} failed so far\n", seed, failed);
    std::fflush(stdout);
  }
  print_summary(total, options.to - options.from + 1, failed);
  return failed == 0 ? 0 : 1;
}

// False: it is no option, or lacks its value.
bool read_option(std::string_view word, std::string_view value, Options& options) {
  if (word == "--seeds") return read_seeds(value, options);
  if (word != "--vendor") return false;
  options.vendors = muster::simulation::vendors_named(value);
  return options.vendors.has_value();
}

}  // namespace

int main(int count, char** words) {
  Options options;
  for (int i = 1; i < count; ++i) {
    const std::string_view word = words[i];
    if (word == "--trace") {
      options.trace = true;
    } else if (++i == count || !read_option(word, words[i], options)) {
      fmt::print(stderr,
                 "usage: simulation --seeds FROM..TO [--trace] [--vendor genesys-gws|webex|uccx|ameyo|cucm-uds|all]\n");
      return 64;
    }
  }
  return run(options);
}
