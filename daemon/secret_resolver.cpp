#include "daemon/secret_resolver.h"

#include <cstdlib>
#include <optional>

#include "daemon/secret_buffer.h"
#include "daemon/secret_command.h"
#include "daemon/secret_files.h"
#include "daemon/state_key.h"

namespace muster::daemon {
namespace {

core::Result<core::Secret> read_variable(const core::SecretReference& reference) {
  const char* value = std::getenv(reference.argument.c_str());
  if (value != nullptr && *value != '\0') return core::Secret(value);
  return std::unexpected(refused_secret(reference, "the variable is not set or is empty; set it for this process"));
}

core::Result<core::Secret> run_if_allowed(const core::SecretReference& reference, const SecretAccess& access) {
  if (access.exec) return run_secret_command(reference);
  return std::unexpected(refused_secret(
      reference, "commands are not run; allow them with secrets.exec: true in musterd.yaml, or use another source"));
}

std::string credentials_folder() {
  const char* folder = std::getenv("CREDENTIALS_DIRECTORY");
  return folder == nullptr ? "" : folder;
}

}  // namespace

core::Result<core::Secret> read_secret_now(const core::SecretReference& reference, const SecretAccess& access) {
  switch (reference.source) {
    case core::SecretSource::file:
      return read_secret_file(reference, access);
    case core::SecretSource::env:
      return read_variable(reference);
    case core::SecretSource::credential:
      return read_credential(reference, credentials_folder());
    case core::SecretSource::exec:
      return run_if_allowed(reference, access);
  }
  std::abort();
}

SecretResolver::SecretResolver(SecretAccess access, core::Secret state_key, engine::Worker* worker)
    : access_(std::make_shared<const SecretAccess>(std::move(access))),
      state_key_(std::move(state_key)),
      worker_(worker) {}

void SecretResolver::change(SecretAccess access) { access_ = std::make_shared<const SecretAccess>(std::move(access)); }

engine::Task<core::Result<core::Secret>> SecretResolver::resolve(core::SecretReference reference) {
  if (worker_ == nullptr || reference.source == core::SecretSource::env) co_return read_secret_now(reference, *access_);
  // The worker may still be at it when this task is gone.
  auto secret = std::make_shared<std::optional<core::Result<core::Secret>>>();
  std::function<void()> work = [secret, reference, access = access_] {
    secret->emplace(read_secret_now(reference, *access));
  };
  co_await worker_->run(std::move(work));
  co_return std::move(**secret);
}

engine::Task<core::Result<std::string>> SecretResolver::version(core::SecretReference reference) {
  if (state_key_.empty()) {
    co_return std::unexpected(
        refused_secret(reference, "there is no state key to recognise it by; give a state folder"));
  }
  auto secret = co_await resolve(std::move(reference));
  if (!secret) co_return std::unexpected(std::move(secret).error());
  co_return keyed_hash(state_key_, "secret-version", secret->reveal());
}

}  // namespace muster::daemon
