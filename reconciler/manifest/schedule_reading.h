// What a System says about time: windows, pause and deleteAfter.
#pragma once

#include "reconciler/core/system_spec.h"
#include "reconciler/manifest/file_problems.h"

namespace muster::manifest {

// Each leaves the spec as it is after a problem.
void read_windows(const Node& node, core::SystemSpec& spec, FileProblems& problems);
void read_pause(const Node& node, core::SystemSpec& spec, FileProblems& problems);
void read_delete_after(const Node& node, core::SystemSpec& spec, FileProblems& problems);

}  // namespace muster::manifest
