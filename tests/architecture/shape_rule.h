// The size and form of files and functions.
#pragma once

#include <vector>

#include "tests/architecture/source_file.h"

namespace muster::architecture {

inline constexpr std::size_t kLongestFile = 450;

// A file outside tests over kLongestFile lines; a header without `#pragma once` or without a comment in front of it.
[[nodiscard]] std::vector<Finding> misshapen(const SourceFile& file);

// Not forbidden, but worth a look: files over 150 lines and functions over 30.
[[nodiscard]] std::vector<Finding> outliers(const SourceFile& file);

}  // namespace muster::architecture
