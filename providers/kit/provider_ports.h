// What a provider is given to work with: a way to its origin, time, chance and the budget it shares.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "providers/net/http.h"
#include "reconciler/core/secret.h"
#include "reconciler/engine/clock.h"

namespace muster::engine {
class Secrets;
}

namespace muster::kit {

class Budgets;
class TokenStore;

// Resolved credentials by the name in System.spec.credentials ("username", "password"). References that hold "{name}"
// are not among them: each person has another secret behind them, which the provider resolves when it signs in.
using Credentials = std::map<std::string, core::Secret, std::less<>>;

// `transport` is bound to the System's origin. Clock, random and budgets are not owned and outlive the provider.
// Without `budgets` the provider keeps a budget to itself.
struct ProviderPorts {
  std::shared_ptr<net::HttpClient> transport;
  engine::Clock* clock = nullptr;
  engine::Random* random = nullptr;
  Budgets* budgets = nullptr;
  engine::Secrets* secrets = nullptr;                     // not owned; for credentials that hold "{name}"
  TokenStore* tokens = nullptr;                           // not owned; null: tokens are forgotten with the process
  std::function<void(std::string_view reason)> on_retry;  // may be empty; see RetryPolicy::observer
};

}  // namespace muster::kit
