// The tokens of an OAuth 2 client, the form in which they are stored, and the request that renews them. Pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "providers/net/http.h"
#include "reconciler/core/secret.h"
#include "reconciler/engine/clock.h"

namespace muster::kit {

// What is configured. `token_path` is the target of the token endpoint ("/v1/access_token"); the refresh token is the
// first one, which the server may replace with each renewal.
struct OAuthGrant {
  std::string token_path;
  core::Secret client_id;
  core::Secret client_secret;
  core::Secret refresh_token;
};

// Copies are explicit, as those of secrets are.
struct OAuthTokens {
  std::string seed;  // digest of the configured refresh token that these come from
  core::Secret refresh;
  core::Secret access;                       // empty: there is none yet
  std::optional<engine::WallTime> renew_at;  // of the access token; nothing: the server did not say when it ends
  std::optional<engine::WallTime> refresh_ends;

  [[nodiscard]] OAuthTokens copy() const;
  // There is an access token, and it does not end soon.
  [[nodiscard]] bool usable(engine::WallTime now) const;
};

// An access token is renewed so long before its end, or in the middle of a shorter life.
inline constexpr std::chrono::minutes kRenewBefore{5};

// What the configuration alone gives.
[[nodiscard]] OAuthTokens seed_tokens(const OAuthGrant& grant);

// One blob for the store, and back. Nothing when the text is not of this form.
[[nodiscard]] core::Secret to_blob(const OAuthTokens& tokens);
[[nodiscard]] std::optional<OAuthTokens> from_blob(const core::Secret& blob);

// POST of RFC 6749, section 6; the client's id and secret travel in the form.
[[nodiscard]] net::HttpRequest renewal_request(const OAuthGrant& grant, const core::Secret& refresh);

// What the server's answer makes of `before`: the refresh token stays when the answer has none. Lives are counted from
// `now`, and those the server states are trusted. Errors (protocol) repeat nothing of the answer.
[[nodiscard]] core::Result<OAuthTokens> renewed(const OAuthTokens& before, std::string_view answer,
                                                engine::WallTime now);

}  // namespace muster::kit
