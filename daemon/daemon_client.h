// Asking a running daemon, over its unix socket or over HTTP.
#pragma once

#include <string>

#include "providers/net/http.h"
#include "reconciler/core/secret.h"

namespace muster::daemon {

struct DaemonAddress {
  std::string socket;  // a path; empty: `origin`
  std::string origin;  // "http://127.0.0.1:9646"

  [[nodiscard]] std::string text() const { return socket.empty() ? origin : socket; }
};

// "/run/muster/musterd.sock", "unix:/run/muster/musterd.sock", or a URL without a path.
[[nodiscard]] core::Result<DaemonAddress> parse_daemon_address(const std::string& text);

// Where a daemon of this machine or of this user is expected.
[[nodiscard]] DaemonAddress default_daemon_address();

// Blocks until the answer is there. Whatever is not 200 or 202 is an Error with the daemon's own sentence. `token` may
// be empty.
[[nodiscard]] core::Result<net::HttpResponse> ask_daemon(const DaemonAddress& address, net::HttpRequest request,
                                                         const core::Secret& token);

}  // namespace muster::daemon
