// What is remembered of a user's password, which muster itself may change. Pure.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "reconciler/core/secret.h"

namespace muster::cucm_uds {

// The configured password is where it starts; once muster has changed it, the new one counts, until the content of
// the configured reference changes.
struct StoredPassword {
  std::string seed;      // digest of the configured password that this comes from; empty: nothing is remembered
  core::Secret pending;  // asked for, and it is not known whether it took; empty: nothing is in doubt
  core::Secret current;  // what muster has set; empty: the configured one
  core::Secret late;     // was in doubt, was refused, and may still arrive; tried once more where the settled one fails
};

[[nodiscard]] std::string digest_of(const core::Secret& password);

// One blob for the store, and back. Nothing when the text is not of this form.
[[nodiscard]] core::Secret to_blob(const StoredPassword& stored);
[[nodiscard]] std::optional<StoredPassword> from_blob(const core::Secret& blob);

// What may be the password, in the order in which it is tried; each once. In doubt the new one, then the old one; then
// the one that may have arrived since.
[[nodiscard]] std::vector<core::Secret> candidates(const StoredPassword& stored, const core::Secret& configured);

}  // namespace muster::cucm_uds
