#include "providers/ameyo/session.h"

#include <fmt/format.h>

#include <algorithm>

#include "providers/ameyo/envelope.h"
#include "providers/ameyo/failure_words.h"
#include "providers/kit/limited_http.h"
#include "providers/kit/retry_after.h"
#include "providers/kit/retrying_http.h"
#include "reconciler/core/name.h"

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

// Some servers answer with the page where people log in.
bool is_login_page(const HttpResponse& response) {
  constexpr std::size_t kBeginning = 4096;
  const auto text = core::trim(response.body).substr(0, kBeginning);
  if (response.status >= 400 || !text.starts_with('<')) return false;
  const auto folded = core::comparable(text, core::Compare::folded);
  return folded.find("login") != std::string::npos || folded.find("log in") != std::string::npos ||
         folded.find("sign in") != std::string::npos;
}

bool session_is_over(const HttpResponse& response) {
  if (response.status == 401 || is_login_page(response)) return true;
  if (response.status < 400) return false;
  const auto envelope = read_envelope(response.body);
  return envelope && says_session_is_over(envelope->words());
}

std::string with_member_first(const std::string& body, const std::string& member) {
  return body.size() < 2 ? body : "{" + member + (body == "{}" ? "" : ",") + body.substr(1);
}

std::string words_of(const HttpResponse& response) {
  const auto envelope = read_envelope(response.body);
  return envelope ? envelope->words() : std::string();
}

}  // namespace

Task<SessionHttp::Answer> SessionHttp::send(HttpRequest request) {
  const auto opened = co_await open();
  if (!opened) co_return std::unexpected(opened.error());
  const auto session = session_;
  HttpRequest copy = request;
  auto answer = co_await attempt(std::move(copy));
  if (!answer || !session_is_over(*answer)) co_return answer;
  forget(session);
  if (is_login_page(*answer) && request.method != net::Method::get) co_return answer;  // nothing says it was not done
  const auto again = co_await open();
  if (!again) co_return std::unexpected(again.error());
  answer = co_await attempt(std::move(request));
  if (!answer || !session_is_over(*answer)) co_return answer;
  co_return std::unexpected(Error(ErrorKind::unavailable, Delivery::refused,
                                  fmt::format("{} ends each session of muster's account at once: look whether somebody "
                                              "else uses the account, and what it may do",
                                              settings_.system)));
}

// Whoever waited while another task logged in takes what came of it.
Task<Status> SessionHttp::open() {
  if (closed_) co_return std::unexpected(refused());
  if (open_) co_return Status{};
  const auto logins = logins_;
  const auto turn = co_await one_at_a_time_.enter();
  if (closed_) co_return std::unexpected(refused());
  if (open_) co_return Status{};
  if (logins != logins_ && failure_) co_return std::unexpected(*failure_);
  auto status = co_await log_in();
  ++logins_;
  open_ = status.has_value();
  failure_.reset();
  if (!status) failure_ = status.error();
  co_return status;
}

Task<Status> SessionHttp::log_in() {
  jar_.clear();
  opened_ = Opened();
  for (int tried = 1;; ++tried) {
    HttpRequest request = login_request(settings_, account_);
    const auto answer = co_await exchange(std::move(request));
    if (!answer) {
      Error error = core::within("logging in", answer.error());
      error.delivery = Delivery::not_sent;  // the request behind it
      co_return std::unexpected(std::move(error));
    }
    const bool not_yet = answer->status >= 400 && login_refusal_of(words_of(*answer)) == LoginRefusal::not_yet;
    if (!not_yet || tried == kLoginTries) co_return take_login(*answer);
    co_await clock_->sleep(kLoginPause);
  }
}

Status SessionHttp::take_login(const HttpResponse& answer) {
  if (answer.status < 200 || answer.status >= 300) return std::unexpected(login_failed(answer));
  auto opened = read_login(answer);
  if (!opened && read_envelope(answer.body)) return std::unexpected(login_failed(answer));
  if (!opened) {
    return std::unexpected(login_error(ErrorKind::unavailable,
                                       "the answer has no session id: look at url, settings.basePath and "
                                       "settings.login"));
  }
  opened_ = std::move(*opened);
  unclear_ = 0;
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
  const auto refusal = envelope ? login_refusal_of(envelope->words()) : LoginRefusal::unclear;
  if (refusal == LoginRefusal::elsewhere) {
    return login_error(ErrorKind::unavailable,
                       status +
                           "; muster's account is logged in elsewhere, or no licence is free: it is tried again "
                           "later");
  }
  if (refusal == LoginRefusal::not_yet) return login_error(ErrorKind::unavailable, status);
  if (refusal == LoginRefusal::refused || answer.status == 401 || answer.status == 403) return refused(said);
  if (answer.status == 404 || answer.status == 405) {
    return login_error(ErrorKind::rejected, status + "; look at url, settings.basePath and settings.login");
  }
  const bool is_command = answer.status == 512 || answer.status < 300;
  if (!envelope || !is_command) return login_error(ErrorKind::unavailable, status);
  if (++unclear_ > 1) return refused(said);
  return login_error(ErrorKind::rejected, status + "; it is tried once more, later");
}

Task<SessionHttp::Answer> SessionHttp::attempt(HttpRequest request) {
  put_on(request);
  const std::vector<std::string> secrets = {opened_.session_id.reveal(), opened_.jwt.reveal()};
  auto answer = co_await exchange(std::move(request));
  if (answer && answer->status >= 400) answer->body = without(std::move(answer->body), secrets);
  co_return answer;
}

Task<SessionHttp::Answer> SessionHttp::exchange(HttpRequest request) {
  const std::string target = request.target;
  if (const auto cookies = jar_.header_for(target, clock_->wall_now())) request.headers.set("Cookie", *cookies);
  auto answer = co_await inner_->send(std::move(request));
  if (!answer) co_return answer;
  for (const auto cookie : answer->headers.find_all("Set-Cookie")) jar_.store(cookie, target, clock_->wall_now());
  answer->status = status_that_counts(*answer);
  co_return answer;
}

void SessionHttp::put_on(HttpRequest& request) const {
  request.headers.set("sessionId", opened_.session_id.reveal());
  if (!opened_.jwt.empty()) request.headers.set("Authorization", opened_.jwt.reveal());
  if (!request.headers.find(kSessionInBody)) return;
  request.headers.remove(kSessionInBody);
  std::string quoted;
  for (const char c : opened_.session_id.reveal()) {
    if (c == '"' || c == '\\') quoted += '\\';
    quoted += c;
  }
  request.body = with_member_first(request.body, "\"sessionId\":\"" + quoted + "\"");
}

void SessionHttp::forget(std::uint64_t session) {
  if (session != session_) return;  // somebody else has done it
  ++session_;
  open_ = false;
}

Error SessionHttp::refused(std::string_view said) {
  closed_ = true;
  open_ = false;
  return Error(ErrorKind::auth, Delivery::not_sent,
               fmt::format("{} refused the credentials of {}{}{}: nothing more is sent until they change",
                           settings_.system, account_.username.reveal(), said.empty() ? "" : ", saying ", said));
}

Error SessionHttp::login_error(ErrorKind kind, std::string_view what) const {
  return Error(kind, Delivery::not_sent,
               fmt::format("logging in to {} as {}: {}", settings_.system, account_.username.reveal(), what));
}

}  // namespace muster::ameyo
