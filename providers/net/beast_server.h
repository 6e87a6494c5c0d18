// The HTTP server: for simulators, and for the daemon's own endpoints.
#pragma once

#include <sys/types.h>

#include <boost/asio/any_io_executor.hpp>
#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "providers/net/http.h"

namespace muster::net {

struct ListenOptions {
  std::string address = "127.0.0.1";
  std::uint16_t port = 0;                  // 0: a free one
  std::optional<std::string> unix_socket;  // a path: a file instead of address and port, without TLS
  mode_t socket_mode = 0660;
  std::size_t max_connections = 0;  // further peers are turned away; 0: no limit
  std::size_t max_header_bytes = 64 * 1024;
  std::size_t max_body_bytes = 64 * 1024 * 1024;
  std::chrono::milliseconds max_idle{60'000};   // for the next request, and for each request to arrive whole
  std::optional<std::string> certificate_file;  // PEM chain; with key_file: TLS
  std::optional<std::string> key_file;
};

// HTTP/1.1 with keep-alive. Refuses by itself: malformed requests (400), too large ones (413, 431), methods that are
// none of ours (501), and answers 500 when the handler throws. stop() and the destructor close the listening socket and
// cancel every connection; these end as soon as the executor runs again, and no request is handed out any more. Both
// belong on the executor's thread.
// A socket file that a dead process left is replaced; it is removed when the server stops.
// Errors: invalid (address, certificate, a file that is no socket), unavailable (the port or the socket is taken).
[[nodiscard]] core::Result<std::unique_ptr<HttpServer>> listen_beast(boost::asio::any_io_executor executor,
                                                                     ListenOptions options, ServerHandler handler);

}  // namespace muster::net
