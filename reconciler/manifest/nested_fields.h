// "user.userLocale" is userLocale in the map user: the keys of a spec, or of an item of a list of parts, by path.
#pragma once

#include <functional>

#include "reconciler/manifest/kind_fields.h"

namespace muster::manifest {

struct SpecVisitor {
  std::function<void(core::FieldIndex field, const Node& key, const Node& value)> field;
  std::function<void(core::EntityIndex part, const Node& key, const Node& list)> part;
};

// Calls the visitor for each field and each list of parts that the map states, in the order of the file, and reports
// every other key. `own` is a key that the caller reads itself; empty: none.
void visit_spec(const KindFields& fields, const Node& map, std::string_view own, const SpecVisitor& visitor,
                FileProblems& problems);

}  // namespace muster::manifest
