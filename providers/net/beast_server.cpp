#include "providers/net/beast_server.h"

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <exception>
#include <vector>

#include "providers/net/beast_dial.h"
#include "providers/net/beast_listen.h"
#include "providers/net/server_sessions.h"

namespace muster::net {
namespace {

namespace asio = boost::asio;
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

bool is_full(const ServerSessions& sessions) {
  const std::size_t most = sessions.options.max_connections;
  return most != 0 && sessions.open.size() > most;  // this list also holds the one who accepts
}

engine::Task<void> accept_all(std::shared_ptr<Listener> listener, asio::any_io_executor executor,
                              std::shared_ptr<ServerSessions> sessions) {
  while (listener->is_open()) {
    auto peer = co_await listener->accept();
    if (!listener->is_open()) break;
    if (!peer) {
      co_await pause(executor);
      continue;
    }
    if (is_full(*sessions)) continue;
    spawn(executor, sessions,
          sessions->tls ? serve_tls(std::move(*peer), sessions) : serve_plain(std::move(*peer), sessions));
  }
}

class BeastServer final : public HttpServer {
 public:
  BeastServer(asio::any_io_executor executor, std::shared_ptr<Listener> listener,
              std::shared_ptr<ServerSessions> sessions)
      : executor_(std::move(executor)), listener_(std::move(listener)), sessions_(std::move(sessions)) {}
  BeastServer(const BeastServer&) = delete;
  BeastServer& operator=(const BeastServer&) = delete;
  ~BeastServer() override { close(); }

  std::uint16_t port() const override { return listener_->port(); }
  void stop() override { close(); }

 private:
  void close() {
    sessions_->stopping = true;
    listener_->close();
    // From within the loop, and holding the signals: co_spawn passes an emission on through a pointer into the signal,
    // later, when the emission comes from outside of the loop.
    asio::post(executor_, [signals = std::vector<Signal>(sessions_->open.begin(), sessions_->open.end())] {
      for (const auto& signal : signals) signal->emit(asio::cancellation_type::terminal);
    });
  }

  asio::any_io_executor executor_;
  std::shared_ptr<Listener> listener_;
  std::shared_ptr<ServerSessions> sessions_;
};

core::Result<TlsContext> tls_of(const ListenOptions& options) {
  if (!options.certificate_file || options.unix_socket) return TlsContext();
  return make_server_tls(*options.certificate_file, options.key_file.value_or(*options.certificate_file));
}

}  // namespace

core::Result<std::unique_ptr<HttpServer>> listen_beast(asio::any_io_executor executor, ListenOptions options,
                                                       ServerHandler handler) {
  auto tls = tls_of(options);
  if (!tls) return std::unexpected(std::move(tls).error());
  auto listener = open_listener(executor, options);
  if (!listener) return std::unexpected(std::move(listener).error());
  auto sessions = std::make_shared<ServerSessions>(std::move(options), std::move(handler), std::move(*tls));
  auto server = std::make_unique<BeastServer>(executor, *listener, sessions);
  spawn(executor, sessions, accept_all(std::move(*listener), executor, sessions));
  return server;
}

}  // namespace muster::net
