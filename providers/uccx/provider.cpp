#include "providers/uccx/provider.h"

#include <fmt/format.h>

#include "providers/kit/http_chain.h"
#include "providers/uccx/answer.h"
#include "providers/uccx/api.h"
#include "providers/uccx/observation.h"
#include "providers/uccx/page_session.h"
#include "providers/uccx/reading.h"
#include "providers/uccx/session.h"
#include "providers/uccx/settings.h"
#include "providers/uccx/user_pages.h"
#include "providers/uccx/writing.h"

namespace muster::uccx {

using core::Coverage;
using core::Fresh;
using core::Receipt;
using core::Result;
using engine::Task;

namespace {

class UccxProvider final : public engine::Provider {
 public:
  UccxProvider(kit::HttpChain chain, Settings settings, PageAccount account, engine::Clock& clock)
      : chain_(std::move(chain)),
        settings_(std::move(settings)),
        username_(account.username.reveal()),
        api_(chain_.signed_in, settings_, clock),
        session_(chain_.anonymous, chain_.limited, settings_, std::move(account), clock, known_),
        user_pages_(session_, settings_.system) {}

  [[nodiscard]] const core::Catalog& catalog() const override { return uccx::catalog(); }

  [[nodiscard]] Task<Result<Coverage>> observe(std::shared_ptr<const engine::Scope> scope,
                                               engine::PageSink& sink) override {
    const int before = chain_.limited->sent();
    Observation observation(api_, pages(), settings_, known_, username_);
    auto coverage = co_await observation.read(std::move(scope), sink);
    if (coverage) coverage->requests = chain_.limited->sent() - before;
    co_return coverage;
  }

  [[nodiscard]] Task<Result<Fresh>> read(core::EntityKey entity, core::RemoteId id, engine::WantedFields) override {
    Reading reading(api_, pages(), settings_, known_);
    auto fresh = co_await reading.read(std::move(entity), std::move(id));
    co_return fresh;
  }

  [[nodiscard]] Task<std::vector<Result<Receipt>>> write(std::vector<core::Write> writes) override {
    Writing writing(api_, pages(), settings_, known_);
    std::vector<Result<Receipt>> results;
    for (auto& write : writes) {
      auto one = std::make_shared<const core::Write>(std::move(write));
      auto result = co_await writing.write(std::move(one));
      results.push_back(std::move(result));
    }
    co_return results;
  }

 private:
  // Null where roles are none of muster's business.
  [[nodiscard]] UserPages* pages() { return settings_.appadmin_roles ? &user_pages_ : nullptr; }

  kit::HttpChain chain_;
  Settings settings_;
  std::string username_;
  Known known_;
  Api api_;
  PageSession session_;
  UserPages user_pages_;
};

core::Error invalid(const core::SystemSpec& spec, std::string_view what) {
  return core::Error(core::ErrorKind::invalid, fmt::format("System {}: {}", spec.name, what));
}

core::Status check(const core::SystemSpec& spec, const kit::Credentials& credentials) {
  for (const char* name : {"username", "password"}) {
    const auto found = credentials.find(name);
    if (found == credentials.end() || found->second.empty()) {
      return std::unexpected(invalid(spec, fmt::format("credentials.{} is missing or empty", name)));
    }
  }
  if (credentials.find("username")->second.reveal().find(':') == std::string::npos) return {};
  return std::unexpected(
      invalid(spec, "credentials.username must not contain a colon: HTTP Basic has no way to send one"));
}

}  // namespace

Result<std::unique_ptr<engine::Provider>> make(const core::SystemSpec& spec, kit::Credentials credentials,
                                               const kit::ProviderPorts& ports) {
  auto settings = read_settings(spec);
  if (!settings) return std::unexpected(settings.error());
  const auto usable = check(spec, credentials);
  if (!usable) return std::unexpected(usable.error());
  const auto& username = credentials.find("username")->second;
  const auto& password = credentials.find("password")->second;
  auto sign_in = std::make_shared<const BasicSignIn>(username, password);
  kit::RetryPolicy retry;
  retry.classify = classify;
  const kit::SessionId id{spec.name, spec.url, username.reveal()};
  const std::string digest = kit::digest_of(spec.url, credentials);
  kit::RefusedCredentials refused(ports.tokens, "adminapi", digest);
  auto chain = kit::build_chain(ports, spec.budget, std::move(sign_in), id, retry, std::move(refused));
  PageAccount account{username.copy(), password.copy(), kit::RefusedCredentials(ports.tokens, "appadmin", digest),
                      kit::UnclearLogins(ports.tokens, "appadmin", digest, *ports.clock)};
  return std::make_unique<UccxProvider>(std::move(chain), std::move(*settings), std::move(account), *ports.clock);
}

}  // namespace muster::uccx
