#include "daemon/web.h"

#include "providers/net/beast_server.h"
#include "reconciler/engine/loop.h"

namespace muster::daemon {

// Shared with the requests that are being answered; one that comes while the Web goes finds it stopped, or no more.
struct Web::Parts {
  AccessRules access;
  WebPorts ports;
  bool stopped = false;
  std::unique_ptr<net::HttpServer> socket;
  std::unique_ptr<net::HttpServer> tcp;

  [[nodiscard]] net::HttpResponse answer(const net::HttpRequest& request, Door door) const;
  [[nodiscard]] static engine::Task<net::ServerAnswer> serve(std::shared_ptr<Parts> parts, Door door,
                                                             std::shared_ptr<const net::HttpRequest> request);
  [[nodiscard]] static core::Result<std::unique_ptr<net::HttpServer>> listen(const std::shared_ptr<Parts>& parts,
                                                                             boost::asio::any_io_executor executor,
                                                                             net::ListenOptions options, Door door);
};

namespace {

// Enough for a few people and a few Prometheus; a peer that only connects cannot use up the file descriptors.
constexpr std::size_t kMostConnections = 64;
constexpr std::chrono::milliseconds kMostIdle{30'000};

net::ListenOptions bounded() {
  net::ListenOptions options;
  options.max_header_bytes = 16 * 1024;
  options.max_body_bytes = kLargestRequestBody;
  options.max_connections = kMostConnections;
  options.max_idle = kMostIdle;
  return options;
}

net::ListenOptions on(const ListenAddress& address) {
  net::ListenOptions options = bounded();
  options.address = address.host;
  options.port = address.port;
  return options;
}

net::ListenOptions on(const std::string& socket) {
  net::ListenOptions options = bounded();
  options.unix_socket = socket;
  return options;
}

}  // namespace

net::HttpResponse Web::Parts::answer(const net::HttpRequest& request, Door door) const {
  const engine::Status status = ports.status();
  const ApiState state{status, access, *ports.events, ports.metrics, ports.clock->wall_now(), ports.is_alive()};
  Reply reply = respond(request, door, state);
  if (reply.command && !ports.carry_out(*reply.command, reply.by)) return unknown_system_response();
  return std::move(reply.response);
}

engine::Task<net::ServerAnswer> Web::Parts::serve(std::shared_ptr<Parts> parts, Door door,
                                                  std::shared_ptr<const net::HttpRequest> request) {
  net::ServerAnswer answer;
  answer.response = !parts || parts->stopped ? net::HttpResponse(503, "") : parts->answer(*request, door);
  co_return answer;
}

core::Result<std::unique_ptr<net::HttpServer>> Web::Parts::listen(const std::shared_ptr<Parts>& parts,
                                                                  boost::asio::any_io_executor executor,
                                                                  net::ListenOptions options, Door door) {
  const auto handler = [weak = std::weak_ptr(parts), door](std::shared_ptr<const net::HttpRequest> request) {
    return serve(weak.lock(), door, std::move(request));
  };
  return net::listen_beast(std::move(executor), std::move(options), handler);
}

Web::Web(std::shared_ptr<Parts> parts) : parts_(std::move(parts)) {}

Web::~Web() { stop(); }

core::Result<std::unique_ptr<Web>> Web::open(boost::asio::any_io_executor executor, const Config& config,
                                             WebPorts ports) {
  const auto parts = std::make_shared<Parts>();
  parts->access = config.access;
  parts->ports = std::move(ports);
  if (config.listen.address) {
    auto tcp = Parts::listen(parts, executor, on(*config.listen.address), Door::tcp);
    if (!tcp) return std::unexpected(std::move(tcp).error());
    parts->tcp = std::move(*tcp);
  }
  if (!config.listen.socket.empty()) {
    auto socket = Parts::listen(parts, executor, on(config.listen.socket), Door::unix_socket);
    if (!socket) return std::unexpected(std::move(socket).error());
    parts->socket = std::move(*socket);
  }
  return std::unique_ptr<Web>(new Web(parts));
}

void Web::change(AccessRules access) { parts_->access = std::move(access); }

std::uint16_t Web::tcp_port() const { return parts_->tcp ? parts_->tcp->port() : std::uint16_t{0}; }

void Web::stop() {
  parts_->stopped = true;
  parts_->socket.reset();
  parts_->tcp.reset();
}

bool carry_out(engine::Loop& loop, const ApiCommand& command) {
  if (const auto* trigger = std::get_if<TriggerCommand>(&command)) return loop.trigger(trigger->system);
  if (const auto* pause = std::get_if<PauseCommand>(&command)) return loop.pause(pause->system, pause->pause);
  return loop.resume(std::get<ResumeCommand>(command).system);
}

}  // namespace muster::daemon
