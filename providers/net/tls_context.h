// TLS as muster uses it: 1.2 or later, the peer always verified, its name included.
#pragma once

#include <boost/asio/ssl/context.hpp>
#include <memory>
#include <optional>
#include <string>

#include "providers/net/origin.h"

namespace muster::net {

using TlsContext = std::shared_ptr<boost::asio::ssl::context>;

// Verifies that the peer is `origin`: host names by DNS names, IP addresses by IP names of the certificate. With a CA
// file only the certificates in it are trusted (the server's own may be one), else the system's.
[[nodiscard]] core::Result<TlsContext> make_client_tls(const Origin& origin, const std::optional<std::string>& ca_file);

[[nodiscard]] core::Result<TlsContext> make_server_tls(const std::string& certificate_file,
                                                       const std::string& key_file);

}  // namespace muster::net
