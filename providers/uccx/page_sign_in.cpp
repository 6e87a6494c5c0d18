// Opening a session with /appadmin.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "providers/uccx/page_answer.h"
#include "providers/uccx/page_form.h"
#include "providers/uccx/page_session.h"
#include "reconciler/core/name.h"

namespace muster::uccx {

using core::Delivery;
using core::Error;
using core::ErrorKind;
using core::Status;
using engine::Task;
using net::HttpRequest;
using net::HttpResponse;
using net::Method;

namespace {

bool is_out_of_order(const HttpResponse& response) { return response.status >= 500 || response.status == 429; }

// A login that is accepted leads to the page that was wanted; one that is refused to the login again, or to an error.
bool leads_on(const HttpResponse& response) {
  if (!is_redirect(response)) return false;
  const auto to = core::comparable(response.headers.find("Location").value_or(""), core::Compare::folded);
  constexpr std::array<std::string_view, 3> kBack = {"login", "error", "fail"};
  return std::ranges::none_of(kBack, [&](std::string_view word) { return to.find(word) != std::string::npos; });
}

// A login is refused by the login page, by sending there, or in so many words. Any other page is not about the
// credentials, nor is a server that says the time for the login is over.
bool says_refused(const HttpResponse& response) {
  if (response.status == 408 || leads_on(response)) return false;
  constexpr std::array<std::string_view, 7> kWords = {"invalid", "incorrect",      "failed", "denied",
                                                      "wrong",   "not authorized", "locked"};
  const auto type = response.headers.find("Content-Type").value_or("");
  if (response.status != 200 || is_login_page(response.body, type)) return true;
  const auto page = kit::read_html(response.body, type);
  const auto text = page ? core::comparable(page->text_of(0), core::Compare::folded) : std::string();
  return std::ranges::any_of(kWords, [&](std::string_view word) { return text.find(word) != std::string::npos; });
}

}  // namespace

// Whatever happens while signing in, the request behind it was not sent.
Task<Status> PageSession::open() {
  if (open_) co_return Status{};
  auto looked = co_await account_.refused.look();
  if (looked) looked = co_await account_.unclear.look();
  if (!looked) co_return std::unexpected(core::within("looking whether the login was refused", looked.error()));
  if (account_.refused.holds_configured()) co_return std::unexpected(refused());
  if (const auto left = account_.unclear.left(); left.count() > 0) {
    co_return std::unexpected(not_understood("the last logins were not answered by a session", left));
  }
  auto opened = co_await open_session();
  if (!opened) {
    opened.error().delivery = Delivery::not_sent;
    opened.error().what = "signing in: " + opened.error().what;
  }
  co_return opened;
}

// A token before the login too: some versions want one with it. The one that counts is asked for behind it.
Task<Status> PageSession::open_session() {
  jar_.clear();
  token_.reset();
  HttpRequest main(Method::get, path("main"));
  const auto greeting = co_await deliver(once_, std::move(main));
  if (!greeting) co_return std::unexpected(greeting.error());
  if (is_redirect(*greeting) && jar_.empty()) {
    HttpResponse redirect = *greeting;
    const auto login_page = co_await follow(std::move(redirect), path("main"));  // for its cookie
    if (!login_page) jar_.clear();
  }
  if (!is_redirect(*greeting) && greeting->status != 401) {
    auto page = judged(*greeting, PageRequest(Method::get, path("main"), ""), settings_.system);
    if (!page) co_return std::unexpected(page.error());
  }
  const auto before = co_await token_for_login();
  if (!before) co_return before;
  if (jar_.empty()) {
    co_return std::unexpected(
        error(ErrorKind::unavailable, path("main"), "it gave no session to sign in with: it may be starting"));
  }
  const auto signed_in = co_await log_in();
  if (!signed_in) co_return signed_in;
  const auto behind = co_await fetch_token();
  if (!behind) co_return std::unexpected(behind.error());
  open_ = true;
  has_no_tokens_ = !has_tokens_;
  co_return Status{};
}

// The answer to the login says little; the next page says whether it is one.
Task<Status> PageSession::log_in() {
  PageRequest login(Method::post, path("j_security_check"), path("main"));
  login.form = {
      {"j_username", account_.username.reveal()}, {"j_password", account_.password.reveal()}, {"appNav", "appadmin"}};
  const auto answer = co_await deliver(once_, put_together(login));
  if (!answer) co_return std::unexpected(answer.error());
  if (is_out_of_order(*answer)) {
    auto failed = judged(*answer, login, settings_.system);
    co_return std::unexpected(failed.error());
  }
  HttpRequest main(Method::get, path("main"));
  main.headers.set("Referer", settings_.url + path("main"));
  auto page = co_await deliver(once_, std::move(main));
  if (page && is_redirect(*page)) page = co_await follow(std::move(*page), path("main"));
  if (!page && page.error().kind == ErrorKind::rejected) {  // it may count as a failed login
    auto why = co_await unclear(page.error());
    co_return std::unexpected(std::move(why));
  }
  if (!page) co_return std::unexpected(page.error());
  if (is_out_of_order(*page)) {
    auto failed = judged(*page, PageRequest(Method::get, path("main"), ""), settings_.system);
    co_return std::unexpected(failed.error());
  }
  const auto type = page->headers.find("Content-Type").value_or("");
  const bool signed_in = page->status == 200 && !is_login_page(page->body, type);
  if (signed_in) {
    co_await account_.unclear.forget();
    co_await account_.refused.accept(account_.refused.configured());
    co_return Status{};
  }
  // Without its token a login is refused like one with a wrong password.
  const bool is_whole = token_.has_value() || has_no_tokens_;
  if (!is_whole || !says_refused(*answer)) {
    auto why = co_await unclear(
        error(ErrorKind::unavailable, login.target, "the server answered the login with another page: it may be busy"));
    co_return std::unexpected(std::move(why));
  }
  co_await account_.refused.add(account_.refused.configured());
  co_return std::unexpected(refused());
}

// The second one in a row may be about the password after all.
Task<Error> PageSession::unclear(Error why) {
  const auto pause = co_await account_.unclear.count();
  if (pause.count() == 0) co_return why;
  co_return not_understood(why.what, pause);
}

// Some servers refuse a login without a token as they refuse a wrong password. A page in its place may be about a
// server that is busy, or all that one without tokens has.
Task<Status> PageSession::token_for_login() {
  auto fetched = co_await fetch_token();
  if (fetched && !*fetched && !has_no_tokens_) fetched = co_await fetch_token();
  if (!fetched) co_return std::unexpected(fetched.error());
  if (*fetched) has_tokens_ = true;
  if (*fetched || !has_tokens_) co_return Status{};
  co_return std::unexpected(
      error(ErrorKind::unavailable, path("JavaScriptServlet"), "it gave no token this time: it may be busy"));
}

Task<core::Result<bool>> PageSession::fetch_token() {
  HttpRequest fetch(Method::post, path("JavaScriptServlet"));
  fetch.headers.set("FETCH-CSRF-TOKEN", "1");
  fetch.headers.set("Referer", settings_.url + path("main"));
  const auto answer = co_await deliver(once_, std::move(fetch));
  if (!answer) co_return std::unexpected(answer.error());
  if (is_out_of_order(*answer)) {
    auto failed = judged(*answer, PageRequest(Method::post, path("JavaScriptServlet"), ""), settings_.system);
    co_return std::unexpected(failed.error());
  }
  auto token = token_in(*answer);
  has_no_tokens_ = has_no_tokens_ || answer->status == 404;
  if (!token) co_return false;  // some servers give it once
  token_ = std::move(token);
  co_return true;
}

Task<bool> PageSession::renew_token() {
  tokens_age_ = tokens_age_ || token_.has_value();
  const auto fetched = co_await fetch_token();
  co_return fetched.has_value() && *fetched;
}

}  // namespace muster::uccx
