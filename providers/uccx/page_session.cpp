#include "providers/uccx/page_session.h"

#include <fmt/format.h>

#include "providers/uccx/page_answer.h"
#include "providers/uccx/page_form.h"
#include "reconciler/core/intent.h"
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

constexpr int kMostRedirects = 4;
constexpr std::chrono::milliseconds kReadTimeout{30'000};

void replace_all(std::string& text, std::string_view what) {
  for (auto at = text.find(what); !what.empty() && at != std::string::npos; at = text.find(what, at)) {
    text.replace(at, what.size(), "***");
    at += 3;
  }
}

}  // namespace

PageSession::PageSession(std::shared_ptr<net::HttpClient> retrying, std::shared_ptr<net::HttpClient> once,
                         Settings settings, PageAccount account, engine::Clock& clock, const Known& known)
    : retrying_(std::move(retrying)),
      once_(std::move(once)),
      settings_(std::move(settings)),
      account_(std::move(account)),
      clock_(&clock),
      known_(&known) {}

std::string PageSession::path(std::string_view page) const {
  return fmt::format("{}/appadmin/{}", settings_.base_path, page);
}

PagePlace PageSession::place_of(const std::string& target) const {
  return PagePlace{settings_.url, target.substr(0, target.find('?')), known_->own_url};
}

void PageSession::take_token(const FormFields& form) {
  const auto value = token_ ? value_of(form, token_->name) : std::nullopt;
  if (value && is_token_value(*value)) token_->value = *value;
}

std::string PageSession::masked(std::string text) const {
  replace_all(text, account_.password.reveal());
  if (token_) replace_all(text, token_->value);
  return text;
}

// A login page, a 401, or the way to a login page that is not even there.
bool PageSession::needs_login(const HttpResponse& answer) const {
  if (answer.status == 401) return true;
  if (answer.status != 200) return core::comparable(landed_, core::Compare::folded).find("login") != std::string::npos;
  return is_login_page(answer.body, answer.headers.find("Content-Type").value_or(""));
}

Error PageSession::error(ErrorKind kind, std::string_view target, std::string_view what) const {
  return Error(kind, Delivery::refused,
               fmt::format("{} of {}: {}", target.substr(0, target.find('?')), settings_.system, what));
}

Error PageSession::refused() const {
  return Error(ErrorKind::auth, Delivery::not_sent,
               kit::refusal_sentence(settings_.system,
                                     fmt::format("the credentials of {} at /appadmin", account_.username.reveal())));
}

Error PageSession::not_understood(std::string_view what, std::chrono::minutes pause) const {
  return Error(ErrorKind::auth, Delivery::not_sent,
               fmt::format("{}: {} may be out of order, or the password of {} at /appadmin is wrong; the next login is "
                           "in {} min, or when `muster retry-login --system {}` asks for one",
                           what, settings_.system, account_.username.reveal(), pause.count(), settings_.system));
}

Task<PageSession::Answer> PageSession::send(PageRequest request) {
  auto answer = co_await with_session(request);
  if (!answer || answer->status != 403) {
    if (answer) answer = judged(std::move(*answer), request, settings_.system);
    co_return answer;
  }
  const bool renewed = co_await renew_token();
  if (!renewed) co_return std::unexpected(error(ErrorKind::rejected, request.target, "the server answered 403"));
  answer = co_await with_session(request);
  if (answer && answer->status == 403) {
    co_return std::unexpected(error(ErrorKind::rejected, request.target, "it did not accept its own CSRF token"));
  }
  if (answer) answer = judged(std::move(*answer), request, settings_.system);
  co_return answer;
}

// A login page is the answer to a request that was not executed.
Task<PageSession::Answer> PageSession::with_session(PageRequest request) {
  const auto opened = co_await open();
  if (!opened) co_return std::unexpected(opened.error());
  auto answer = co_await exchange(request);
  if (!answer || !needs_login(*answer)) co_return answer;
  open_ = false;
  const auto again = co_await open();
  if (!again) co_return std::unexpected(again.error());
  const std::string target = request.target;
  answer = co_await exchange(std::move(request));
  if (!answer || !needs_login(*answer)) co_return answer;
  open_ = false;  // the login was accepted: this is not about the password
  co_return std::unexpected(error(ErrorKind::unavailable, target,
                                  "the server ends each session at once: look whether somebody else uses the account"));
}

HttpRequest PageSession::put_together(const PageRequest& asked) const {
  const bool posts = asked.method == Method::post;
  HttpRequest request(asked.method, token_ && !posts ? with_token(asked.target, *token_) : asked.target);
  request.headers.set("Referer", settings_.url + asked.referer);
  request.timeout = asked.changes ? core::kWriteTimeout : kReadTimeout;
  if (token_) request.headers.set(token_->name, token_->value);
  if (!posts) return request;
  FormFields form = asked.form;
  if (token_) set_value(form, token_->name, token_->value);
  request.headers.set("Content-Type", "application/x-www-form-urlencoded");
  request.body = encoded(form);
  return request;
}

Task<PageSession::Answer> PageSession::exchange(PageRequest asked) {
  landed_.clear();
  HttpRequest request = put_together(asked);
  std::shared_ptr<net::HttpClient> through = asked.changes ? once_ : retrying_;
  auto answer = co_await deliver(std::move(through), std::move(request));
  if (answer && is_redirect(*answer)) answer = co_await follow(std::move(*answer), asked.target);
  if (!answer && asked.changes && answer.error().delivery == Delivery::refused) {
    answer.error().delivery = Delivery::maybe_applied;  // it was answered, by a way that leads nowhere
  }
  co_return answer;
}

Task<PageSession::Answer> PageSession::follow(HttpResponse redirect, std::string from) {
  HttpResponse answer = std::move(redirect);
  for (int hop = 0; hop < kMostRedirects && is_redirect(answer); ++hop) {
    const auto target = resolve(*answer.headers.find("Location"), place_of(from));
    if (!target) {
      co_return std::unexpected(error(ErrorKind::rejected, from,
                                      "it redirects to another host, which is not followed: "
                                      "make that host the url of the System"));
    }
    HttpRequest next(Method::get, target->empty() ? path("main") : *target);
    next.headers.set("Referer", settings_.url + from);
    from = next.target;
    landed_ = from.substr(0, from.find('?'));
    auto followed = co_await deliver(retrying_, std::move(next));
    if (!followed) {
      followed.error().delivery = Delivery::refused;
      co_return followed;
    }
    answer = std::move(*followed);
  }
  co_return answer;
}

Task<PageSession::Answer> PageSession::deliver(std::shared_ptr<net::HttpClient> through, HttpRequest request) {
  const std::string target = request.target;
  request.headers.set("Accept", "text/html");
  if (const auto cookies = jar_.header_for(target, clock_->wall_now())) request.headers.set("Cookie", *cookies);
  auto answer = co_await through->send(std::move(request));
  if (!answer) {
    Error failed = answer.error();
    failed.what = fmt::format("{} of {}: {}", target.substr(0, target.find('?')), settings_.system, failed.what);
    co_return std::unexpected(std::move(failed));
  }
  for (const auto cookie : answer->headers.find_all("Set-Cookie")) jar_.store(cookie, target, clock_->wall_now());
  co_return answer;
}

}  // namespace muster::uccx
