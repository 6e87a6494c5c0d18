#include "providers/webex/provider.h"

#include <fmt/format.h>

#include "providers/kit/http_chain.h"
#include "providers/kit/oauth_http.h"
#include "providers/webex/assigning.h"
#include "providers/webex/observation.h"
#include "providers/webex/reading.h"
#include "providers/webex/role_writing.h"
#include "providers/webex/session.h"
#include "providers/webex/settings.h"

namespace muster::webex {

using core::Coverage;
using core::Fresh;
using core::Receipt;
using core::Result;
using core::WriteAction;
using engine::Task;

namespace {

// The way to Webex, and what counts the requests on it.
struct Way {
  std::shared_ptr<net::HttpClient> http;
  std::shared_ptr<kit::LimitedHttp> limited;
};

core::Error about(const core::Write& write, core::Error error) {
  error.where = write.entity;
  return error;
}

class WebexProvider final : public engine::Provider {
 public:
  WebexProvider(Way way, Settings settings, const kit::ProviderPorts& ports)
      : way_(std::move(way)),
        settings_(std::move(settings)),
        api_(way_.http, settings_, *ports.clock, *ports.random),
        site_(api_, settings_, known_, *ports.clock) {}

  [[nodiscard]] const core::Catalog& catalog() const override { return webex::catalog(); }

  [[nodiscard]] Task<Result<Coverage>> observe(std::shared_ptr<const engine::Scope> scope,
                                               engine::PageSink& sink) override {
    const int before = way_.limited->sent();
    Observation observation(site_, sink);
    auto coverage = co_await observation.read(std::move(scope));
    if (coverage) coverage->requests = way_.limited->sent() - before;
    co_return coverage;
  }

  [[nodiscard]] Task<Result<Fresh>> read(core::EntityKey entity, core::RemoteId id, engine::WantedFields) override {
    Reading reading(site_);
    auto fresh = co_await reading.read(std::move(entity), std::move(id));
    co_return fresh;
  }

  [[nodiscard]] Task<std::vector<Result<Receipt>>> write(std::vector<core::Write> writes) override {
    std::vector<Result<Receipt>> results;
    for (auto& write : writes) {
      auto one = std::make_shared<const core::Write>(std::move(write));
      auto result = co_await write_one(std::move(one));
      results.push_back(std::move(result));
    }
    co_return results;
  }

 private:
  [[nodiscard]] Task<Result<Receipt>> write_one(std::shared_ptr<const core::Write> write) {
    const auto entity = webex::catalog().find_entity(write->entity.entity);
    const bool possible = entity && *entity != kRole && (write->action == WriteAction::create || !write->id.empty()) &&
                          (*entity != kPerson || write->action == WriteAction::update);
    if (!possible) {
      co_return std::unexpected(
          about(*write, core::Error(core::ErrorKind::invalid, core::Delivery::not_sent,
                                    fmt::format("Webex has no call for this write of {}", write->name))));
    }
    auto result = co_await dispatch(*entity, write);
    if (!result) co_return std::unexpected(about(*write, result.error()));
    for (auto& element : result->elements) {
      if (element.error) element.error = about(*write, std::move(*element.error));
    }
    co_return result;
  }

  [[nodiscard]] Task<Result<Receipt>> dispatch(core::EntityIndex entity, std::shared_ptr<const core::Write> write) {
    const auto action = write->action;
    if (entity == kPerson) {
      RoleWriting writing(site_, std::move(write));
      auto result = co_await writing.update();
      co_return result;
    }
    Assigning assigning(site_, entity, std::move(write));
    if (action == WriteAction::create) {
      auto created = co_await assigning.create();
      co_return created;
    }
    if (action == WriteAction::remove) {
      auto removed = co_await assigning.remove();
      co_return removed;
    }
    auto updated = co_await assigning.update();
    co_return updated;
  }

  Way way_;
  Settings settings_;
  Known known_;
  Api api_;
  Site site_;
};

bool has(const kit::Credentials& credentials, std::string_view name) {
  const auto found = credentials.find(name);
  return found != credentials.end() && !found->second.empty();
}

Way with_token(const core::SystemSpec& spec, const kit::Credentials& credentials, const kit::ProviderPorts& ports) {
  auto sign_in = std::make_shared<const BearerSignIn>(credentials.find("token")->second);
  const kit::SessionId id{spec.name, spec.url, spec.name};
  kit::RefusedCredentials refused(ports.tokens, "session", kit::digest_of(spec.url, credentials));
  auto chain = kit::build_chain(ports, spec.budget, std::move(sign_in), id, kit::RetryPolicy(), std::move(refused));
  return {std::move(chain.signed_in), std::move(chain.limited)};
}

Way with_renewal(const core::SystemSpec& spec, const Settings& settings, const kit::Credentials& credentials,
                 const kit::ProviderPorts& ports) {
  const auto& client = credentials.find("clientId")->second;
  kit::OAuthGrant grant;
  grant.token_path = settings.base_path + "/access_token";
  grant.client_id = core::Secret(client.reveal());
  grant.client_secret = core::Secret(credentials.find("clientSecret")->second.reveal());
  grant.refresh_token = core::Secret(credentials.find("refreshToken")->second.reveal());
  const kit::SessionId id{spec.name, spec.url, client.reveal()};
  const kit::SessionLink session = [&](std::shared_ptr<net::HttpClient> limited) {
    return std::make_shared<kit::OAuthHttp>(std::move(limited), std::move(grant), id, *ports.clock, ports.tokens);
  };
  auto chain = kit::build_chain(ports, spec.budget, session, id, kit::RetryPolicy());
  return {std::move(chain.signed_in), std::move(chain.limited)};
}

}  // namespace

Result<std::unique_ptr<engine::Provider>> make(const core::SystemSpec& spec, kit::Credentials credentials,
                                               const kit::ProviderPorts& ports) {
  auto settings = read_settings(spec);
  if (!settings) return std::unexpected(settings.error());
  const bool renewable =
      has(credentials, "clientId") && has(credentials, "clientSecret") && has(credentials, "refreshToken");
  if (!has(credentials, "token") && !renewable) {
    return std::unexpected(core::Error(
        core::ErrorKind::invalid,
        fmt::format("System {}: credentials must have token, or clientId, clientSecret and refreshToken; one of them "
                    "is missing or empty",
                    spec.name)));
  }
  auto way = renewable ? with_renewal(spec, *settings, credentials, ports) : with_token(spec, credentials, ports);
  return std::make_unique<WebexProvider>(std::move(way), std::move(*settings), ports);
}

}  // namespace muster::webex
