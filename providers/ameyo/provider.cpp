#include "providers/ameyo/provider.h"

#include <fmt/format.h>

#include "providers/ameyo/answer.h"
#include "providers/ameyo/api.h"
#include "providers/ameyo/group_writing.h"
#include "providers/ameyo/observation.h"
#include "providers/ameyo/reading.h"
#include "providers/ameyo/session.h"
#include "providers/ameyo/settings.h"
#include "providers/ameyo/user_writing.h"
#include "providers/kit/http_chain.h"

namespace muster::ameyo {

using core::Coverage;
using core::Fresh;
using core::Receipt;
using core::Result;
using engine::Task;

namespace {

class AmeyoProvider final : public engine::Provider {
 public:
  AmeyoProvider(kit::HttpChain chain, Api api, Settings settings, std::string username)
      : chain_(std::move(chain)),
        settings_(std::move(settings)),
        username_(std::move(username)),
        api_(std::move(api)) {}

  [[nodiscard]] const core::Catalog& catalog() const override { return ameyo::catalog(); }

  [[nodiscard]] Task<Result<Coverage>> observe(std::shared_ptr<const engine::Scope> scope,
                                               engine::PageSink& sink) override {
    const int before = chain_.limited->sent();
    Observation observation(api_, settings_, known_, username_);
    auto coverage = co_await observation.read(std::move(scope), sink);
    if (coverage) coverage->requests = chain_.limited->sent() - before;
    co_return coverage;
  }

  [[nodiscard]] Task<Result<Fresh>> read(core::EntityKey entity, core::RemoteId id, engine::WantedFields) override {
    Reading reading(api_, settings_, known_);
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
    UserWriting users(api_, settings_, known_);
    GroupWriting groups(api_, settings_, known_, username_);
    Task<Result<Receipt>> outcome = write->entity.entity == "group" ? groups.write(write) : users.write(write);
    auto result = co_await std::move(outcome);
    if (!result) result.error().where = write->entity;
    co_return result;
  }

  kit::HttpChain chain_;
  Settings settings_;
  std::string username_;
  Known known_;
  Api api_;
};

core::Status check(const core::SystemSpec& spec, const kit::Credentials& credentials) {
  for (const char* name : {"username", "password"}) {
    const auto found = credentials.find(name);
    if (found != credentials.end() && !found->second.empty()) continue;
    return std::unexpected(core::Error(core::ErrorKind::invalid,
                                       fmt::format("System {}: credentials.{} is missing or empty", spec.name, name)));
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
  auto account = std::make_shared<Account>();
  account->username = credentials.find("username")->second.copy();
  account->password = credentials.find("password")->second.copy();
  const std::string username = account->username.reveal();
  const std::string digest = kit::digest_of(spec.url, credentials);
  kit::RefusedCredentials refused(ports.tokens, "session", digest);
  kit::UnclearLogins unclear(ports.tokens, "session", digest, *ports.clock);
  std::shared_ptr<SessionHttp> session;
  const kit::SessionLink link = [&](std::shared_ptr<net::HttpClient> limited) {
    session = std::make_shared<SessionHttp>(std::move(limited), *settings, std::move(*account), *ports.clock,
                                            std::move(refused), std::move(unclear));
    return session;
  };
  kit::RetryPolicy retry;
  retry.attempts = 3;
  retry.classify = classify;
  auto chain = kit::build_chain(ports, spec.budget, link, kit::SessionId{spec.name, spec.url, username}, retry);
  Api api(chain.signed_in, session, *settings, *ports.clock);
  return std::make_unique<AmeyoProvider>(std::move(chain), std::move(api), std::move(*settings), username);
}

}  // namespace muster::ameyo
