#include "daemon/counted_http.h"

namespace muster::daemon {
namespace {

class CountedHttp final : public net::HttpClient {
 public:
  CountedHttp(std::shared_ptr<net::HttpClient> inner, std::string system, const engine::Clock& clock,
              HttpObserver& observer)
      : inner_(std::move(inner)), system_(std::move(system)), clock_(&clock), observer_(&observer) {}

  engine::Task<core::Result<net::HttpResponse>> send(net::HttpRequest request) override {
    const net::Method method = request.method;
    const auto started = clock_->now();
    auto outcome = co_await inner_->send(std::move(request));
    const auto code = outcome ? std::to_string(outcome->status) : std::string(core::to_text(outcome.error().kind));
    observer_->request_ended(system_, method, code, clock_->now() - started);
    co_return outcome;
  }

 private:
  std::shared_ptr<net::HttpClient> inner_;
  std::string system_;
  const engine::Clock* clock_;
  HttpObserver* observer_;
};

}  // namespace

std::shared_ptr<net::HttpClient> count_http(std::shared_ptr<net::HttpClient> inner, std::string system,
                                            const engine::Clock& clock, HttpObserver& observer) {
  return std::make_shared<CountedHttp>(std::move(inner), std::move(system), clock, observer);
}

}  // namespace muster::daemon
