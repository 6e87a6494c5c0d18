#include "providers/net/beast_exchange.h"

namespace muster::net {
namespace {

class PlainConnection final : public Connection {
 public:
  PlainConnection(const boost::asio::any_io_executor& executor, std::shared_ptr<const Route> route)
      : route_(std::move(route)), stream_(executor) {}

  engine::Task<Attempt<void>> open(Deadline deadline) override {
    if (!route_->unix_socket.empty()) {
      auto reached = co_await dial_socket(stream_, route_->unix_socket, deadline);
      co_return reached;
    }
    auto opened = co_await dial(stream_, route_->next_hop().host, route_->next_hop().port, deadline);
    co_return opened;
  }

  engine::Task<Attempt<HttpResponse>> exchange(const HttpRequest& request, Deadline deadline) override {
    stream_.expires_at(deadline);
    auto answer = co_await exchange_over(stream_, wire_, request, *route_);
    stream_.expires_never();
    co_return answer;
  }

  bool is_reusable() const override { return wire_.reusable; }
  bool is_quiet() override { return is_quiet_socket(stream_.socket().native_handle()); }

 private:
  std::shared_ptr<const Route> route_;
  PeerStream stream_;
  Wire wire_;
};

}  // namespace

std::unique_ptr<Connection> make_plain_connection(boost::asio::any_io_executor executor,
                                                  std::shared_ptr<const Route> route) {
  return std::make_unique<PlainConnection>(executor, std::move(route));
}

}  // namespace muster::net
