// What the spec of a kind may say, as a JSON Schema: fields, maps of fields, and lists of parts.
#pragma once

#include "reconciler/core/catalog.h"
#include "reconciler/core/json_writer.h"

namespace muster::manifest {

enum class Parts { written, left_out };  // left out: in the defaults of a System

void write_spec_schema(core::JsonWriter& json, const core::Catalog& catalog, const core::KindSpec& kind, Parts parts);

}  // namespace muster::manifest
