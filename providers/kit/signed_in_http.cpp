#include "providers/kit/signed_in_http.h"

#include <fmt/format.h>

namespace muster::kit {

using core::Status;
using net::HttpRequest;
using net::HttpResponse;

SignedInHttp::SignedInHttp(std::shared_ptr<net::HttpClient> inner, std::shared_ptr<const SignIn> sign_in, SessionId id,
                           engine::Clock& clock)
    : inner_(std::move(inner)), sign_in_(std::move(sign_in)), id_(std::move(id)), clock_(&clock) {}

engine::Task<core::Result<HttpResponse>> SignedInHttp::send(HttpRequest request) {
  const auto opened = co_await open();
  if (!opened) co_return std::unexpected(opened.error());
  const auto session = session_;
  const auto token = token_number_;
  HttpRequest copy = request;
  auto answer = co_await attempt(std::move(copy));
  if (!answer) co_return answer;
  const auto state = sign_in_->judge(*answer);
  if (state == SessionState::expired) {
    answer = co_await sign_in_again(std::move(request), session);
  } else if (state == SessionState::stale_token) {
    answer = co_await with_new_token(std::move(request), std::move(*answer), token);
  }
  co_return answer;
}

engine::Task<SignedInHttp::Answer> SignedInHttp::sign_in_again(HttpRequest request, std::uint64_t session) {
  forget(session);
  const auto opened = co_await open();
  if (!opened) co_return std::unexpected(opened.error());
  const auto next_session = session_;
  auto answer = co_await attempt(std::move(request));
  if (answer && sign_in_->judge(*answer) == SessionState::expired && next_session == session_) closed_ = true;
  co_return answer;
}

engine::Task<SignedInHttp::Answer> SignedInHttp::with_new_token(HttpRequest request, HttpResponse refused,
                                                                std::uint64_t token) {
  auto refresh = sign_in_->token_request();
  if (!refresh) co_return refused;
  {
    const auto turn = co_await one_at_a_time_.enter();
    if (token_number_ == token) {
      const auto brought = co_await attempt(std::move(*refresh));
      if (!brought) co_return refused;
    }
  }
  auto answer = co_await attempt(std::move(request));
  co_return answer;
}

engine::Task<Status> SignedInHttp::open() {
  if (closed_) co_return std::unexpected(refused());
  if (open_) co_return Status{};
  const auto turn = co_await one_at_a_time_.enter();
  if (closed_) co_return std::unexpected(refused());
  if (open_) co_return Status{};
  auto status = co_await open_session();
  open_ = status.has_value();
  co_return status;
}

engine::Task<Status> SignedInHttp::open_session() {
  auto opening = sign_in_->opening();
  if (!opening) co_return Status{};
  const auto answer = co_await attempt(std::move(*opening));
  if (!answer) co_return std::unexpected(core::within("signing in", answer.error()));
  if (answer->status < 400 && sign_in_->judge(*answer) == SessionState::fine) co_return Status{};
  closed_ = answer->status == 401 || answer->status == 403 || sign_in_->judge(*answer) == SessionState::expired;
  if (closed_) co_return std::unexpected(refused());
  co_return std::unexpected(core::Error(
      core::ErrorKind::unavailable, core::Delivery::not_sent,
      fmt::format("signing in to {} as {}: the server answered {}", id_.system, id_.principal, answer->status)));
}

engine::Task<SignedInHttp::Answer> SignedInHttp::attempt(HttpRequest request) {
  const std::string target = request.target;
  put_on(request);
  auto answer = co_await inner_->send(std::move(request));
  if (answer) take_from(*answer, target);
  co_return answer;
}

void SignedInHttp::put_on(HttpRequest& request) const {
  sign_in_->authorise(request);
  const auto cookies = jar_.header_for(request.target, clock_->wall_now());
  if (cookies) request.headers.set("Cookie", *cookies);
  if (token_ && request.method != net::Method::get) request.headers.set(token_->first, token_->second);
}

void SignedInHttp::take_from(const HttpResponse& response, std::string_view target) {
  for (const auto cookie : response.headers.find_all("Set-Cookie")) jar_.store(cookie, target, clock_->wall_now());
  auto token = sign_in_->token_in(response);
  if (!token) return;
  token_ = std::move(token);
  ++token_number_;
}

void SignedInHttp::forget(std::uint64_t session) {
  if (session != session_) return;  // somebody else has done it
  ++session_;
  open_ = false;
  jar_.clear();
  token_.reset();
}

void SignedInHttp::restart(std::shared_ptr<const SignIn> sign_in) {
  sign_in_ = std::move(sign_in);
  closed_ = false;
  forget(session_);
}

core::Error SignedInHttp::refused() const {
  return core::Error(core::ErrorKind::auth, core::Delivery::not_sent,
                     fmt::format("{} refused the credentials of {}: nothing more is sent until they change", id_.system,
                                 id_.principal));
}

}  // namespace muster::kit
