// Which fields of one object are worth reading.
#pragma once

#include "reconciler/core/desired.h"
#include "reconciler/engine/provider.h"

namespace muster::engine {

// Those that the change writes; of a removal all, as each of them may speak against it.
[[nodiscard]] WantedFields fields_of(const core::Change& change);
// Those that some document of that system states of such objects, and those that show a right, for the guards; all
// where there are no documents to go by.
[[nodiscard]] WantedFields stated_fields(const core::DesiredSystem* desired, const core::Catalog& catalog,
                                         core::EntityIndex entity);

}  // namespace muster::engine
