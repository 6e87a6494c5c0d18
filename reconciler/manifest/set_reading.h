// Sets: a plain list is exact, a map owns what it includes and excludes.
#pragma once

#include "reconciler/manifest/field_reading.h"

namespace muster::manifest {

// Appends the header and the members; on any mistake reports it and appends nothing.
void read_set(const core::FieldRule& rule, core::FieldIndex field, const Node& value, std::vector<DraftCell>& cells,
              FileProblems& problems);

}  // namespace muster::manifest
