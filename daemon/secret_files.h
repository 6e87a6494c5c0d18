// Secrets in files, from allowed folders only.
#pragma once

#include <string>
#include <vector>

#include "reconciler/core/error.h"
#include "reconciler/core/secret.h"

namespace muster::daemon {

// Reads the file of a `file` reference; a relative path counts from reference.base. Refused: a file that, with every
// link resolved, is below none of `folders`; anything but a regular file; more than 64 KiB; an empty one. One line end
// at the end is not part of the secret. Errors: invalid; they name the reference, never its content.
[[nodiscard]] core::Result<core::Secret> read_secret_file(const core::SecretReference& reference,
                                                          const std::vector<std::string>& folders);

}  // namespace muster::daemon
