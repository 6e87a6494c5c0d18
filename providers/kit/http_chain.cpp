#include "providers/kit/http_chain.h"

namespace muster::kit {

HttpChain build_chain(const ProviderPorts& ports, const core::Budget& budget, const SessionLink& session,
                      const SessionId& id, const RetryPolicy& retry) {
  auto shared = ports.budgets != nullptr ? ports.budgets->get(id.node, id.principal, budget)
                                         : std::make_shared<OriginBudget>(budget, *ports.clock);
  if (ports.budgets != nullptr) ports.budgets->note(id.system, shared);
  RetryPolicy observed = retry;
  if (!observed.observer) observed.observer = ports.on_retry;
  HttpChain chain;
  chain.limited = std::make_shared<LimitedHttp>(ports.transport, std::move(shared), *ports.clock);
  chain.signed_in = std::make_shared<RetryingHttp>(session(chain.limited), observed, *ports.clock, *ports.random);
  chain.anonymous = std::make_shared<RetryingHttp>(chain.limited, observed, *ports.clock, *ports.random);
  return chain;
}

HttpChain build_chain(const ProviderPorts& ports, const core::Budget& budget, std::shared_ptr<const SignIn> sign_in,
                      const SessionId& id, const RetryPolicy& retry, RefusedCredentials refused) {
  std::shared_ptr<SignedInHttp> signed_in;
  const SessionLink session = [&](std::shared_ptr<net::HttpClient> limited) {
    signed_in =
        std::make_shared<SignedInHttp>(std::move(limited), std::move(sign_in), id, *ports.clock, std::move(refused));
    return signed_in;
  };
  HttpChain chain = build_chain(ports, budget, session, id, retry);
  chain.session = std::move(signed_in);
  return chain;
}

}  // namespace muster::kit
