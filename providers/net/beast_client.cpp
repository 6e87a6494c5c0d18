#include "providers/net/beast_client.h"

#include <fmt/format.h>

#include <boost/beast/core/error.hpp>

#include "providers/net/connection_pool.h"

namespace muster::net {
namespace {

using Clock = std::chrono::steady_clock;

class BeastClient final : public HttpClient {
 public:
  BeastClient(boost::asio::any_io_executor executor, std::shared_ptr<const Route> route, const ClientOptions& options)
      : executor_(std::move(executor)),
        route_(std::move(route)),
        origin_(route_->unix_socket.empty() ? route_->origin.text() : "unix:" + route_->unix_socket),
        pool_(std::make_shared<ConnectionPool>(executor_, options.max_connections, options.max_idle)) {}

  engine::Task<core::Result<HttpResponse>> send(HttpRequest request) override {
    if (const auto flaw = flaw_of(request); !flaw.empty()) co_return std::unexpected(refusal(request, flaw));
    const Deadline deadline = Clock::now() + request.timeout;
    auto answer = co_await deliver(request, deadline);
    if (!answer) co_return std::unexpected(to_error(answer.error(), request, origin_));
    co_return std::move(*answer);
  }

 private:
  engine::Task<Attempt<HttpResponse>> deliver(const HttpRequest& request, Deadline deadline) {
    auto slot = co_await pool_->acquire(deadline);
    if (!slot) co_return std::unexpected(TransportFailure(Phase::wait, boost::beast::error::timeout));
    const bool reused = slot->take_idle();
    auto answer = co_await attempt(*slot, request, deadline);
    if (reused && !answer && was_stale(answer.error()) && request.method == Method::get) {
      slot->connection.reset();
      auto repeated = co_await attempt(*slot, request, deadline);
      answer = std::move(repeated);
    }
    if (answer) slot->keep();
    co_return answer;
  }

  engine::Task<Attempt<HttpResponse>> attempt(Slot& slot, const HttpRequest& request, Deadline deadline) {
    if (!slot.connection) {
      slot.connection = make_connection();
      auto opened = co_await slot.connection->open(deadline);
      if (!opened) co_return std::unexpected(std::move(opened).error());
    }
    auto answer = co_await slot.connection->exchange(request, deadline);
    co_return answer;
  }

  std::unique_ptr<Connection> make_connection() const {
    return route_->tls ? make_tls_connection(executor_, route_) : make_plain_connection(executor_, route_);
  }

  static bool was_stale(const TransportFailure& failure) {
    return !failure.answer_began && failure.code != boost::beast::error::timeout;
  }

  // Does not repeat what may be an attack on logs and terminals.
  core::Error refusal(const HttpRequest& request, std::string_view flaw) const {
    return {core::ErrorKind::invalid, fmt::format("{} on {} was not sent: {}; correct the name or value it is made of",
                                                  to_text(request.method), origin_, flaw)};
  }

  boost::asio::any_io_executor executor_;
  std::shared_ptr<const Route> route_;
  std::string origin_;
  std::shared_ptr<ConnectionPool> pool_;
};

core::Error invalid(std::string sentence) { return {core::ErrorKind::invalid, std::move(sentence)}; }

core::Result<std::optional<Origin>> read_proxy(const std::optional<std::string>& proxy) {
  if (!proxy) return std::nullopt;
  auto parsed = parse_origin(*proxy);
  if (!parsed) return std::unexpected(core::within("reading the proxy", std::move(parsed).error()));
  if (parsed->tls) return std::unexpected(invalid("reading the proxy: https is not supported; write http://host:port"));
  return std::move(*parsed);
}

core::Status check_plaintext(const Origin& origin, const ClientOptions& options) {
  if (origin.tls || origin.is_loopback() || options.allow_plaintext) return {};
  return std::unexpected(invalid(fmt::format(
      "connecting to {}: plain http would show the credentials to the network; use https, or set allowPlaintext: true",
      origin.text())));
}

core::Status check_socket(const Origin& origin, const ClientOptions& options) {
  constexpr std::size_t kLongestPath = 107;  // what the kernel's address structure holds, and a zero
  if (options.unix_socket.empty()) return {};
  if (origin.tls || options.proxy || options.unix_socket.size() > kLongestPath) {
    return std::unexpected(invalid(
        fmt::format("connecting to the socket {}: it takes plain http without a proxy, and a path of at most {} bytes",
                    options.unix_socket, kLongestPath)));
  }
  return {};
}

RequestForm form_for(const Route& route) {
  RequestForm form;
  form.host_field = route.origin.host_field();
  form.user_agent = "muster/" MUSTER_VERSION;
  if (route.proxy && !route.origin.tls) form.target_prefix = "http://" + form.host_field;
  return form;
}

core::Result<std::shared_ptr<const Route>> make_route(const ClientOptions& options) {
  auto origin = parse_origin(options.origin);
  if (!origin) return std::unexpected(std::move(origin).error());
  if (auto plain = check_plaintext(*origin, options); !plain) return std::unexpected(std::move(plain).error());
  if (auto socket = check_socket(*origin, options); !socket) return std::unexpected(std::move(socket).error());
  auto proxy = read_proxy(options.proxy);
  if (!proxy) return std::unexpected(std::move(proxy).error());
  auto route = std::make_shared<Route>();
  route->origin = std::move(*origin);
  route->proxy = std::move(*proxy);
  route->unix_socket = options.unix_socket;
  route->form = form_for(*route);
  route->max_header_bytes = options.max_header_bytes;
  route->max_body_bytes = options.max_body_bytes;
  if (!route->origin.tls) return route;
  auto tls = make_client_tls(route->origin, options.ca_file);
  if (!tls) return std::unexpected(std::move(tls).error());
  route->tls = std::move(*tls);
  return route;
}

}  // namespace

core::Result<std::unique_ptr<HttpClient>> make_beast_client(boost::asio::any_io_executor executor,
                                                            ClientOptions options) {
  auto route = make_route(options);
  if (!route) return std::unexpected(std::move(route).error());
  return std::make_unique<BeastClient>(std::move(executor), std::move(*route), options);
}

}  // namespace muster::net
