// Lists of small records, such as speed dials: each item is a map, and one of its parts is the key.
#pragma once

#include "reconciler/manifest/field_reading.h"

namespace muster::manifest {

// Appends the header and the records, each as a member in canonical text (core/record.h); on any mistake reports it and
// appends nothing. A part that the vendor needs may be missing: the live record may have it.
void read_records(const core::FieldRule& rule, core::FieldIndex field, const Node& value, const FieldContext& context,
                  std::vector<DraftCell>& cells);

}  // namespace muster::manifest
