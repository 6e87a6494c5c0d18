// An origin (scheme, host, port) as it is written in manifests: "https://gws.example", "http://127.0.0.1:8080".
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "reconciler/core/error.h"

namespace muster::net {

struct Origin {
  bool tls = false;
  std::string host;  // without brackets; as DNS or getaddrinfo wants it
  std::uint16_t port = 0;
  bool literal = false;  // the host is an IP address

  // "host:port" for CONNECT, IPv6 in brackets.
  [[nodiscard]] std::string authority() const;
  // The Host field: the port only where it is not the scheme's own.
  [[nodiscard]] std::string host_field() const;
  [[nodiscard]] std::string text() const;  // "https://gws.example:8443"
  // localhost, 127.0.0.0/8 or ::1: traffic that does not leave the machine.
  [[nodiscard]] bool is_loopback() const;
};

// Accepts http and https with host and optional port and nothing else: no user, path, query or fragment.
[[nodiscard]] core::Result<Origin> parse_origin(std::string_view text);

}  // namespace muster::net
