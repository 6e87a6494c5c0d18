#include "providers/net/beast_server.h"

#include <fmt/format.h>

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <exception>
#include <vector>

#include "providers/net/beast_dial.h"
#include "providers/net/server_sessions.h"

namespace muster::net {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using Signal = std::shared_ptr<asio::cancellation_signal>;

// Takes an ended session off the list. A session ends by exception only when it is cancelled.
struct Farewell {
  std::shared_ptr<ServerSessions> sessions;
  Signal signal;

  void operator()(const std::exception_ptr&) const { sessions->open.remove(signal); }
};

void spawn(const asio::any_io_executor& executor, const std::shared_ptr<ServerSessions>& sessions,
           engine::Task<void> task) {
  const auto signal = std::make_shared<asio::cancellation_signal>();
  sessions->open.push_back(signal);
  asio::co_spawn(executor, std::move(task), asio::bind_cancellation_slot(signal->slot(), Farewell{sessions, signal}));
}

// Out of file descriptors, most likely: some other connection has to end first.
engine::Task<void> pause(asio::any_io_executor executor) {
  asio::steady_timer timer(executor, std::chrono::milliseconds(20));
  co_await timer.async_wait(kAsValue);
}

engine::Task<void> accept_all(std::shared_ptr<tcp::acceptor> acceptor, std::shared_ptr<ServerSessions> sessions) {
  const auto executor = acceptor->get_executor();
  while (acceptor->is_open()) {
    tcp::socket socket(executor);
    auto accepted = co_await acceptor->async_accept(socket, kAsValue);
    const auto code = std::get<0>(accepted);
    if (!acceptor->is_open()) break;
    if (code) {
      co_await pause(executor);
      continue;
    }
    boost::system::error_code ignored;
    socket.set_option(tcp::no_delay(true), ignored);
    spawn(executor, sessions,
          sessions->tls ? serve_tls(std::move(socket), sessions) : serve_plain(std::move(socket), sessions));
  }
}

class BeastServer final : public HttpServer {
 public:
  BeastServer(std::shared_ptr<tcp::acceptor> acceptor, std::shared_ptr<ServerSessions> sessions)
      : acceptor_(std::move(acceptor)), sessions_(std::move(sessions)), port_(acceptor_->local_endpoint().port()) {}
  BeastServer(const BeastServer&) = delete;
  BeastServer& operator=(const BeastServer&) = delete;
  ~BeastServer() override { close(); }

  std::uint16_t port() const override { return port_; }
  void stop() override { close(); }

 private:
  void close() {
    sessions_->stopping = true;
    boost::system::error_code ignored;
    acceptor_->close(ignored);
    // From within the loop, and holding the signals: co_spawn passes an emission on through a pointer into the signal,
    // later, when the emission comes from outside of the loop.
    asio::post(acceptor_->get_executor(),
               [signals = std::vector<Signal>(sessions_->open.begin(), sessions_->open.end())] {
                 for (const auto& signal : signals) signal->emit(asio::cancellation_type::terminal);
               });
  }

  std::shared_ptr<tcp::acceptor> acceptor_;
  std::shared_ptr<ServerSessions> sessions_;
  std::uint16_t port_;
};

core::Error cannot_listen(const ListenOptions& options, core::ErrorKind kind, const std::string& why) {
  return {kind, fmt::format("listening on {} port {}: {}; choose another address or port", options.address,
                            options.port, why)};
}

core::Result<std::shared_ptr<tcp::acceptor>> open_acceptor(const asio::any_io_executor& executor,
                                                           const ListenOptions& options) {
  boost::system::error_code failed;
  const auto address = asio::ip::make_address(options.address, failed);
  if (failed) return std::unexpected(cannot_listen(options, core::ErrorKind::invalid, "that is no IP address"));
  auto acceptor = std::make_shared<tcp::acceptor>(executor);
  const tcp::endpoint endpoint(address, options.port);
  acceptor->open(endpoint.protocol(), failed);
  if (!failed) acceptor->set_option(asio::socket_base::reuse_address(true), failed);
  if (!failed) acceptor->bind(endpoint, failed);
  if (!failed) acceptor->listen(asio::socket_base::max_listen_connections, failed);
  if (failed) return std::unexpected(cannot_listen(options, core::ErrorKind::unavailable, failed.message()));
  return acceptor;
}

core::Result<TlsContext> tls_of(const ListenOptions& options) {
  if (!options.certificate_file) return TlsContext();
  return make_server_tls(*options.certificate_file, options.key_file.value_or(*options.certificate_file));
}

}  // namespace

core::Result<std::unique_ptr<HttpServer>> listen_beast(asio::any_io_executor executor, ListenOptions options,
                                                       ServerHandler handler) {
  auto tls = tls_of(options);
  if (!tls) return std::unexpected(std::move(tls).error());
  auto acceptor = open_acceptor(executor, options);
  if (!acceptor) return std::unexpected(std::move(acceptor).error());
  auto sessions = std::make_shared<ServerSessions>(std::move(options), std::move(handler), std::move(*tls));
  auto server = std::make_unique<BeastServer>(*acceptor, sessions);
  spawn(executor, sessions, accept_all(std::move(*acceptor), sessions));
  return server;
}

}  // namespace muster::net
