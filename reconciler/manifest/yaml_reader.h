// The one place that runs yaml-cpp's parser.
#pragma once

#include "reconciler/manifest/node.h"

namespace muster::manifest {

// Fills an empty document. False when the chunk cannot be used; the reason is then the last of its findings.
[[nodiscard]] bool read_yaml(std::string_view text, const Chunk& chunk, Document& document,
                             std::vector<Finding>& findings);

}  // namespace muster::manifest
