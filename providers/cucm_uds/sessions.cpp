#include "providers/cucm_uds/sessions.h"

#include "reconciler/core/secret_name.h"

namespace muster::cucm_uds {

namespace {

// All users pay one budget, so no principal is part of its key.
kit::HttpChain chain_of(const core::SystemSpec& spec, const kit::ProviderPorts& ports, const kit::RetryPolicy& retry) {
  const kit::SessionLink no_session = [](std::shared_ptr<net::HttpClient> limited) { return limited; };
  return kit::build_chain(ports, spec.budget, no_session, {spec.name, spec.url, {}}, retry);
}

std::string text_of(const core::SystemSpec& spec, const kit::Credentials& credentials, std::string_view name) {
  const auto found = spec.credentials.find(name);
  if (found != spec.credentials.end()) {
    if (const auto* text = std::get_if<std::string>(&found->second)) return *text;
  }
  const auto resolved = credentials.find(name);
  return resolved == credentials.end() ? std::string("{name}") : resolved->second.reveal();
}

}  // namespace

Sessions::Sessions(const core::SystemSpec& spec, kit::Credentials credentials, const kit::ProviderPorts& ports)
    : ports_(ports) {
  retry_.observer = ports.on_retry;
  chain_ = chain_of(spec, ports, retry_);
  common_.system = spec.name;
  common_.url = spec.url;
  common_.username = text_of(spec, credentials, "username");
  common_.secrets = ports.secrets;
  common_.tokens = ports.tokens;
  const auto resolved = credentials.find("password");
  if (resolved != credentials.end()) common_.fixed = std::move(resolved->second);
  const auto found = spec.credentials.find("password");
  const auto* reference =
      found == spec.credentials.end() ? nullptr : std::get_if<core::SecretReference>(&found->second);
  if (reference != nullptr) common_.reference = *reference;
}

LoginSource Sessions::source_of(const std::string& key) const {
  LoginSource source;
  source.system = common_.system;
  source.url = common_.url;
  source.key = key;
  const auto spelled = names_.find(key);
  source.name = spelled == names_.end() ? key : spelled->second;
  source.username = core::expand_name(common_.username, source.name);
  source.reference = common_.reference;
  source.fixed = common_.fixed.copy();
  source.secrets = common_.secrets;
  source.tokens = common_.tokens;
  return source;
}

Sessions::One& Sessions::find(const std::string& key) {
  One& one = users_[key];
  if (one.session == nullptr) {
    one.session = std::make_shared<UserSession>(chain_.limited, source_of(key), *ports_.clock);
    one.http = std::make_shared<kit::RetryingHttp>(one.session, retry_, *ports_.clock, *ports_.random);
  }
  return one;
}

std::shared_ptr<net::HttpClient> Sessions::signed_in(const std::string& key) { return find(key).http; }

std::shared_ptr<UserSession> Sessions::session(const std::string& key) { return find(key).session; }

}  // namespace muster::cucm_uds
