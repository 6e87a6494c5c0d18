#include "providers/kit/limited_http.h"

#include "providers/kit/retry_after.h"

namespace muster::kit {

engine::Task<core::Result<net::HttpResponse>> LimitedHttp::send(net::HttpRequest request) {
  const auto place = co_await budget_->admit();
  if (request.still_wanted && !request.still_wanted()) {
    co_return std::unexpected(core::Error(core::ErrorKind::unavailable, core::Delivery::not_sent,
                                          "it waited for the budget and was not wanted any more"));
  }
  ++sent_;
  auto answer = co_await transport_->send(std::move(request));
  if (answer) heed(*answer);
  co_return answer;
}

void LimitedHttp::heed(const net::HttpResponse& response) {
  if (response.status != 429 && response.status != 423 && response.status != 503) return;
  const auto said = response.headers.find("Retry-After");
  if (!said) return;
  const auto wait = parse_retry_after(*said, clock_->wall_now(), kLongestPause);
  if (wait) budget_->pause(*wait);
}

}  // namespace muster::kit
