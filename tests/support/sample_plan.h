// A plan over the made-up vendor that has one of everything a document can show.
#pragma once

#include "reconciler/core/change.h"
#include "reconciler/core/desired.h"

namespace muster::support {

// System "toy-one", documents in users/billing.yaml (file 0) and teams.yaml (file 1).
[[nodiscard]] core::Desired sample_desired();

// A create, updates (asked, drift, with notes), a removal, a rename and a blocked change, with waits between them.
[[nodiscard]] core::Plan sample_plan();

// `count` creates that differ only in name, and one update.
[[nodiscard]] core::Plan large_plan(std::size_t count);

}  // namespace muster::support
