// What is wrong with the manifests, and how it is shown.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace muster::manifest {

// One mistake. `what` is one sentence: what is wrong, what is allowed, and the nearest allowed word. Line and column
// are 1-based, the column counts characters; 0 where there is no place in the file.
struct Problem {
  std::string file;
  std::uint32_t line = 0;
  std::uint32_t column = 0;
  std::string what;
  std::string code;  // stable, for machines: "unknown-key"

  friend auto operator<=>(const Problem&, const Problem&) = default;
  friend bool operator==(const Problem&, const Problem&) = default;
};

// Sorted by file, line and column, each once.
void sort_problems(std::vector<Problem>& problems);

// One line each, "file:line:column: error: what", errors and warnings merged in the order of their places.
[[nodiscard]] std::string render_problems(const std::vector<Problem>& errors, const std::vector<Problem>& warnings);

}  // namespace muster::manifest
