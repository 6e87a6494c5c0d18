#include "reconciler/manifest/problem.h"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

namespace muster::manifest {

namespace {

[[nodiscard]] std::string line_of(const Problem& problem, std::string_view severity) {
  if (problem.line == 0) return fmt::format("{}: {}: {}\n", problem.file, severity, problem.what);
  return fmt::format("{}:{}:{}: {}: {}\n", problem.file, problem.line, problem.column, severity, problem.what);
}

[[nodiscard]] bool before(const Problem& a, const Problem& b) {
  return std::tie(a.file, a.line, a.column, a.what) < std::tie(b.file, b.line, b.column, b.what);
}

}  // namespace

void sort_problems(std::vector<Problem>& problems) {
  std::ranges::sort(problems, before);
  const auto repeated = std::ranges::unique(problems);
  problems.erase(repeated.begin(), repeated.end());
}

std::string render_problems(const std::vector<Problem>& errors, const std::vector<Problem>& warnings) {
  std::vector<Problem> sorted_errors = errors;
  std::vector<Problem> sorted_warnings = warnings;
  sort_problems(sorted_errors);
  sort_problems(sorted_warnings);
  std::string text;
  auto warning = sorted_warnings.begin();
  for (const auto& error : sorted_errors) {
    while (warning != sorted_warnings.end() && before(*warning, error)) text += line_of(*warning++, "warning");
    text += line_of(error, "error");
  }
  while (warning != sorted_warnings.end()) text += line_of(*warning++, "warning");
  return text;
}

}  // namespace muster::manifest
