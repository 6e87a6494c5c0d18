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
using engine::Task;
using net::HttpRequest;
using net::HttpResponse;

namespace {

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

}  // namespace

Task<SessionHttp::Answer> SessionHttp::send(HttpRequest request) {
  const auto opened = co_await open();
  if (!opened) co_return std::unexpected(opened.error());
  const auto session = session_;
  std::string jwt = opened_.jwt.reveal();
  HttpRequest copy = request;
  auto answer = co_await attempt(std::move(copy));
  if (!answer || !session_is_over(*answer)) co_return answer;
  if (answer->status == 401 && !jwt.empty()) {
    const bool renewed = co_await renew(std::move(jwt));
    if (renewed) {
      copy = request;
      answer = co_await attempt(std::move(copy));
    }
    if (!answer || !session_is_over(*answer)) co_return answer;
  }
  forget(session);
  if (is_login_page(*answer) && request.method != net::Method::get) co_return answer;  // nothing says it was not done
  const auto again = co_await open();
  if (!again) co_return std::unexpected(again.error());
  const bool reads = request.method == net::Method::get;
  answer = co_await attempt(std::move(request));
  if (!answer || !session_is_over(*answer)) co_return answer;
  if (is_login_page(*answer) && !reads) co_return answer;
  co_return std::unexpected(Error(ErrorKind::unavailable, Delivery::refused,
                                  fmt::format("{} ends each session of muster's account at once: look whether somebody "
                                              "else uses the account, and what it may do",
                                              settings_.system)));
}

// The token of a session ends before the session does, and whoever holds a session may not be let in once more.
// Tasks that find it over together ask once between them.
Task<bool> SessionHttp::renew(std::string jwt) {
  const auto turn = co_await one_at_a_time_.enter();
  if (!open_ || opened_.jwt.reveal() != jwt) co_return open_;
  HttpRequest request = renewal_request(settings_, account_);
  put_on(request);
  const auto answer = co_await exchange(std::move(request));
  auto renewed = answer ? read_renewal(*answer) : core::Secret();
  if (renewed.empty()) co_return false;
  opened_.jwt = std::move(renewed);
  co_return true;
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

}  // namespace muster::ameyo
