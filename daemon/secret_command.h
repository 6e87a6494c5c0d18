// Secrets that a command prints.
#pragma once

#include <chrono>

#include "reconciler/core/error.h"
#include "reconciler/core/secret.h"

namespace muster::daemon {

inline constexpr std::chrono::milliseconds kCommandTimeout{10'000};

// Runs argv without a shell, in "/", with nothing to read, stderr dropped, and only PATH, HOME, USER and LANG in its
// environment; waits for its end. After the time-out it is killed, with all that it started. Refused: a program
// without an absolute path, an exit status other than 0, more than 64 KiB, nothing. One line end is not part of the
// secret. Errors: invalid, timeout; they never repeat what was printed.
[[nodiscard]] core::Result<core::Secret> run_secret_command(const core::SecretReference& reference,
                                                            std::chrono::milliseconds timeout = kCommandTimeout);

}  // namespace muster::daemon
