// The key by which secrets are recognised and plan files are trusted. Lies beside the store, never in it.
#pragma once

#include <string>
#include <string_view>

#include "reconciler/core/error.h"
#include "reconciler/core/secret.h"

namespace muster::daemon {

// Reads the key (32 bytes, written as 64 hex digits), or generates it with mode 0600 when there is no file yet; of
// several processes that do so at once, all get the same key. Refused: a file that others may read, or that holds
// something else. Errors: invalid, unavailable.
[[nodiscard]] core::Result<core::Secret> load_state_key(const std::string& file);

// The 32 bytes that 64 hex digits stand for; empty when the text is something else.
[[nodiscard]] core::Secret parse_state_key(const core::Secret& text);

// HMAC-SHA256 as 64 hex digits. `purpose` keeps hashes of different uses apart: equal text under two purposes gives
// unrelated hashes. `purpose` holds no NUL.
[[nodiscard]] std::string keyed_hash(const core::Secret& key, std::string_view purpose, std::string_view text);

}  // namespace muster::daemon
