#include "tests/support/scripted_http.h"

#include <algorithm>

namespace muster::tests {

engine::Task<core::Result<net::HttpResponse>> ScriptedHttp::send(net::HttpRequest request) {
  const std::size_t count = sent_.size();
  sent_.push_back({request, clock_->now()});
  most_at_once_ = std::max(most_at_once_, ++under_way_);
  if (latency_ > engine::Duration::zero()) co_await clock_->sleep(latency_);
  --under_way_;
  co_return script_(request, count);
}

std::vector<std::string> ScriptedHttp::lines() const {
  std::vector<std::string> lines;
  for (const auto& sent : sent_) {
    lines.push_back(std::string(net::to_text(sent.request.method)) + " " + sent.request.target);
  }
  return lines;
}

net::HttpResponse answer(int status, std::string body, std::vector<std::pair<std::string, std::string>> headers) {
  net::HttpResponse response(status, std::move(body));
  for (auto& [name, value] : headers) response.headers.add(std::move(name), std::move(value));
  return response;
}

}  // namespace muster::tests
