// One field of a manifest as a JSON Schema.
#pragma once

#include "reconciler/core/catalog.h"
#include "reconciler/core/json_writer.h"

namespace muster::manifest {

// `empty_is_default`: the vendor takes an empty text for "at default", so that none is a value.
void write_field_schema(core::JsonWriter& json, const core::FieldRule& rule, bool empty_is_default);

}  // namespace muster::manifest
