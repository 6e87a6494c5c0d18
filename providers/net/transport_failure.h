// What went wrong between two peers, before it is told to anybody: where, why, and what is known of the request.
#pragma once

#include <boost/system/error_code.hpp>
#include <expected>
#include <string>
#include <utility>

#include "providers/net/http.h"

namespace muster::net {

enum class Phase { wait, resolve, connect, proxy, handshake, exchange };

struct TransportFailure {
  Phase phase = Phase::exchange;
  boost::system::error_code code;
  std::string detail;         // said by TLS or by the proxy; empty when the code says it all
  bool request_left = false;  // some byte of the request may have reached the peer
  bool answer_began = false;  // some byte of an answer came

  TransportFailure(Phase failed_phase, boost::system::error_code failed_code)
      : phase(failed_phase), code(failed_code) {}
  TransportFailure(Phase failed_phase, boost::system::error_code failed_code, std::string said)
      : phase(failed_phase), code(failed_code), detail(std::move(said)) {}
};

template <typename T>
using Attempt = std::expected<T, TransportFailure>;

// The sentence for the operator, and the kind and delivery for those who decide about a retry. `origin` is shown.
[[nodiscard]] core::Error to_error(const TransportFailure& failure, const HttpRequest& request,
                                   const std::string& origin);

// "PUT /users/7 on https://gws.example", long targets cut.
[[nodiscard]] std::string describe(const HttpRequest& request, const std::string& origin);

}  // namespace muster::net
