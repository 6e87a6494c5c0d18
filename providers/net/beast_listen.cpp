#include "providers/net/beast_listen.h"

#include <fmt/format.h>

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/local/stream_protocol.hpp>

#include "providers/net/beast_dial.h"
#include "providers/net/socket_file.h"

namespace muster::net {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using Local = asio::local::stream_protocol;

void prepare(tcp::socket& socket) {
  boost::system::error_code ignored;
  socket.set_option(tcp::no_delay(true), ignored);
}
void prepare(Local::socket&) {}

template <typename Protocol>
class AcceptingListener final : public Listener {
 public:
  AcceptingListener(typename Protocol::acceptor acceptor, std::uint16_t port, SocketFile file)
      : acceptor_(std::move(acceptor)), port_(port), file_(std::move(file)) {}

  engine::Task<std::optional<PeerSocket>> accept() override {
    typename Protocol::socket socket(acceptor_.get_executor());
    auto accepted = co_await acceptor_.async_accept(socket, kAsValue);
    if (std::get<0>(accepted)) co_return std::nullopt;
    prepare(socket);
    co_return PeerSocket(std::move(socket));
  }
  bool is_open() const override { return acceptor_.is_open(); }
  std::uint16_t port() const override { return port_; }
  void close() override {
    file_.remove();
    boost::system::error_code ignored;
    acceptor_.close(ignored);
  }

 private:
  typename Protocol::acceptor acceptor_;
  std::uint16_t port_;
  SocketFile file_;
};

core::Error cannot_listen(const ListenOptions& options, core::ErrorKind kind, const std::string& why) {
  return {kind, fmt::format("listening on {} port {}: {}; choose another address or port", options.address,
                            options.port, why)};
}

using Opened = core::Result<std::shared_ptr<Listener>>;

Opened open_tcp(const asio::any_io_executor& executor, const ListenOptions& options) {
  boost::system::error_code failed;
  const auto address = asio::ip::make_address(options.address, failed);
  if (failed) return std::unexpected(cannot_listen(options, core::ErrorKind::invalid, "that is no IP address"));
  tcp::acceptor acceptor(executor);
  const tcp::endpoint endpoint(address, options.port);
  acceptor.open(endpoint.protocol(), failed);
  if (!failed) acceptor.set_option(asio::socket_base::reuse_address(true), failed);
  if (!failed) acceptor.bind(endpoint, failed);
  if (!failed) acceptor.listen(asio::socket_base::max_listen_connections, failed);
  if (failed) return std::unexpected(cannot_listen(options, core::ErrorKind::unavailable, failed.message()));
  const auto port = acceptor.local_endpoint().port();
  return std::make_shared<AcceptingListener<tcp>>(std::move(acceptor), port, SocketFile());
}

Opened open_file(const asio::any_io_executor& executor, const ListenOptions& options) {
  auto bound = bind_socket_file(*options.unix_socket, options.socket_mode);
  if (!bound) return std::unexpected(std::move(bound).error());
  Local::acceptor acceptor(executor, Local(), bound->descriptor);
  return std::make_shared<AcceptingListener<Local>>(std::move(acceptor), 0, std::move(bound->file));
}

}  // namespace

Opened open_listener(const asio::any_io_executor& executor, const ListenOptions& options) {
  return options.unix_socket ? open_file(executor, options) : open_tcp(executor, options);
}

}  // namespace muster::net
