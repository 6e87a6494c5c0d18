#include "providers/net/transport_failure.h"

#include <fmt/format.h>

#include <boost/asio/error.hpp>
#include <boost/asio/ssl/error.hpp>
#include <boost/beast/core/error.hpp>
#include <boost/beast/http/error.hpp>

namespace muster::net {
namespace {

namespace asio = boost::asio;
namespace http = boost::beast::http;
using core::Delivery;
using core::ErrorKind;

struct Explanation {
  ErrorKind kind;
  std::string_view happened;
  std::string_view todo;
};

bool is_timeout(const TransportFailure& failure) { return failure.code == boost::beast::error::timeout; }

bool is_closed(const boost::system::error_code& code) {
  return code == asio::error::eof || code == asio::error::connection_reset || code == asio::error::broken_pipe ||
         code == asio::error::connection_aborted || code == http::error::end_of_stream ||
         code == http::error::partial_message || code == asio::ssl::error::stream_truncated;
}

Explanation explain_exchange(const TransportFailure& failure) {
  if (is_closed(failure.code) && failure.answer_began) {
    return {ErrorKind::unavailable, "broke off in the middle of its answer", "check the system and what is before it"};
  }
  if (is_closed(failure.code)) {
    return {ErrorKind::unavailable, "closed the connection without an answer", "check that the system is healthy"};
  }
  if (failure.code == http::error::body_limit) {
    return {ErrorKind::protocol, "sent a larger body than is accepted", "check that the url names the right system"};
  }
  if (failure.code == http::error::header_limit || failure.code == http::error::buffer_overflow) {
    return {ErrorKind::protocol, "sent larger headers than are accepted", "check that the url names the right system"};
  }
  if (failure.code.category() == http::make_error_code(http::error::bad_version).category()) {
    return {ErrorKind::protocol, "did not answer in HTTP/1.1", "check scheme and port of the url"};
  }
  return {ErrorKind::unavailable, "became unreachable", "check the network"};
}

Explanation explain_connect(const TransportFailure& failure) {
  if (failure.code == asio::error::connection_refused) {
    return {ErrorKind::unavailable, "refused the connection",
            "check host and port of the url, and that the system runs"};
  }
  return {ErrorKind::unavailable, "is not reachable", "check the network, the url and the proxy"};
}

Explanation explain_handshake(const TransportFailure& failure) {
  if (!failure.detail.empty()) {
    return {ErrorKind::invalid, "showed a TLS certificate that does not verify",
            "correct the certificate, or set tls.caFile to the CA (or the certificate) to trust"};
  }
  if (is_closed(failure.code)) {
    return {ErrorKind::unavailable, "closed the connection during the TLS handshake",
            "check scheme and port of the url"};
  }
  return {ErrorKind::protocol, "did not agree on TLS 1.2 or later",
          "check scheme and port of the url, and its TLS version"};
}

Explanation explain(const TransportFailure& failure) {
  if (is_timeout(failure)) {
    return failure.phase == Phase::wait
               ? Explanation{ErrorKind::timeout, "had no free connection in time", "lower budget.concurrency"}
               : Explanation{ErrorKind::timeout, "did not answer in time", "check the system and the network"};
  }
  switch (failure.phase) {
    case Phase::resolve:
      return {ErrorKind::unavailable, "has a host name that cannot be resolved",
              "check the url, the proxy and the DNS"};
    case Phase::proxy:
      return {ErrorKind::unavailable, "is not reached through the proxy", "check the proxy and what it allows"};
    case Phase::handshake:
      return explain_handshake(failure);
    case Phase::exchange:
      return explain_exchange(failure);
    default:
      return explain_connect(failure);
  }
}

}  // namespace

std::string describe(const HttpRequest& request, const std::string& origin) {
  constexpr std::size_t kLongest = 200;
  const bool cut = request.target.size() > kLongest;
  return fmt::format("{} {}{} on {}", to_text(request.method), std::string_view(request.target).substr(0, kLongest),
                     cut ? "..." : "", origin);
}

core::Error to_error(const TransportFailure& failure, const HttpRequest& request, const std::string& origin) {
  const Explanation said = explain(failure);
  const std::string detail = failure.detail.empty() ? "" : fmt::format(" ({})", failure.detail);
  return {said.kind, failure.request_left ? Delivery::maybe_applied : Delivery::not_sent,
          fmt::format("{}: the system {}{}; {}", describe(request, origin), said.happened, detail, said.todo)};
}

}  // namespace muster::net
