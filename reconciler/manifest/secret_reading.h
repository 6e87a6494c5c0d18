// Secrets in manifests are references. A literal is refused and never repeated in a message.
#pragma once

#include <optional>
#include <string_view>

#include "reconciler/core/secret.h"
#include "reconciler/manifest/file_problems.h"

namespace muster::manifest {

// {file: path}, {env: NAME}, {credential: name} or {exec: [argv]}. `folder` becomes the base of a relative path.
[[nodiscard]] std::optional<core::SecretReference> read_secret(const Node& node, std::string_view what,
                                                               std::string_view folder, FileProblems& problems);

}  // namespace muster::manifest
