// Keeps one session: login, session id, cookies. A refused password is not sent again, in this process or another.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "providers/ameyo/login.h"
#include "providers/kit/cookie_jar.h"
#include "providers/kit/refused_credentials.h"
#include "providers/kit/unclear_logins.h"
#include "reconciler/engine/clock.h"
#include "reconciler/engine/turnstile.h"

namespace muster::ameyo {

// A request with this header (which does not leave) carries the session id in its JSON body as well.
inline constexpr std::string_view kSessionInBody = "X-Muster-Session-In-Body";

// An answer whose body tells a status of a failure has that status, whatever HTTP says. An answer that says that the
// session is over makes it renew its JWT, where it has one, or log in once more, and send the request once more: it was
// refused before it was executed. Tasks that find the session over together log in once between them. What the server
// says never holds the session id.
class SessionHttp final : public net::HttpClient {
 public:
  using Answer = core::Result<net::HttpResponse>;

  // `inner` is where logins pay the budget and are not retried. The clock is not owned.
  SessionHttp(std::shared_ptr<net::HttpClient> inner, Settings settings, Account account, engine::Clock& clock,
              kit::RefusedCredentials refused, kit::UnclearLogins unclear)
      : inner_(std::move(inner)),
        settings_(std::move(settings)),
        account_(std::move(account)),
        clock_(&clock),
        unclear_(std::move(unclear)),
        refused_(std::move(refused)) {}

  // Errors of the login are not_sent: auth (refused for good), unavailable (logged in elsewhere, or busy), rejected
  // (not understood; from the second one in a row auth, and minutes pass before the next). For a while after a login
  // that failed there is no other, and its error is given again.
  [[nodiscard]] engine::Task<Answer> send(net::HttpRequest request) override;
  [[nodiscard]] engine::Task<core::Status> open();

  // What the last login told.
  [[nodiscard]] const Opened& opened() const { return opened_; }

 private:
  [[nodiscard]] engine::Task<core::Status> log_in();
  [[nodiscard]] engine::Task<Answer> ask_login();
  [[nodiscard]] engine::Task<bool> renew(std::string jwt);
  [[nodiscard]] core::Status take_login(const net::HttpResponse& answer);
  [[nodiscard]] core::Error login_failed(const net::HttpResponse& answer);
  [[nodiscard]] engine::Task<Answer> attempt(net::HttpRequest request);
  [[nodiscard]] engine::Task<Answer> exchange(net::HttpRequest request);
  void put_on(net::HttpRequest& request) const;
  void forget(std::uint64_t session);
  [[nodiscard]] core::Error refusal(std::string_view said = {}) const;
  [[nodiscard]] core::Error not_understood(std::string_view what, std::chrono::minutes pause) const;
  [[nodiscard]] engine::Task<core::Status> remember(core::Status login);
  [[nodiscard]] core::Error login_error(core::ErrorKind kind, std::string_view what) const;

  std::shared_ptr<net::HttpClient> inner_;
  Settings settings_;
  Account account_;
  engine::Clock* clock_;
  kit::CookieJar jar_;
  Opened opened_;
  engine::Turnstile one_at_a_time_{1};
  std::optional<core::Error> failure_;  // of the last login
  std::uint64_t logins_ = 0;            // that were tried
  std::uint64_t session_ = 0;           // counts sessions forgotten
  engine::SteadyTime not_before_{};     // before that, no login follows on one that failed
  engine::Duration pause_{0};           // after the login that is under way, should it fail
  kit::UnclearLogins unclear_;
  kit::RefusedCredentials refused_;
  bool was_refused_ = false;        // the last login
  std::string was_not_understood_;  // what the last login was answered, where it says nothing of the password
  bool open_ = false;
};

}  // namespace muster::ameyo
