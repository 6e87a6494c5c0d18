// Puts an OAuth 2 access token on every request and renews it: once for all who need it, in all processes that share
// the store. For a token that cannot be renewed SignedInHttp is enough.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>

#include "providers/kit/oauth_tokens.h"
#include "providers/kit/refused_credentials.h"
#include "providers/kit/sign_in.h"
#include "providers/kit/token_store.h"
#include "reconciler/engine/turnstile.h"

namespace muster::kit {

// After a renewal that failed none is tried for so long; requests get the same error.
inline constexpr engine::Duration kRenewalPause{15'000};
// After a token that had just been renewed was refused, nothing is sent for so long.
inline constexpr engine::Duration kRefusalPause{5 * 60'000};

// The access token is renewed where there is none, shortly before it ends, and when an answer is 401: then the request
// is sent once more, as it was refused before it was executed. A second 401 is returned; then every send is an Error
// (auth, not_sent) for kRefusalPause, as the server took the credentials and may take its token later. A refused
// renewal (400, 401 or 403) is one for good, in all processes, until other credentials are configured. A renewal goes
// to `inner` once. A lost answer is `unavailable` (not_sent): the next attempt takes the stored token again.
//
// New tokens are stored before the access token is first used; as long as that fails they are kept in memory, nothing
// is sent with them (unavailable), and storing is tried first. What a process that ends between the server's answer
// and the store had in memory is lost: if the server has withdrawn the old refresh token, a new one is configured.
class OAuthHttp final : public net::HttpClient {
 public:
  // `inner` is where renewals pay the budget and are not retried. Clock and tokens are not owned; without tokens
  // nothing outlives the process.
  OAuthHttp(std::shared_ptr<net::HttpClient> inner, OAuthGrant grant, SessionId id, engine::Clock& clock,
            TokenStore* tokens);

  [[nodiscard]] engine::Task<core::Result<net::HttpResponse>> send(net::HttpRequest request) override;

 private:
  using Answer = core::Result<net::HttpResponse>;

  [[nodiscard]] engine::Task<Answer> attempt(net::HttpRequest request);
  [[nodiscard]] engine::Task<core::Status> ensure_token();
  [[nodiscard]] engine::Task<core::Status> replace(std::uint64_t refused);
  [[nodiscard]] engine::Task<core::Status> renew(std::uint64_t refused);
  [[nodiscard]] engine::Task<core::Status> renew_locked(std::uint64_t refused);
  [[nodiscard]] engine::Task<core::Status> adopt_stored();
  [[nodiscard]] engine::Task<core::Status> ask_server();
  [[nodiscard]] engine::Task<core::Status> keep();
  void take(OAuthTokens tokens);
  [[nodiscard]] bool is_good(std::uint64_t refused) const;
  [[nodiscard]] core::Error renewing(core::Error error) const;
  [[nodiscard]] core::Error refused() const;

  std::shared_ptr<net::HttpClient> inner_;
  OAuthGrant grant_;
  SessionId id_;
  engine::Clock* clock_;
  TokenStore* store_;
  OAuthTokens tokens_;
  RefusedCredentials refused_;  // refresh tokens, by the configured one that they come from
  engine::Turnstile one_at_a_time_{1};
  std::uint64_t number_ = 0;  // of the access token in tokens_; 0: none that may be used
  bool unkept_ = false;       // tokens_ are newer than the store's
  std::optional<engine::SteadyTime> barred_until_;
  std::optional<core::Error> failure_;  // of the last renewal
  engine::SteadyTime failed_at_{};
};

}  // namespace muster::kit
