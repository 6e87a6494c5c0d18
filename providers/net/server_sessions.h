// What the connections of one server share, and the list of those that are open.
#pragma once

#include <boost/asio/cancellation_signal.hpp>
#include <list>
#include <memory>

#include "providers/net/beast_peer.h"
#include "providers/net/beast_server.h"
#include "providers/net/tls_context.h"

namespace muster::net {

// Each session holds a reference, so that it outlives the server object by as long as it needs to end.
struct ServerSessions {
  ServerSessions(ListenOptions listen_options, ServerHandler request_handler, TlsContext tls_context)
      : options(std::move(listen_options)), handler(std::move(request_handler)), tls(std::move(tls_context)) {}

  ListenOptions options;
  ServerHandler handler;
  TlsContext tls;  // null for plain http
  bool stopping = false;
  std::list<std::shared_ptr<boost::asio::cancellation_signal>> open;
};

// Serves requests until either side closes.
[[nodiscard]] engine::Task<void> serve_plain(PeerSocket socket, std::shared_ptr<ServerSessions> sessions);
[[nodiscard]] engine::Task<void> serve_tls(PeerSocket socket, std::shared_ptr<ServerSessions> sessions);

}  // namespace muster::net
