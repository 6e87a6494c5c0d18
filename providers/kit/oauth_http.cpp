#include "providers/kit/oauth_http.h"

#include <fmt/format.h>

#include "reconciler/core/digest.h"

namespace muster::kit {

using core::ErrorKind;
using core::Status;
using net::HttpRequest;

namespace {

constexpr const char* kStoredName = "refresh";

bool is_refusal(int status) { return status == 400 || status == 401 || status == 403; }

std::string digest_of_grant(std::string_view url, const OAuthGrant& grant) {
  Credentials all;
  all.emplace("id", grant.client_id.copy());
  all.emplace("secret", grant.client_secret.copy());
  all.emplace("token", grant.refresh_token.copy());
  return digest_of(url, all);
}

}  // namespace

OAuthHttp::OAuthHttp(std::shared_ptr<net::HttpClient> inner, OAuthGrant grant, SessionId id, engine::Clock& clock,
                     TokenStore* tokens)
    : inner_(std::move(inner)),
      grant_(std::move(grant)),
      id_(std::move(id)),
      clock_(&clock),
      store_(tokens),
      tokens_(seed_tokens(grant_)),
      refused_(tokens, "renewal", digest_of_grant(id_.node, grant_)) {}

engine::Task<OAuthHttp::Answer> OAuthHttp::send(HttpRequest request) {
  const auto ready = co_await ensure_token();
  if (!ready) co_return std::unexpected(ready.error());
  const auto first = number_;
  HttpRequest copy = request;
  auto answer = co_await attempt(std::move(copy));
  if (!answer || answer->status != 401) co_return answer;
  const auto replaced = co_await replace(first);
  if (!replaced) co_return std::unexpected(replaced.error());
  const auto second = number_;
  answer = co_await attempt(std::move(request));
  if (answer && answer->status == 401 && second == number_) barred_until_ = clock_->now() + kRefusalPause;
  co_return answer;
}

engine::Task<OAuthHttp::Answer> OAuthHttp::attempt(HttpRequest request) {
  request.headers.set("Authorization", "Bearer " + tokens_.access.reveal());
  auto answer = co_await inner_->send(std::move(request));
  co_return answer;
}

engine::Task<Status> OAuthHttp::ensure_token() {
  if (barred_until_ && clock_->now() < *barred_until_) co_return std::unexpected(refused());
  barred_until_.reset();
  if (is_good(0)) co_return Status{};
  auto status = co_await replace(0);
  co_return status;
}

// Whoever waited for the turn finds what the one before brought.
engine::Task<Status> OAuthHttp::replace(std::uint64_t refused_number) {
  const auto turn = co_await one_at_a_time_.enter();
  if (is_good(refused_number)) co_return Status{};
  if (failure_ && clock_->now() < failed_at_ + kRenewalPause) co_return std::unexpected(*failure_);
  auto status = co_await renew(refused_number);
  failure_.reset();
  if (!status) failure_ = status.error();
  failed_at_ = clock_->now();
  co_return status;
}

// What is stored is looked at first: as long as it is good nothing has to be locked or written.
engine::Task<Status> OAuthHttp::renew(std::uint64_t refused_number) {
  auto adopted = co_await adopt_stored();
  if (!adopted || is_good(refused_number)) co_return adopted;
  if (store_ == nullptr) {
    auto asked = co_await ask_server();
    co_return asked;
  }
  const auto lock = co_await store_->lock();
  if (!lock) co_return std::unexpected(renewing(lock.error()));
  auto status = co_await renew_locked(refused_number);
  co_return status;
}

// What is known already is stored before the server is asked: that the store cannot be written is then found out while
// nothing can be lost.
engine::Task<Status> OAuthHttp::renew_locked(std::uint64_t refused_number) {
  auto adopted = co_await adopt_stored();
  if (!adopted || is_good(refused_number)) co_return adopted;
  auto kept = co_await keep();
  if (!kept || is_good(refused_number)) co_return kept;
  auto asked = co_await ask_server();
  co_return asked;
}

// Tokens of another configured refresh token are not ours; and none are newer than those that could not be stored.
engine::Task<Status> OAuthHttp::adopt_stored() {
  if (store_ == nullptr || unkept_) co_return Status{};
  const auto blob = co_await store_->load(kStoredName);
  if (!blob) co_return std::unexpected(renewing(blob.error()));
  auto stored = from_blob(*blob);
  if (!stored || stored->seed != tokens_.seed || stored->access.reveal() == tokens_.access.reveal()) {
    co_return Status{};
  }
  take(std::move(*stored));
  co_return Status{};
}

engine::Task<Status> OAuthHttp::ask_server() {
  const auto looked = co_await refused_.look();
  if (!looked) co_return std::unexpected(renewing(looked.error()));
  const std::string digest = core::sha256_hex(tokens_.refresh.reveal());
  if (refused_.holds(digest)) co_return std::unexpected(refused());
  HttpRequest request = renewal_request(grant_, tokens_.refresh);
  const auto answer = co_await inner_->send(std::move(request));
  if (!answer) co_return std::unexpected(renewing(answer.error()));
  if (is_refusal(answer->status)) {
    co_await refused_.add(digest);
    co_return std::unexpected(refused());
  }
  if (answer->status < 200 || answer->status >= 300) {
    const auto what = fmt::format("the server answered {}", answer->status);
    co_return std::unexpected(renewing(core::Error(ErrorKind::unavailable, what)));
  }
  co_await refused_.accept(digest);
  auto tokens = renewed(tokens_, answer->body, clock_->wall_now());
  if (!tokens) co_return std::unexpected(renewing(tokens.error()));
  take(std::move(*tokens));
  unkept_ = true;
  auto kept = co_await keep();
  co_return kept;
}

engine::Task<Status> OAuthHttp::keep() {
  if (store_ != nullptr) {
    core::Secret blob = to_blob(tokens_);
    const auto kept = co_await store_->keep(kStoredName, std::move(blob));
    if (!kept) co_return std::unexpected(renewing(kept.error()));
  }
  unkept_ = false;
  co_return Status{};
}

void OAuthHttp::take(OAuthTokens tokens) {
  tokens_ = std::move(tokens);
  if (!tokens_.access.empty()) ++number_;
  if (store_ != nullptr && tokens_.refresh_ends) store_->expires(kStoredName, *tokens_.refresh_ends);
}

bool OAuthHttp::is_good(std::uint64_t refused_number) const {
  return number_ != 0 && number_ != refused_number && !unkept_ && tokens_.usable(clock_->wall_now());
}

// Whatever became of the renewal, the request that needed it was not sent, or was refused.
core::Error OAuthHttp::renewing(core::Error error) const {
  if (error.kind == ErrorKind::conflict || error.kind == ErrorKind::timeout) error.kind = ErrorKind::unavailable;
  error.delivery = core::Delivery::not_sent;
  return core::within(fmt::format("renewing the access token of {}", id_.system), std::move(error));
}

core::Error OAuthHttp::refused() const {
  return core::Error(ErrorKind::auth, core::Delivery::not_sent,
                     fmt::format("{} refused the tokens of {}: nothing more is sent until the client is authorised "
                                 "anew and the refresh token it gets is configured. {}",
                                 id_.system, id_.principal, another_try(id_.system)));
}

}  // namespace muster::kit
