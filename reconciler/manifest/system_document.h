// A System document becomes a SystemSpec.
#pragma once

#include <optional>
#include <vector>

#include "reconciler/core/catalog.h"
#include "reconciler/core/system_spec.h"
#include "reconciler/manifest/field_reading.h"

namespace muster::manifest {

// A field that objects of one kind take from the System when they do not state it.
struct DefaultField {
  core::FieldIndex field = 0;
  std::vector<DraftCell> cells;
  core::Place place;
};

struct KindDefaults {
  std::uint16_t kind = 0;  // into Catalog::kinds
  std::vector<DefaultField> fields;
};

struct SystemDocument {
  core::SystemSpec spec;
  const core::Catalog* catalog = nullptr;  // null when the provider is not known
  std::vector<KindDefaults> defaults;
};

// Nothing only when the document does not even name a system; other mistakes are in `problems`.
[[nodiscard]] std::optional<SystemDocument> read_system(const Node& root, core::Catalogs catalogs,
                                                        std::string_view folder, FileProblems& problems);

}  // namespace muster::manifest
