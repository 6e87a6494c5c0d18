// Repeats what is safe to repeat: GETs, and other verbs only when the request certainly had no effect.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string_view>

#include "providers/net/http.h"
#include "reconciler/core/backoff.h"
#include "reconciler/engine/clock.h"

namespace muster::kit {

// What a vendor's own words in an answer mean. `refused_for_now`: nothing was done, and it may work soon, so that any
// verb may be repeated. `settled`: the answer stands, whatever its status. `by_status`: no words of the vendor's.
enum class AnswerVerdict { by_status, settled, refused_for_now };

struct RetryPolicy {
  int attempts = 4;  // in all
  core::BackoffPolicy backoff;
  std::function<AnswerVerdict(const net::HttpResponse&)> classify;  // may be empty: always by_status
  // Told before each repetition why it is made: the status that was answered ("429"), or the kind of the error
  // ("timeout"). May be empty.
  std::function<void(std::string_view reason)> observer;
};

// The server refused before it looked at the request: 429, 423, and a 503 with Retry-After.
[[nodiscard]] bool turned_away(const net::HttpResponse& response);

// Whether one more attempt is allowed, the number of attempts aside.
[[nodiscard]] bool may_repeat(net::Method method, const core::Result<net::HttpResponse>& outcome,
                              AnswerVerdict verdict);

class RetryingHttp final : public net::HttpClient {
 public:
  // Clock and random are not owned.
  RetryingHttp(std::shared_ptr<net::HttpClient> inner, RetryPolicy policy, engine::Clock& clock, engine::Random& random)
      : inner_(std::move(inner)), policy_(std::move(policy)), clock_(&clock), random_(&random) {}

  // The last outcome when attempts run out. Retry-After is obeyed up to a minute, with jitter.
  [[nodiscard]] engine::Task<core::Result<net::HttpResponse>> send(net::HttpRequest request) override;

 private:
  void tell(const core::Result<net::HttpResponse>& outcome) const;
  [[nodiscard]] bool again(net::Method method, const core::Result<net::HttpResponse>& outcome) const;
  [[nodiscard]] engine::Duration wait_before_next(int attempt, const core::Result<net::HttpResponse>& outcome);

  std::shared_ptr<net::HttpClient> inner_;
  RetryPolicy policy_;
  engine::Clock* clock_;
  engine::Random* random_;
};

}  // namespace muster::kit
