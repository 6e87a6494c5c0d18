// One session with the pages of /appadmin: form login, cookies, CSRF token. A refused login is not tried again, in this
// process or in another, as the account would be locked.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "providers/kit/cookie_jar.h"
#include "providers/kit/refused_credentials.h"
#include "providers/kit/unclear_logins.h"
#include "providers/net/http.h"
#include "providers/uccx/csrf_token.h"
#include "providers/uccx/known.h"
#include "providers/uccx/page_link.h"
#include "providers/uccx/settings.h"
#include "reconciler/core/secret.h"
#include "reconciler/engine/clock.h"
#include "reconciler/engine/task.h"

namespace muster::uccx {

struct PageRequest {
  net::Method method = net::Method::get;
  std::string target;    // path and query, without a token
  FormFields form;       // of a POST
  std::string referer;   // the target of the page that leads here
  bool changes = false;  // a write: sent once, and again only where it was refused for its session or its token

  PageRequest() {}
  PageRequest(net::Method request_method, std::string request_target, std::string from)
      : method(request_method), target(std::move(request_target)), referer(std::move(from)) {}
};

struct PageAccount {
  core::Secret username;
  core::Secret password;
  kit::RefusedCredentials refused;  // of this door alone: the REST interface has another one
  kit::UnclearLogins unclear;
};

// Not for two tasks at a time: its owner lets one in after the other.
class PageSession {
 public:
  using Answer = core::Result<net::HttpResponse>;

  // `retrying` is for reading; sign-in and writes go to `once`. Clock and known are not owned.
  PageSession(std::shared_ptr<net::HttpClient> retrying, std::shared_ptr<net::HttpClient> once, Settings settings,
              PageAccount account, engine::Clock& clock, const Known& known);

  // The page that was asked for, redirects within the site followed: always a 200. It signs in where that is needed,
  // once more when the session has ended in between, and asks for another token when the server refuses the one it has.
  // Errors: auth (not_sent: refused for good, or not understood twice, and minutes pass before the next login),
  // rejected (a redirect to another host, the token), unavailable and so on.
  [[nodiscard]] engine::Task<Answer> send(PageRequest request);

  // A page that is not what was asked for may mean an old token. False: there are no tokens, or none was to be had.
  [[nodiscard]] engine::Task<bool> renew_token();
  // A page carries the token of the moment in its form.
  void take_token(const FormFields& form);
  // Tokens were refused before, so that a write had better ask for a new one.
  [[nodiscard]] bool tokens_age() const { return tokens_age_; }

  // Somebody else's text without the password and the token.
  [[nodiscard]] std::string masked(std::string text) const;

  [[nodiscard]] PagePlace place_of(const std::string& target) const;
  [[nodiscard]] std::string path(std::string_view page) const;  // "main" to "/appadmin/main"

 private:
  [[nodiscard]] engine::Task<core::Status> open();
  [[nodiscard]] engine::Task<core::Status> open_session();
  [[nodiscard]] engine::Task<core::Status> token_for_login();
  [[nodiscard]] engine::Task<core::Status> log_in();
  [[nodiscard]] engine::Task<core::Result<bool>> fetch_token();  // whether there was one; else the old one stays
  [[nodiscard]] bool needs_login(const net::HttpResponse& answer) const;
  [[nodiscard]] engine::Task<Answer> with_session(PageRequest request);
  [[nodiscard]] engine::Task<Answer> exchange(PageRequest request);
  [[nodiscard]] engine::Task<Answer> follow(net::HttpResponse redirect, std::string from);
  [[nodiscard]] engine::Task<Answer> deliver(std::shared_ptr<net::HttpClient> through, net::HttpRequest request);
  [[nodiscard]] net::HttpRequest put_together(const PageRequest& request) const;
  [[nodiscard]] core::Error refused() const;
  [[nodiscard]] core::Error not_understood(std::string_view what, std::chrono::minutes pause) const;
  [[nodiscard]] engine::Task<core::Error> unclear(core::Error why);
  [[nodiscard]] core::Error error(core::ErrorKind kind, std::string_view target, std::string_view what) const;

  std::shared_ptr<net::HttpClient> retrying_;
  std::shared_ptr<net::HttpClient> once_;
  Settings settings_;
  PageAccount account_;
  engine::Clock* clock_;
  const Known* known_;
  kit::CookieJar jar_;
  std::optional<CsrfToken> token_;
  bool tokens_age_ = false;
  bool has_tokens_ = false;     // it gave one for a login
  bool has_no_tokens_ = false;  // it let somebody in without any, or has no servlet for them
  std::string landed_;          // where the last redirect led
  bool open_ = false;
};

}  // namespace muster::uccx
