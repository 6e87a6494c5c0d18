// Counts what goes over the wire to one system.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "providers/net/http.h"
#include "reconciler/engine/clock.h"

namespace muster::daemon {

class HttpObserver {
 public:
  virtual ~HttpObserver() = default;
  // `code` is the status, or for a request without an answer the kind of its error ("timeout").
  virtual void request_ended(const std::string& system, net::Method method, std::string_view code,
                             engine::Duration duration) = 0;
  // A request is repeated; `reason` is such a code.
  virtual void request_repeated(const std::string& system, std::string_view reason) = 0;
};

// Belongs next to the wire: under the provider's retries, so that each attempt counts. Clock and observer are not
// owned.
[[nodiscard]] std::shared_ptr<net::HttpClient> count_http(std::shared_ptr<net::HttpClient> inner, std::string system,
                                                          const engine::Clock& clock, HttpObserver& observer);

}  // namespace muster::daemon
