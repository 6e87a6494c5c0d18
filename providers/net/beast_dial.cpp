#include "providers/net/beast_dial.h"

#include <fmt/format.h>

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/local/stream_protocol.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/system/system_error.hpp>
#include <memory>
#include <vector>

#include "providers/net/beast_readers.h"

namespace muster::net {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
using asio::ip::tcp;

using Endpoint = asio::generic::stream_protocol::endpoint;
using Endpoints = std::vector<Endpoint>;

// A lookup cannot be interrupted, so it is waited for by a timer and left to itself when the deadline comes first:
// its completion holds the last reference.
struct Lookup {
  explicit Lookup(const asio::any_io_executor& executor) : resolver(executor), finished_or_late(executor) {}

  tcp::resolver resolver;
  asio::steady_timer finished_or_late;
  bool finished = false;
  boost::system::error_code code;
  Endpoints endpoints;
};

void finish(Lookup& lookup, const boost::system::error_code& code, const tcp::resolver::results_type& found) {
  lookup.finished = true;
  lookup.code = code;
  for (const auto& entry : found) lookup.endpoints.emplace_back(entry.endpoint());
  lookup.finished_or_late.cancel();
}

engine::Task<Attempt<Endpoints>> look_up(asio::any_io_executor executor, std::string host, std::uint16_t port,
                                         Deadline deadline) {
  const auto lookup = std::make_shared<Lookup>(executor);
  lookup->finished_or_late.expires_at(deadline);
  lookup->resolver.async_resolve(host, std::to_string(port), tcp::resolver::numeric_service,
                                 [lookup](const auto& code, const auto& found) { finish(*lookup, code, found); });
  auto waited = co_await lookup->finished_or_late.async_wait(kAsValue);
  if (!lookup->finished) {
    leave_if_cancelled(std::get<0>(waited));
    co_return std::unexpected(TransportFailure(Phase::resolve, beast::error::timeout));
  }
  if (lookup->code) co_return std::unexpected(TransportFailure(Phase::resolve, lookup->code));
  co_return std::move(lookup->endpoints);
}

engine::Task<Attempt<Endpoints>> addresses_of(asio::any_io_executor executor, std::string host, std::uint16_t port,
                                              Deadline deadline) {
  boost::system::error_code not_literal;
  const auto address = asio::ip::make_address(host, not_literal);
  if (!not_literal) co_return Endpoints(1, Endpoint(tcp::endpoint(address, port)));
  auto found = co_await look_up(std::move(executor), std::move(host), port, deadline);
  co_return found;
}

engine::Task<Attempt<void>> reach(PeerStream& stream, Endpoints endpoints, Deadline deadline) {
  stream.expires_at(deadline);
  auto connected = co_await stream.async_connect(endpoints, kAsValue);
  const auto code = std::get<0>(connected);
  leave_if_cancelled(code);
  if (code) co_return std::unexpected(TransportFailure(Phase::connect, code));
  co_return Attempt<void>();
}

}  // namespace

void leave_if_cancelled(const boost::system::error_code& code) {
  if (code == asio::error::operation_aborted) throw boost::system::system_error(code);
}

engine::Task<Attempt<void>> dial(PeerStream& stream, std::string host, std::uint16_t port, Deadline deadline) {
  auto endpoints = co_await addresses_of(stream.get_executor(), std::move(host), port, deadline);
  if (!endpoints) co_return std::unexpected(std::move(endpoints).error());
  auto connected = co_await reach(stream, std::move(*endpoints), deadline);
  if (!connected) co_return connected;
  boost::system::error_code ignored;
  stream.socket().set_option(tcp::no_delay(true), ignored);
  co_return Attempt<void>();
}

engine::Task<Attempt<void>> dial_socket(PeerStream& stream, std::string path, Deadline deadline) {
  Endpoints endpoints(1, Endpoint(asio::local::stream_protocol::endpoint(path)));
  auto connected = co_await reach(stream, std::move(endpoints), deadline);
  co_return connected;
}

engine::Task<Attempt<void>> open_tunnel(PeerStream& stream, std::string authority) {
  const std::string ask = fmt::format("CONNECT {0} HTTP/1.1\r\nHost: {0}\r\n\r\n", authority);
  auto written = co_await asio::async_write(stream, asio::buffer(ask), kAsValue);
  leave_if_cancelled(std::get<0>(written));
  if (std::get<0>(written)) co_return std::unexpected(TransportFailure(Phase::proxy, std::get<0>(written)));
  constexpr std::size_t kMaxHeaderBytes = 16 * 1024;
  HttpResponse answer;
  ResponseReader reader(answer, kMaxHeaderBytes, 0);
  reader.skip(true);
  beast::flat_buffer buffer;
  auto read = co_await beast::http::async_read_header(stream, buffer, reader, kAsValue);
  leave_if_cancelled(std::get<0>(read));
  if (std::get<0>(read)) co_return std::unexpected(TransportFailure(Phase::proxy, std::get<0>(read)));
  if (answer.status / 100 == 2 && buffer.size() == 0) co_return Attempt<void>();
  co_return std::unexpected(
      TransportFailure(Phase::proxy, {}, fmt::format("it answered {} to CONNECT", answer.status)));
}

}  // namespace muster::net
