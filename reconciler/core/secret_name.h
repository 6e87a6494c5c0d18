// "{name}" in credentials: a system where each person signs in has one reference for all of them.
#pragma once

#include <string>
#include <string_view>

#include "reconciler/core/error.h"
#include "reconciler/core/secret.h"

namespace muster::core {

// As it is: for usernames.
[[nodiscard]] std::string expand_name(std::string_view text, std::string_view name);

// Whether the reference stands for a secret of each person.
[[nodiscard]] bool holds_name(const SecretReference& reference);

// In a file's path the name is one percent-encoded segment (letters, digits and -._~ stay), never "." or "..", and
// the file must lie in the folder that stands before it, whatever links lead there. Other sources stay as they are.
// Errors (invalid): an empty name; a segment longer than a file name can be.
[[nodiscard]] Result<SecretReference> expand_name(SecretReference reference, std::string_view name);

}  // namespace muster::core
