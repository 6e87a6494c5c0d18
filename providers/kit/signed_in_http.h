// Keeps one session: cookies, CSRF token, signing in. A refused login is never tried again until its secret changes.
#pragma once

#include <cstdint>
#include <memory>

#include "providers/kit/cookie_jar.h"
#include "providers/kit/sign_in.h"
#include "reconciler/engine/clock.h"
#include "reconciler/engine/turnstile.h"

namespace muster::kit {

// An answer that says "not signed in" makes it sign in once more and send the request once more; a second one closes
// the session: from then on every send is an Error (auth, not_sent). A stale CSRF token is fetched anew by one GET,
// and the write is sent once more. Both are safe, as such requests were refused before they were executed. Tasks that
// find the session expired together sign in once between them. Sign-in and token calls go to `inner` once.
class SignedInHttp final : public net::HttpClient {
 public:
  // `inner` is where sign-in calls pay the budget and are not retried. The clock is not owned.
  SignedInHttp(std::shared_ptr<net::HttpClient> inner, std::shared_ptr<const SignIn> sign_in, SessionId id,
               engine::Clock& clock);

  [[nodiscard]] engine::Task<core::Result<net::HttpResponse>> send(net::HttpRequest request) override;

  // The secret has changed: forgets the session and what was refused.
  void restart(std::shared_ptr<const SignIn> sign_in);
  [[nodiscard]] bool closed() const { return closed_; }

 private:
  using Answer = core::Result<net::HttpResponse>;

  [[nodiscard]] engine::Task<Answer> attempt(net::HttpRequest request);
  [[nodiscard]] engine::Task<core::Status> open();
  [[nodiscard]] engine::Task<core::Status> open_session();
  [[nodiscard]] engine::Task<Answer> sign_in_again(net::HttpRequest request, std::uint64_t session);
  [[nodiscard]] engine::Task<Answer> with_new_token(net::HttpRequest request, net::HttpResponse refused,
                                                    std::uint64_t token);
  void put_on(net::HttpRequest& request) const;
  void take_from(const net::HttpResponse& response, std::string_view target);
  void forget(std::uint64_t session);
  [[nodiscard]] core::Error refused() const;

  std::shared_ptr<net::HttpClient> inner_;
  std::shared_ptr<const SignIn> sign_in_;
  SessionId id_;
  engine::Clock* clock_;
  CookieJar jar_;
  std::optional<std::pair<std::string, std::string>> token_;
  engine::Turnstile one_at_a_time_{1};
  std::uint64_t session_ = 0;       // counts sessions forgotten
  std::uint64_t token_number_ = 0;  // counts tokens received
  bool open_ = false;
  bool closed_ = false;
};

}  // namespace muster::kit
