// Opening a session, and what it means when that does not work.
#include <fmt/format.h>

#include "providers/ameyo/envelope.h"
#include "providers/ameyo/failure_words.h"
#include "providers/ameyo/session.h"
#include "providers/kit/limited_http.h"
#include "providers/kit/retry_after.h"
#include "providers/kit/retrying_http.h"

namespace muster::ameyo {

using core::Delivery;
using core::Error;
using core::ErrorKind;
using core::Status;
using engine::Task;
using net::HttpRequest;
using net::HttpResponse;

namespace {

constexpr int kLoginTries = 4;  // of an account that was made a moment ago
constexpr std::chrono::seconds kLoginPause{2};

// Until the next login after one that failed, whoever waits for it. The vendor's own client looks every 15 s whether
// the other session has ended.
constexpr std::chrono::seconds kShortPause{1};
constexpr std::chrono::seconds kElsewherePause{15};

std::string words_of(const HttpResponse& response) {
  const auto envelope = read_envelope(response.body);
  return envelope ? envelope->words() : std::string();
}

bool is_not_there(const HttpResponse& response) { return response.status == 404 || response.status == 405; }

Login other_than(Login login) { return login == Login::ui ? Login::user_login : Login::ui; }

}  // namespace

// Whoever waited while another task logged in, or comes soon after a login that failed, takes what came of it.
Task<Status> SessionHttp::open() {
  if (open_) co_return Status{};
  const auto logins = logins_;
  const auto turn = co_await one_at_a_time_.enter();
  if (open_) co_return Status{};
  auto looked = co_await refused_.look();
  if (looked) looked = co_await unclear_.look();
  if (!looked) co_return std::unexpected(core::within("looking whether the login was refused", looked.error()));
  if (refused_.holds_configured()) co_return std::unexpected(refusal());
  if (const auto left = unclear_.left(); left.count() > 0) {
    co_return std::unexpected(not_understood("the last logins were not answered by a session", left));
  }
  const bool was_tried = logins != logins_ || clock_->now() < not_before_;
  if (was_tried && failure_) co_return std::unexpected(*failure_);
  pause_ = kShortPause;
  auto tried = co_await log_in();
  auto status = co_await remember(std::move(tried));
  ++logins_;
  open_ = status.has_value();
  failure_.reset();
  if (!status) failure_ = status.error();
  not_before_ = clock_->now() + pause_;
  co_return status;
}

Task<Status> SessionHttp::remember(Status login) {
  if (login) {
    co_await refused_.accept(refused_.configured());
    co_await unclear_.forget();
  }
  if (was_refused_) co_await refused_.add(refused_.configured());
  if (was_not_understood_.empty()) co_return login;
  const auto pause = co_await unclear_.count();
  if (pause.count() == 0) co_return login;
  co_return std::unexpected(not_understood(was_not_understood_, pause));
}

// A server has one of the two logins or both: where the one that was set is not there, the other is tried.
Task<Status> SessionHttp::log_in() {
  jar_.clear();
  opened_ = Opened();
  was_refused_ = false;
  was_not_understood_.clear();
  auto answer = co_await ask_login();
  if (answer && is_not_there(*answer)) {
    settings_.login = other_than(settings_.login);
    auto other = co_await ask_login();
    if (other && !is_not_there(*other)) co_return take_login(*other);
    settings_.login = other_than(settings_.login);
  }
  if (answer) co_return take_login(*answer);
  Error error = core::within("logging in", answer.error());
  error.delivery = Delivery::not_sent;  // the request behind it
  co_return std::unexpected(std::move(error));
}

Task<SessionHttp::Answer> SessionHttp::ask_login() {
  for (int tried = 1;; ++tried) {
    HttpRequest request = login_request(settings_, account_);
    auto answer = co_await exchange(std::move(request));
    const bool not_yet =
        answer && answer->status >= 400 && login_refusal_of(words_of(*answer)) == LoginRefusal::not_yet;
    if (!not_yet || tried == kLoginTries) co_return answer;
    co_await clock_->sleep(kLoginPause);
  }
}

Status SessionHttp::take_login(const HttpResponse& answer) {
  if (answer.status < 200 || answer.status >= 300) return std::unexpected(login_failed(answer));
  auto opened = read_login(answer);
  if (!opened && says_why_not(answer)) return std::unexpected(login_failed(answer));
  if (!opened) {
    return std::unexpected(login_error(ErrorKind::unavailable,
                                       "the answer has no session id: look at url, settings.basePath and "
                                       "settings.login"));
  }
  opened_ = std::move(*opened);
  return {};
}

Error SessionHttp::login_failed(const HttpResponse& answer) {
  const auto envelope = read_envelope(answer.body);
  const std::string said = envelope ? quotable(without(envelope->said(), {account_.password.reveal()})) : std::string();
  const auto status = fmt::format("the server answered {}{}{}", answer.status, said.empty() ? "" : ": ", said);
  if (answer.status == 429 || kit::turned_away(answer)) {
    Error error = login_error(answer.status == 429 ? ErrorKind::rate_limited : ErrorKind::unavailable, status);
    const auto wait = answer.headers.find("Retry-After");
    if (wait) error.retry_after = kit::parse_retry_after(*wait, clock_->wall_now(), kit::kLongestPause);
    if (!error.retry_after) error.retry_after = std::chrono::seconds(1);
    return error;
  }
  const auto why = envelope ? login_refusal_of(envelope->words()) : LoginRefusal::unclear;
  if (why == LoginRefusal::elsewhere) {
    pause_ = kElsewherePause;
    return login_error(ErrorKind::unavailable,
                       status +
                           "; muster's account is logged in elsewhere, or no licence is free: it is tried again "
                           "later");
  }
  if (why == LoginRefusal::not_yet || why == LoginRefusal::not_now) return login_error(ErrorKind::unavailable, status);
  if (why == LoginRefusal::refused || answer.status == 401 || answer.status == 403) {
    was_refused_ = true;
    return refusal(said);
  }
  if (answer.status == 404 || answer.status == 405) {
    return login_error(ErrorKind::rejected, status + "; look at url, settings.basePath and settings.login");
  }
  const bool is_command = answer.status == 512 || answer.status < 300;
  if (!envelope || !is_command) return login_error(ErrorKind::unavailable, status);
  was_not_understood_ = status;
  return login_error(ErrorKind::rejected, status + "; it is tried once more, later");
}

Error SessionHttp::not_understood(std::string_view what, std::chrono::minutes pause) const {
  return login_error(
      ErrorKind::auth,
      fmt::format("{}; that may be about the password, so the next login is in {} min, or when "
                  "`muster retry-login --system {}` asks for one: look whether the credentials are right",
                  what, pause.count(), settings_.system));
}

Error SessionHttp::refusal(std::string_view said) const {
  const auto whose =
      fmt::format("the credentials of {}{}{}", account_.username.reveal(), said.empty() ? "" : ", saying ", said);
  return Error(ErrorKind::auth, Delivery::not_sent, kit::refusal_sentence(settings_.system, whose));
}

Error SessionHttp::login_error(ErrorKind kind, std::string_view what) const {
  return Error(kind, Delivery::not_sent,
               fmt::format("logging in to {} as {}: {}", settings_.system, account_.username.reveal(), what));
}

}  // namespace muster::ameyo
