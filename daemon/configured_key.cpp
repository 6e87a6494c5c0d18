#include "daemon/configured_key.h"

#include "daemon/secret_buffer.h"
#include "daemon/secret_resolver.h"
#include "daemon/state_key.h"

namespace muster::daemon {

core::Result<core::Secret> configured_state_key(const Config& config) {
  if (!config.state_key) return core::Secret();
  SecretAccess access;
  access.folders = {"/"};
  access.exec = config.secrets.exec;
  const auto text = read_secret_now(*config.state_key, access);
  if (!text) return std::unexpected(core::within("stateKey", text.error()));
  auto key = parse_state_key(*text);
  if (!key.empty()) return key;
  return std::unexpected(core::within(
      "stateKey", refused_secret(*config.state_key, "it is not 64 hex digits; make one with `openssl rand -hex 32`")));
}

}  // namespace muster::daemon
