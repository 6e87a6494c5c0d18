// The two ways to say what is in a set or a list of records: exactly these, or at least these and none of those.
#pragma once

#include <functional>

#include "reconciler/core/catalog.h"
#include "reconciler/core/table.h"
#include "reconciler/manifest/file_problems.h"

namespace muster::manifest {

// CellKind::set for a list, CellKind::partial for a map of include and exclude.
[[nodiscard]] core::CellKind mode_of(const Node& value);

// Calls read(list, CellKind::member or CellKind::excluded) for each list of the value. False after a mistake, which is
// reported.
[[nodiscard]] bool read_modes(const core::FieldRule& rule, const Node& value,
                              const std::function<void(const Node& list, core::CellKind kind)>& read,
                              FileProblems& problems);

}  // namespace muster::manifest
