// The schema of a System's spec for one provider, and of its guards.
#pragma once

#include "reconciler/core/catalog.h"
#include "reconciler/core/json_writer.h"

namespace muster::manifest {

void write_system_spec_schema(core::JsonWriter& json, const core::Catalog& catalog);

// Also of the limits in musterd.yaml.
void write_guards_schema(core::JsonWriter& json);

}  // namespace muster::manifest
