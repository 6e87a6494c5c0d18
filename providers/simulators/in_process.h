// The in-process shell: an HttpClient that is the network and the vendor at once, in the time of a Clock.
#pragma once

#include "providers/simulators/answering.h"

namespace muster::simulators {

// Half the latency passes before the vendor sees the request and half after. Faults of the network become the errors
// that the HttpClient port promises; an answer later than the request's time-out becomes a time-out, while the vendor
// has carried the request out all the same. The clock must outlive the client; calls may overlap.
class InProcessClient final : public net::HttpClient {
 public:
  InProcessClient(engine::Clock& clock, Answering answering, engine::Duration latency = {})
      : clock_(clock), answering_(std::move(answering)), latency_(latency) {}

  [[nodiscard]] engine::Task<core::Result<net::HttpResponse>> send(net::HttpRequest request) override;

 private:
  engine::Clock& clock_;
  Answering answering_;
  engine::Duration latency_;
};

}  // namespace muster::simulators
