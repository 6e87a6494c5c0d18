// The link of the chain next to the wire: every request pays the budget here, sign-in calls included.
#pragma once

#include <memory>

#include "providers/kit/budget.h"
#include "providers/net/http.h"

namespace muster::kit {

// The longest that a Retry-After is obeyed.
inline constexpr std::chrono::milliseconds kLongestPause{60'000};

// A 429, 423 or 503 that says how long to wait pauses everybody who shares the budget, not only the one who was told.
class LimitedHttp final : public net::HttpClient {
 public:
  LimitedHttp(std::shared_ptr<net::HttpClient> transport, std::shared_ptr<OriginBudget> budget, engine::Clock& clock)
      : transport_(std::move(transport)), budget_(std::move(budget)), clock_(&clock) {}

  [[nodiscard]] engine::Task<core::Result<net::HttpResponse>> send(net::HttpRequest request) override;

  // How many requests have left through here.
  [[nodiscard]] int sent() const { return sent_; }

 private:
  void heed(const net::HttpResponse& response);

  std::shared_ptr<net::HttpClient> transport_;
  std::shared_ptr<OriginBudget> budget_;
  engine::Clock* clock_;
  int sent_ = 0;
};

}  // namespace muster::kit
