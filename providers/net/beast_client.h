// The HTTP client for real systems: one origin, keep-alive, TLS that is always verified.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <chrono>
#include <memory>
#include <optional>
#include <string>

#include "providers/net/http.h"

namespace muster::net {

struct ClientOptions {
  std::string origin;                  // "https://host[:port]"; http as well, see allow_plaintext
  std::optional<std::string> ca_file;  // PEM; trusted instead of the system's CAs; may be the server's own certificate
  std::optional<std::string> proxy;    // "http://host:port": CONNECT for https, absolute targets for http
  std::string unix_socket;             // a path: connected to instead of the origin, which stays the Host; http only
  std::size_t max_connections = 8;     // further requests wait for one, within their time-out
  std::size_t max_header_bytes = 64 * 1024;
  std::size_t max_body_bytes = 64 * 1024 * 1024;
  std::chrono::milliseconds max_idle{30'000};  // an older idle connection is not used again
  bool allow_plaintext = false;                // http to other hosts than this one
};

// Opens nothing yet. Errors: invalid, for an origin, proxy or CA file that cannot be used.
//
// A GET that found its kept connection closed, with no byte of an answer, is sent once more on a new connection; any
// other verb is then maybe_applied. A time-out covers the whole of a request: waiting for a connection, resolving,
// connecting, TLS, and the exchange. The client must outlive the requests it was given.
[[nodiscard]] core::Result<std::unique_ptr<HttpClient>> make_beast_client(boost::asio::any_io_executor executor,
                                                                          ClientOptions options);

}  // namespace muster::net
