#include "providers/kit/signed_in_http.h"

#include <fmt/format.h>

namespace muster::kit {

using core::Status;
using net::HttpRequest;
using net::HttpResponse;

namespace {

// A server that is overloaded, or elsewhere, has not looked at the credentials.
bool tells_of_credentials(int status) {
  return status >= 200 && status < 500 && status / 100 != 3 && status != 408 && status != 429;
}

}  // namespace

SignedInHttp::SignedInHttp(std::shared_ptr<net::HttpClient> inner, std::shared_ptr<const SignIn> sign_in, SessionId id,
                           engine::Clock& clock, RefusedCredentials refused)
    : inner_(std::move(inner)),
      sign_in_(std::move(sign_in)),
      id_(std::move(id)),
      clock_(&clock),
      refused_(std::move(refused)) {}

engine::Task<SignedInHttp::Answer> SignedInHttp::send(HttpRequest request) {
  const auto token = token_number_;
  HttpRequest copy = request;
  auto answer = co_await deliver(std::move(copy));
  if (answer && sign_in_->judge(*answer) == SessionState::stale_token) {
    answer = co_await with_new_token(std::move(request), std::move(*answer), token);
  }
  co_return answer;
}

// Whoever waited while another one found no server does not wait for it as well.
engine::Task<SignedInHttp::Answer> SignedInHttp::deliver(HttpRequest request) {
  for (bool is_renewed = false;;) {
    if (!proven_) {
      const auto proofs = proofs_;
      const auto turn = co_await proving_.enter();
      if (!proven_ && proofs != proofs_ && failure_) co_return std::unexpected(*failure_);
      if (!proven_ && proof_.empty()) {
        auto first = co_await prove(std::move(request));
        co_return first;
      }
      if (!proven_) {
        auto proof = co_await prove_again();
        if (!proof || !proven_) co_return proof;
      }
    }
    const auto session = session_;
    HttpRequest copy = request;
    copy.still_wanted = [this, session] { return session == session_; };
    auto answer = co_await attempt(std::move(copy));
    const bool is_withdrawn = !answer && session != session_ && answer.error().delivery == core::Delivery::not_sent;
    const bool is_expired = answer && sign_in_->judge(*answer) == SessionState::expired;
    if (!is_withdrawn && (!is_expired || is_renewed)) co_return answer;
    if (is_expired) forget(session);
    is_renewed = is_renewed || is_expired;
  }
}

engine::Task<SignedInHttp::Answer> SignedInHttp::prove(HttpRequest request) {
  failure_.reset();
  const auto opened = co_await open();
  if (!opened) {
    ++proofs_;
    failure_ = opened.error();
    co_return std::unexpected(opened.error());
  }
  const std::string target = request.method == net::Method::get ? request.target : std::string();
  auto answer = co_await attempt(std::move(request));
  ++proofs_;
  if (!answer) {
    failure_ = answer.error();
    failure_->delivery = core::Delivery::not_sent;
  } else if (sign_in_->judge(*answer) == SessionState::expired) {
    co_await refused_.add(refused_.configured());
  } else if (tells_of_credentials(answer->status)) {
    proven_ = true;
    if (proof_.empty()) proof_ = target;
    co_await refused_.accept(refused_.configured());
  }
  co_return answer;
}

// Whatever becomes of it, the request behind it was not sent, or was refused.
engine::Task<SignedInHttp::Answer> SignedInHttp::prove_again() {
  HttpRequest request(net::Method::get, proof_);
  auto answer = co_await prove(std::move(request));
  if (!answer) {
    answer.error().delivery = core::Delivery::not_sent;
  } else if (!proven_ && !closed()) {
    co_return std::unexpected(core::Error(core::ErrorKind::unavailable, core::Delivery::not_sent,
                                          fmt::format("signing in to {} once more as {}: the server answered {}",
                                                      id_.system, id_.principal, answer->status)));
  }
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
  const auto looked = co_await refused_.look();
  if (!looked) co_return std::unexpected(core::within("looking whether the credentials were refused", looked.error()));
  if (refused_.holds_configured()) co_return std::unexpected(refusal());
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
  if (answer->status == 401 || answer->status == 403 || sign_in_->judge(*answer) == SessionState::expired) {
    co_await refused_.add(refused_.configured());
    co_return std::unexpected(refusal());
  }
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
  open_ = proven_ = false;
  jar_.clear();
  token_.reset();
}

void SignedInHttp::restart(std::shared_ptr<const SignIn> sign_in) {
  sign_in_ = std::move(sign_in);
  refused_ = RefusedCredentials();
  proof_.clear();
  forget(session_);
}

core::Error SignedInHttp::refusal() const {
  return core::Error(core::ErrorKind::auth, core::Delivery::not_sent,
                     refusal_sentence(id_.system, fmt::format("the credentials of {}", id_.principal)));
}

}  // namespace muster::kit
