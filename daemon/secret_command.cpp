#include "daemon/secret_command.h"

#include <fmt/format.h>

#include "daemon/child_process.h"
#include "daemon/secret_buffer.h"

namespace muster::daemon {
namespace {

core::Error timed_out(const core::SecretReference& reference) {
  auto error = refused_secret(reference, "the command did not end in time and was killed; run it by hand to see why");
  error.kind = core::ErrorKind::timeout;
  return error;
}

core::Result<core::Secret> judge(const core::SecretReference& reference, const SecretBuffer& printed, int status) {
  if (status != 0) {
    return std::unexpected(
        refused_secret(reference, fmt::format("the command ended with status {}; run it by hand to see why", status)));
  }
  auto secret = printed.take();
  if (!secret.empty()) return secret;
  return std::unexpected(refused_secret(reference, "the command printed nothing; it must print the secret"));
}

}  // namespace

core::Result<core::Secret> run_secret_command(const core::SecretReference& reference,
                                              std::chrono::milliseconds timeout) {
  const Deadline deadline = std::chrono::steady_clock::now() + timeout;
  if (reference.argv.empty() || !reference.argv.front().starts_with('/')) {
    return std::unexpected(refused_secret(reference, "the program needs an absolute path; correct it"));
  }
  ChildProcess command;
  if (!command.start(reference.argv)) {
    return std::unexpected(
        refused_secret(reference, "the program cannot be started; check that it is there and executable"));
  }
  SecretBuffer printed;
  do {
    if (!command.wait_for_output(deadline)) return std::unexpected(timed_out(reference));
  } while (printed.read_some(command.output()));
  if (printed.too_large()) {
    return std::unexpected(refused_secret(reference, "the command printed more than 64 KiB; that is no secret"));
  }
  const auto status = command.wait_for_end(deadline);
  if (!status) return std::unexpected(timed_out(reference));
  return judge(reference, printed, *status);
}

}  // namespace muster::daemon
