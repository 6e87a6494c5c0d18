#include "providers/genesys_gws/provider.h"

#include <fmt/format.h>

#include "providers/genesys_gws/api.h"
#include "providers/genesys_gws/observation.h"
#include "providers/genesys_gws/reading.h"
#include "providers/genesys_gws/session.h"
#include "providers/genesys_gws/settings.h"
#include "providers/genesys_gws/writing.h"
#include "providers/kit/http_chain.h"

namespace muster::genesys_gws {

using core::Coverage;
using core::Fresh;
using core::Receipt;
using core::Result;
using engine::Task;

namespace {

class GwsProvider final : public engine::Provider {
 public:
  GwsProvider(kit::HttpChain chain, Settings settings, engine::Clock& clock)
      : chain_(std::move(chain)),
        settings_(std::move(settings)),
        api_(chain_.signed_in, chain_.anonymous, settings_, clock) {}

  [[nodiscard]] const core::Catalog& catalog() const override { return genesys_gws::catalog(); }

  [[nodiscard]] Task<Result<Coverage>> observe(std::shared_ptr<const engine::Scope> scope,
                                               engine::PageSink& sink) override {
    const int before = chain_.limited->sent();
    Observation observation(api_, settings_, known_, sink);
    auto coverage = co_await observation.read(std::move(scope));
    if (coverage) coverage->requests = chain_.limited->sent() - before;
    co_return coverage;
  }

  [[nodiscard]] Task<Result<Fresh>> read(core::EntityKey entity, core::RemoteId id, engine::WantedFields) override {
    Reading reading(api_, settings_, known_);
    auto fresh = co_await reading.read(std::move(entity), std::move(id));
    co_return fresh;
  }

  [[nodiscard]] Task<std::vector<Result<Receipt>>> write(std::vector<core::Write> writes) override {
    Writing writing(api_, settings_, known_);
    std::vector<Result<Receipt>> results;
    for (auto& write : writes) {
      auto one = std::make_shared<const core::Write>(std::move(write));
      auto result = co_await writing.write(std::move(one));
      results.push_back(std::move(result));
    }
    co_return results;
  }

 private:
  kit::HttpChain chain_;
  Settings settings_;
  Api api_;
  Known known_;
};

core::Error missing(const core::SystemSpec& spec, std::string_view what) {
  return core::Error(core::ErrorKind::invalid, fmt::format("System {}: {}", spec.name, what));
}

core::Status check(const core::SystemSpec& spec, const kit::Credentials& credentials) {
  for (const char* name : {"username", "password"}) {
    const auto found = credentials.find(name);
    if (found == credentials.end() || found->second.empty()) {
      return std::unexpected(missing(spec, fmt::format("credentials.{} is missing or empty", name)));
    }
  }
  if (credentials.find("username")->second.reveal().find(':') != std::string::npos) {
    return std::unexpected(missing(spec,
                                   "credentials.username must not contain a colon: HTTP Basic has no way to "
                                   "send one"));
  }
  return {};
}

}  // namespace

Result<std::unique_ptr<engine::Provider>> make(const core::SystemSpec& spec, kit::Credentials credentials,
                                               const kit::ProviderPorts& ports) {
  auto settings = read_settings(spec);
  if (!settings) return std::unexpected(settings.error());
  const auto usable = check(spec, credentials);
  if (!usable) return std::unexpected(usable.error());
  const auto& username = credentials.find("username")->second;
  auto sign_in =
      std::make_shared<const BasicSignIn>(username, credentials.find("password")->second, settings->base_path + "/me");
  kit::RetryPolicy retry;
  retry.classify = classify;
  const kit::SessionId id{spec.name, spec.url, username.reveal()};
  kit::RefusedCredentials refused(ports.tokens, "session", kit::digest_of(spec.url, credentials));
  auto chain = kit::build_chain(ports, spec.budget, std::move(sign_in), id, retry, std::move(refused));
  return std::make_unique<GwsProvider>(std::move(chain), std::move(*settings), *ports.clock);
}

}  // namespace muster::genesys_gws
