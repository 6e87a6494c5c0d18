// Secrets in files: of manifests from allowed folders only, and systemd's credentials.
#pragma once

#include <string>
#include <vector>

#include "daemon/secret_access.h"
#include "reconciler/core/error.h"
#include "reconciler/core/secret.h"

namespace muster::daemon {

// Reads the file of a `file` reference; a relative path counts from access.directory, else from reference.base.
// Refused: a file that, with every link resolved, is below none of the folders, or not in reference.inside; anything
// but a regular file; more than 64 KiB; an empty one. One line end at the end is not part of the secret.
// Errors: invalid; they name the reference, never its content.
[[nodiscard]] core::Result<core::Secret> read_secret_file(const core::SecretReference& reference,
                                                          const SecretAccess& access);

// Reads the file of that name in `folder`, by the same rules; no link is followed.
[[nodiscard]] core::Result<core::Secret> read_credential(const core::SecretReference& reference,
                                                         const std::string& folder);

}  // namespace muster::daemon
