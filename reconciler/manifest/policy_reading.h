// budget, guards and unmanaged of a System.
#pragma once

#include "reconciler/core/system_spec.h"
#include "reconciler/manifest/file_problems.h"

namespace muster::manifest {

void read_budget(const Node& node, core::Budget& budget, FileProblems& problems);
void read_guards(const Node& node, core::Guards& guards, FileProblems& problems);
void read_unmanaged(const Node& node, core::SystemSpec& spec, FileProblems& problems);

}  // namespace muster::manifest
