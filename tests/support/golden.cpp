#include "tests/support/golden.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>

namespace muster::support {
namespace {

std::string first_difference(std::string_view expected, std::string_view actual) {
  std::istringstream wanted{std::string(expected)};
  std::istringstream found{std::string(actual)};
  std::string left;
  std::string right;
  for (int line = 1;; ++line) {
    const bool more_left = static_cast<bool>(std::getline(wanted, left));
    const bool more_right = static_cast<bool>(std::getline(found, right));
    if (!more_left) left = "(end)";
    if (!more_right) right = "(end)";
    if (left != right) return "line " + std::to_string(line) + "\n  golden: " + left + "\n  actual: " + right;
    if (!more_left && !more_right) return "only in line ends";
  }
}

}  // namespace

::testing::AssertionResult matches_golden(std::string_view actual, const std::string& file) {
  const std::filesystem::path path = std::filesystem::path(MUSTER_SOURCE_DIR) / "tests" / file;
  if (std::getenv("UPDATE_GOLDEN") != nullptr) {
    std::filesystem::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << actual;
    return ::testing::AssertionSuccess();
  }
  std::ifstream in(path, std::ios::binary);
  if (!in) return ::testing::AssertionFailure() << file << " is missing; run with UPDATE_GOLDEN=1";
  const std::string expected{std::istreambuf_iterator<char>(in), {}};
  if (expected == actual) return ::testing::AssertionSuccess();
  return ::testing::AssertionFailure() << file << " differs first in " << first_difference(expected, actual)
                                       << "\nrun with UPDATE_GOLDEN=1 when the new text is right";
}

}  // namespace muster::support
