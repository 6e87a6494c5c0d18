// The one way in which a provider's HTTP is put together.
#pragma once

#include <functional>
#include <memory>

#include "providers/kit/limited_http.h"
#include "providers/kit/provider_ports.h"
#include "providers/kit/retrying_http.h"
#include "providers/kit/signed_in_http.h"

namespace muster::kit {

// retrying -> signed in -> limited -> transport, and beside it retrying -> limited -> transport for what is asked
// without credentials. Both pay the same budget.
struct HttpChain {
  std::shared_ptr<net::HttpClient> signed_in;
  std::shared_ptr<net::HttpClient> anonymous;
  std::shared_ptr<LimitedHttp> limited;   // counts what was sent
  std::shared_ptr<SignedInHttp> session;  // null where the session is another link
};

// The link that signs requests in, over the limited one that pays for its own calls.
using SessionLink = std::function<std::shared_ptr<net::HttpClient>(std::shared_ptr<net::HttpClient> limited)>;

// `id.node` is the origin. The budget is looked up in ports.budgets, or is the chain's own.
// Repetitions are told to `retry.observer`, or else to ports.on_retry.
// `refused` remembers across processes what is refused.
[[nodiscard]] HttpChain build_chain(const ProviderPorts& ports, const core::Budget& budget,
                                    std::shared_ptr<const SignIn> sign_in, const SessionId& id,
                                    const RetryPolicy& retry, RefusedCredentials refused);
[[nodiscard]] HttpChain build_chain(const ProviderPorts& ports, const core::Budget& budget, const SessionLink& session,
                                    const SessionId& id, const RetryPolicy& retry);

}  // namespace muster::kit
