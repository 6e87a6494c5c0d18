// Keeps one session: cookies, CSRF token, signing in. A refused login is never tried again until its secret changes.
#pragma once

#include <cstdint>
#include <memory>

#include "providers/kit/cookie_jar.h"
#include "providers/kit/refused_credentials.h"
#include "providers/kit/sign_in.h"
#include "reconciler/engine/clock.h"
#include "reconciler/engine/turnstile.h"

namespace muster::kit {

// Until an answer shows that the credentials are good, requests go one at a time: the first "not signed in" refuses
// them, for this process and those to come, and from then on every send is an Error (auth, not_sent). Later on such an
// answer makes it sign in once more and look at what proved the credentials before: where that is refused too, they
// are; else the request is sent once more, and its answer stands, as it is about what was asked for. What still waits
// for the budget does not leave with what may be refused. A stale CSRF token is fetched anew by one GET, and the write
// is sent once more. All that is safe, as such requests were refused before they were executed. Tasks that find the
// session expired together sign in once between them, and share an Error of the first of them. Sign-in and token calls
// go to `inner` once.
class SignedInHttp final : public net::HttpClient {
 public:
  // `inner` is where sign-in calls pay the budget and are not retried. The clock is not owned.
  SignedInHttp(std::shared_ptr<net::HttpClient> inner, std::shared_ptr<const SignIn> sign_in, SessionId id,
               engine::Clock& clock, RefusedCredentials refused = {});

  [[nodiscard]] engine::Task<core::Result<net::HttpResponse>> send(net::HttpRequest request) override;

  // The secret has changed: forgets the session and what was refused, of which only this object knows from now on.
  void restart(std::shared_ptr<const SignIn> sign_in);
  [[nodiscard]] bool closed() const { return refused_.holds_configured(); }

 private:
  using Answer = core::Result<net::HttpResponse>;

  [[nodiscard]] engine::Task<Answer> attempt(net::HttpRequest request);
  [[nodiscard]] engine::Task<Answer> deliver(net::HttpRequest request);
  [[nodiscard]] engine::Task<Answer> prove(net::HttpRequest request);
  [[nodiscard]] engine::Task<core::Status> open();
  [[nodiscard]] engine::Task<core::Status> open_session();
  [[nodiscard]] engine::Task<Answer> prove_again();
  [[nodiscard]] engine::Task<Answer> with_new_token(net::HttpRequest request, net::HttpResponse refused,
                                                    std::uint64_t token);
  void put_on(net::HttpRequest& request) const;
  void take_from(const net::HttpResponse& response, std::string_view target);
  void forget(std::uint64_t session);
  [[nodiscard]] core::Error refusal() const;

  std::shared_ptr<net::HttpClient> inner_;
  std::shared_ptr<const SignIn> sign_in_;
  SessionId id_;
  engine::Clock* clock_;
  CookieJar jar_;
  RefusedCredentials refused_;
  std::optional<std::pair<std::string, std::string>> token_;
  engine::Turnstile one_at_a_time_{1};  // fetching a token
  engine::Turnstile proving_{1};
  std::uint64_t proofs_ = 0;            // tried
  std::optional<core::Error> failure_;  // of the last proof that was tried
  std::string proof_;                   // the target of a GET that once was one
  std::uint64_t session_ = 0;           // counts sessions forgotten
  std::uint64_t token_number_ = 0;      // counts tokens received
  bool open_ = false;
  bool proven_ = false;  // the server took the credentials in this session
};

}  // namespace muster::kit
