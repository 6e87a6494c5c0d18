// An HttpClient that answers from a function and remembers what it was sent.
#pragma once

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "providers/net/http.h"
#include "reconciler/engine/clock.h"

namespace muster::tests {

struct SentRequest {
  net::HttpRequest request;
  engine::SteadyTime at;
};

class ScriptedHttp final : public net::HttpClient {
 public:
  // `count` counts the requests from 0.
  using Script = std::function<core::Result<net::HttpResponse>(const net::HttpRequest& request, std::size_t count)>;

  ScriptedHttp(engine::Clock& clock, Script script) : clock_(&clock), script_(std::move(script)) {}

  [[nodiscard]] engine::Task<core::Result<net::HttpResponse>> send(net::HttpRequest request) override;

  void set_latency(engine::Duration latency) { latency_ = latency; }
  [[nodiscard]] const std::vector<SentRequest>& sent() const { return sent_; }
  [[nodiscard]] std::size_t most_at_once() const { return most_at_once_; }
  // "GET /me", "PUT /users/1" ...
  [[nodiscard]] std::vector<std::string> lines() const;

 private:
  engine::Clock* clock_;
  Script script_;
  engine::Duration latency_{0};
  std::vector<SentRequest> sent_;
  std::size_t under_way_ = 0;
  std::size_t most_at_once_ = 0;
};

// An answer with headers.
[[nodiscard]] net::HttpResponse answer(int status, std::string body,
                                       std::vector<std::pair<std::string, std::string>> headers = {});

}  // namespace muster::tests
