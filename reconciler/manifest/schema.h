// JSON Schemas (2020-12) of the manifests, from the tables that the loader reads.
#pragma once

#include <string>
#include <vector>

#include "reconciler/core/catalog.h"

namespace muster::manifest {

struct SchemaFile {
  std::string file;  // "muster.schema.json", "genesys-gws.User.schema.json"
  std::string text;
};

// One for each kind of each available provider, and muster.schema.json for any document. Sorted by file. They accept
// what the loader accepts as far as a schema can say it; it cannot say which texts need quotes, what documents mean
// together, or !default (which an editor reads as an empty text).
[[nodiscard]] std::vector<SchemaFile> generate_schemas(core::Catalogs catalogs);

}  // namespace muster::manifest
