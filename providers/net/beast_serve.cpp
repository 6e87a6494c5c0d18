#include "providers/net/beast_serve.h"

#include <array>
#include <boost/asio/buffer.hpp>
#include <boost/system/system_error.hpp>
#include <exception>

namespace muster::net {

namespace http = boost::beast::http;

int refusal_status(const boost::system::error_code& code) {
  if (!code || code == http::error::end_of_stream || code == http::error::partial_message) return 0;
  if (code == http::error::header_limit || code == http::error::buffer_overflow) return 431;
  if (code == http::error::body_limit) return 413;
  const bool malformed = code.category() == http::make_error_code(http::error::bad_method).category();
  return malformed ? 400 : 0;
}

HttpResponse make_refusal(int status) {
  HttpResponse refusal(status, "");
  refusal.headers.add("Content-Type", "text/plain");
  return refusal;
}

void reset(PeerStream& socket) {
  boost::system::error_code ignored;
  socket.socket().set_option(boost::asio::socket_base::linger(true, 0), ignored);
  socket.socket().close(ignored);
}

engine::Task<void> linger(PeerStream& socket) {
  boost::system::error_code ignored;
  socket.socket().shutdown(boost::asio::socket_base::shutdown_send, ignored);
  socket.expires_after(std::chrono::seconds(2));
  std::array<char, 4096> unread;
  for (bool more = true; more;) {
    auto read = co_await socket.async_read_some(boost::asio::buffer(unread), kAsValue);
    more = !std::get<0>(read);
  }
}

engine::Task<ServerAnswer> ask(std::shared_ptr<ServerSessions> sessions, std::shared_ptr<const HttpRequest> request) {
  try {
    auto answer = co_await sessions->handler(std::move(request));
    co_return answer;
  } catch (const boost::system::system_error& error) {
    leave_if_cancelled(error.code());
  } catch (const std::exception&) {
    // Answered below.
  }
  co_return ServerAnswer(make_refusal(500));
}

engine::Task<void> serve_plain(PeerSocket socket, std::shared_ptr<ServerSessions> sessions) {
  PeerStream stream(std::move(socket));
  Session<PeerStream> session(stream, stream, std::move(sessions));
  co_await session.serve();
}

}  // namespace muster::net
