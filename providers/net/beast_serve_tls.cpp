#include <boost/beast/ssl/ssl_stream.hpp>

#include "providers/net/beast_serve.h"

namespace muster::net {

engine::Task<void> serve_tls(PeerSocket socket, std::shared_ptr<ServerSessions> sessions) {
  using Stream = boost::beast::ssl_stream<PeerStream>;
  Stream stream(PeerStream(std::move(socket)), *sessions->tls);
  PeerStream& plain = stream.next_layer();
  plain.expires_after(sessions->options.max_idle);
  auto shaken = co_await stream.async_handshake(boost::asio::ssl::stream_base::server, kAsValue);
  if (std::get<0>(shaken)) co_return;
  Session<Stream> session(stream, plain, std::move(sessions));
  co_await session.serve();
}

}  // namespace muster::net
