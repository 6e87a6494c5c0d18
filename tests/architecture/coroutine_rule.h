// What g++ 12 and Boost 1.81 miscompile about coroutines, as far as it can be read off the text. The section
// "Coroutines" of reconciler/README.md has the reasons.
#pragma once

#include <vector>

#include "tests/architecture/source_file.h"

namespace muster::architecture {

// A co_await that does not stand alone in its statement, or has a braced temporary in it; one in a catch block; a
// capturing lambda that is a coroutine; a coroutine that takes what may die before it runs; a detached task.
[[nodiscard]] std::vector<Finding> coroutine_hazards(const SourceFile& file);

}  // namespace muster::architecture
