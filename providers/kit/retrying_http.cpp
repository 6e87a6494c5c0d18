#include "providers/kit/retrying_http.h"

#include <string>

#include "providers/kit/limited_http.h"
#include "providers/kit/retry_after.h"

namespace muster::kit {

using core::ErrorKind;
using net::Method;

namespace {

bool may_pass(ErrorKind kind) {
  return kind == ErrorKind::unavailable || kind == ErrorKind::timeout || kind == ErrorKind::rate_limited ||
         kind == ErrorKind::protocol;
}

bool may_pass(const net::HttpResponse& response) {
  return turned_away(response) || response.status == 408 || (response.status >= 500 && response.status != 501);
}

}  // namespace

// A 503 that names a time comes from somebody who chose not to serve; any other may come from a proxy whose server was
// lost on the way.
bool turned_away(const net::HttpResponse& response) {
  if (response.status == 429 || response.status == 423) return true;
  return response.status == 503 && response.headers.find("Retry-After").has_value();
}

bool may_repeat(Method method, const core::Result<net::HttpResponse>& outcome, AnswerVerdict verdict) {
  if (!outcome) {
    const bool had_no_effect = outcome.error().delivery != core::Delivery::maybe_applied;
    return may_pass(outcome.error().kind) && (method == Method::get || had_no_effect);
  }
  if (verdict != AnswerVerdict::by_status) return verdict == AnswerVerdict::refused_for_now;
  return method == Method::get ? may_pass(*outcome) : turned_away(*outcome);
}

bool RetryingHttp::again(Method method, const core::Result<net::HttpResponse>& outcome) const {
  auto verdict = AnswerVerdict::by_status;
  if (outcome && policy_.classify) verdict = policy_.classify(*outcome);
  return may_repeat(method, outcome, verdict);
}

void RetryingHttp::tell(const core::Result<net::HttpResponse>& outcome) const {
  if (!policy_.observer) return;
  policy_.observer(outcome ? std::to_string(outcome->status) : std::string(core::to_text(outcome.error().kind)));
}

engine::Duration RetryingHttp::wait_before_next(int attempt, const core::Result<net::HttpResponse>& outcome) {
  const auto random = random_->next();
  if (outcome) {
    const auto said = outcome->headers.find("Retry-After");
    const auto wait = said ? parse_retry_after(*said, clock_->wall_now(), kLongestPause) : std::nullopt;
    if (wait) return core::with_jitter(*wait, random);
  }
  return core::backoff(attempt, random, policy_.backoff);
}

engine::Task<core::Result<net::HttpResponse>> RetryingHttp::send(net::HttpRequest request) {
  for (int attempt = 0;; ++attempt) {
    net::HttpRequest copy = request;
    auto outcome = co_await inner_->send(std::move(copy));
    if (attempt + 1 >= policy_.attempts || !again(request.method, outcome)) co_return outcome;
    tell(outcome);
    const auto wait = wait_before_next(attempt, outcome);
    co_await clock_->sleep(wait);
  }
}

}  // namespace muster::kit
