// An Override document: a written permission to pass one guard.
#pragma once

#include <functional>
#include <optional>

#include "reconciler/core/catalog.h"
#include "reconciler/core/override.h"
#include "reconciler/manifest/file_problems.h"

namespace muster::manifest {

// The catalog of a System that a document names, null where its provider is not known; nothing where there is no such
// System, which has then been reported.
using CatalogOf = std::function<std::optional<const core::Catalog*>(const std::string& system, const Node& node)>;

// Nothing after a problem.
[[nodiscard]] std::optional<core::Override> read_override(const Node& root, const CatalogOf& catalog_of,
                                                          FileProblems& problems);

}  // namespace muster::manifest
