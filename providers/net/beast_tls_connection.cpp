#include <boost/beast/ssl/ssl_stream.hpp>

#include "providers/net/beast_exchange.h"

namespace muster::net {
namespace {

namespace ssl = boost::asio::ssl;

class TlsConnection final : public Connection {
 public:
  TlsConnection(const boost::asio::any_io_executor& executor, std::shared_ptr<const Route> route)
      : route_(std::move(route)), stream_(PeerStream(executor), *route_->tls) {}

  engine::Task<Attempt<void>> open(Deadline deadline) override {
    auto opened = co_await dial(tcp(), route_->next_hop().host, route_->next_hop().port, deadline);
    if (opened && route_->proxy) {
      auto tunnelled = co_await open_tunnel(tcp(), route_->origin.authority());
      opened = std::move(tunnelled);
    }
    if (!opened) co_return opened;
    auto shaken = co_await shake_hands();
    co_return shaken;
  }

  engine::Task<Attempt<HttpResponse>> exchange(const HttpRequest& request, Deadline deadline) override {
    tcp().expires_at(deadline);
    auto answer = co_await exchange_over(stream_, wire_, request, *route_);
    tcp().expires_never();
    co_return answer;
  }

  bool is_reusable() const override { return wire_.reusable; }
  bool is_quiet() override { return is_quiet_socket(tcp().socket().native_handle()); }

 private:
  PeerStream& tcp() { return stream_.next_layer(); }

  engine::Task<Attempt<void>> shake_hands() {
    if (!route_->origin.literal) SSL_set_tlsext_host_name(stream_.native_handle(), route_->origin.host.c_str());
    auto shaken = co_await stream_.async_handshake(ssl::stream_base::client, kAsValue);
    const auto code = std::get<0>(shaken);
    leave_if_cancelled(code);
    if (!code) co_return Attempt<void>();
    co_return std::unexpected(TransportFailure(Phase::handshake, code, verdict()));
  }

  // Why the certificate was refused; empty when it was not the certificate.
  std::string verdict() {
    const long result = SSL_get_verify_result(stream_.native_handle());
    return result == X509_V_OK ? std::string() : X509_verify_cert_error_string(result);
  }

  std::shared_ptr<const Route> route_;
  boost::beast::ssl_stream<PeerStream> stream_;
  Wire wire_;
};

}  // namespace

std::unique_ptr<Connection> make_tls_connection(boost::asio::any_io_executor executor,
                                                std::shared_ptr<const Route> route) {
  return std::make_unique<TlsConnection>(executor, std::move(route));
}

}  // namespace muster::net
