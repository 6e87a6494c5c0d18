#include "daemon/secret_resolver.h"

#include <fmt/format.h>

#include <cstdlib>

#include "daemon/secret_files.h"
#include "daemon/state_key.h"

namespace muster::daemon {
namespace {

core::Error refused(const core::SecretReference& reference, std::string_view why) {
  return {core::ErrorKind::invalid,
          fmt::format("reading the secret {}: {}", core::as_stated(core::to_text(reference)), why)};
}

core::Result<core::Secret> read_variable(const core::SecretReference& reference) {
  const char* value = std::getenv(reference.argument.c_str());
  if (value != nullptr && *value != '\0') return core::Secret(value);
  return std::unexpected(refused(reference, "the variable is not set or is empty; set it for this process"));
}

}  // namespace

core::Result<core::Secret> SecretResolver::read(const core::SecretReference& reference) const {
  switch (reference.source) {
    case core::SecretSource::file:
      return read_secret_file(reference, folders_);
    case core::SecretSource::env:
      return read_variable(reference);
    default:
      return std::unexpected(refused(reference, "not available in this version; use file or env"));
  }
}

engine::Task<core::Result<core::Secret>> SecretResolver::resolve(core::SecretReference reference) {
  co_return read(reference);
}

engine::Task<core::Result<std::string>> SecretResolver::version(core::SecretReference reference) {
  if (state_key_.empty()) {
    co_return std::unexpected(refused(reference, "there is no state key to recognise it by; give a state folder"));
  }
  auto secret = read(reference);
  if (!secret) co_return std::unexpected(std::move(secret).error());
  co_return keyed_hash(state_key_, "secret-version", secret->reveal());
}

}  // namespace muster::daemon
