// What YAML programs take a text without quotes for.
#pragma once

#include <string_view>

namespace muster::manifest {

enum class Look { text, null, boolean, number };

// By the generous rules of YAML 1.1 and 1.2 together: "NO", "on" and "y" look like booleans; "007", "1e3", "0x1F",
// "1_000", "12:30" and ".inf" like numbers.
[[nodiscard]] Look look_of(std::string_view plain);

}  // namespace muster::manifest
