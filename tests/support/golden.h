// Golden files: what people and programs see, kept as text beside the tests. UPDATE_GOLDEN=1 rewrites them.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace muster::support {

// `file` counts from the folder tests/: "core/golden/plan.txt".
[[nodiscard]] ::testing::AssertionResult matches_golden(std::string_view actual, const std::string& file);

}  // namespace muster::support
