// The schema of a System's spec for one provider.
#pragma once

#include "reconciler/core/catalog.h"
#include "reconciler/core/json_writer.h"

namespace muster::manifest {

void write_system_spec_schema(core::JsonWriter& json, const core::Catalog& catalog);

}  // namespace muster::manifest
