// What the kind of a document is on the vendor of its System.
#pragma once

#include "reconciler/core/catalog.h"
#include "reconciler/manifest/file_problems.h"

namespace muster::manifest {

// The kind on this vendor, of variants the one that the document chooses; otherwise reports how such a thing is done
// there, and gives null.
[[nodiscard]] const core::KindSpec* find_document_kind(std::string_view kind, const Node& root,
                                                       const core::Catalog& catalog, FileProblems& problems);

}  // namespace muster::manifest
