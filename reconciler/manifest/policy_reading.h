// budget, guards and unmanaged of a System.
#pragma once

#include <string_view>

#include "reconciler/core/system_spec.h"
#include "reconciler/manifest/file_problems.h"

namespace muster::manifest {

void read_budget(const Node& node, core::Budget& budget, FileProblems& problems);
// `what` names the map in messages: musterd.yaml calls it "limits".
void read_guards(const Node& node, core::Guards& guards, FileProblems& problems, std::string_view what = "guards");
void read_unmanaged(const Node& node, core::SystemSpec& spec, FileProblems& problems);

}  // namespace muster::manifest
