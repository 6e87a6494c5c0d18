#include "daemon/connections.h"

#include "daemon/stable_file.h"
#include "daemon/state_key.h"
#include "providers/net/beast_client.h"
#include "providers/registry.h"
#include "reconciler/core/digest.h"
#include "reconciler/core/secret_name.h"

namespace muster::daemon {
namespace {

constexpr std::size_t kMostCaBytes = std::size_t{4} * 1024 * 1024;

net::ClientOptions client_options(const core::SystemSpec& spec) {
  net::ClientOptions options;
  options.origin = spec.url;
  options.ca_file = spec.ca_file;
  options.proxy = spec.proxy;
  options.max_connections = static_cast<std::size_t>(spec.budget.concurrency);
  options.allow_plaintext = spec.allow_plaintext;
  return options;
}

core::Error of_system(const core::SystemSpec& spec, core::Error error) {
  return core::within("System " + spec.name, std::move(error));
}

// A coroutine may not refer to what its caller may drop: it has its own copy of everything but the resolver.
engine::Task<core::Result<kit::Credentials>> resolve_credentials(engine::Secrets* secrets, core::SystemSpec spec) {
  kit::Credentials credentials;
  for (const auto& [name, value] : spec.credentials) {
    if (const auto* text = std::get_if<std::string>(&value)) {
      credentials.emplace(name, core::Secret(*text));
      continue;
    }
    core::SecretReference reference = std::get<core::SecretReference>(value);
    if (core::holds_name(reference)) continue;
    auto secret = co_await secrets->resolve(std::move(reference));
    if (!secret) co_return std::unexpected(of_system(spec, secret.error()));
    credentials.emplace(name, std::move(*secret));
  }
  co_return credentials;
}

core::Secret random_key(engine::Random& random) {
  std::string bytes;
  bytes.reserve(32);
  for (int i = 0; i < 4; ++i) {
    const std::uint64_t word = random.next();
    bytes.append(reinterpret_cast<const char*>(&word), sizeof word);
  }
  return core::Secret(std::move(bytes));
}

}  // namespace

SystemConnections::SystemConnections(ConnectionPorts ports)
    : ports_(std::move(ports)), key_(random_key(*ports_.random)) {}

std::string SystemConnections::version_of(const core::SystemSpec& spec, const kit::Credentials& credentials) const {
  core::Digest version;
  for (const auto& [name, secret] : credentials) {
    version.add(name).add(keyed_hash(key_, "credential", secret.reveal()));
  }
  if (spec.ca_file) {
    const auto content = read_stable_file(*spec.ca_file, kMostCaBytes);
    version.add(*spec.ca_file).add(content ? core::sha256_hex(*content) : "unreadable");
  }
  return version.hex();
}

core::Result<engine::Connected> SystemConnections::wire(const core::SystemSpec& spec,
                                                        kit::Credentials credentials) const {
  auto client = net::make_beast_client(ports_.executor, client_options(spec));
  if (!client) return std::unexpected(of_system(spec, client.error()));
  engine::Connected connected;
  connected.credential_version = version_of(spec, credentials);
  kit::ProviderPorts given;
  given.transport = std::move(*client);
  if (ports_.wrap) given.transport = ports_.wrap(spec.name, std::move(given.transport));
  given.clock = ports_.clock;
  given.random = ports_.random;
  given.budgets = ports_.budgets;
  given.secrets = ports_.secrets;
  if (ports_.tokens != nullptr) given.tokens = &ports_.tokens->renewed_for(spec.name);
  if (ports_.on_retry) {
    given.on_retry = [tell = ports_.on_retry, system = spec.name](std::string_view reason) { tell(system, reason); };
  }
  auto provider = providers::make_provider(spec, std::move(credentials), given);
  if (!provider) return std::unexpected(std::move(provider).error());
  connected.provider = std::move(*provider);
  return connected;
}

engine::Task<core::Result<engine::Connected>> SystemConnections::connect(core::SystemSpec spec) {
  auto credentials = co_await resolve_credentials(ports_.secrets, spec);
  if (!credentials) co_return std::unexpected(std::move(credentials).error());
  co_return wire(spec, std::move(*credentials));
}

engine::Task<core::Result<std::string>> SystemConnections::credential_version(core::SystemSpec spec) {
  auto credentials = co_await resolve_credentials(ports_.secrets, spec);
  if (!credentials) co_return std::unexpected(std::move(credentials).error());
  co_return version_of(spec, *credentials);
}

}  // namespace muster::daemon
