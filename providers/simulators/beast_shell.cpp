#include "providers/simulators/beast_shell.h"

#include <utility>

#include "providers/net/beast_server.h"

namespace muster::simulators {
namespace {

engine::Task<net::ServerAnswer> play(std::shared_ptr<const Answering> answering, engine::Clock* clock,
                                     std::shared_ptr<const net::HttpRequest> request) {
  auto played = (*answering)(*request, clock->wall_now());
  co_return std::move(played.server);
}

}  // namespace

core::Result<std::unique_ptr<net::HttpServer>> serve(boost::asio::any_io_executor executor, std::uint16_t port,
                                                     engine::Clock& clock, Answering answering) {
  auto shared = std::make_shared<const Answering>(std::move(answering));
  net::ListenOptions options;
  options.address = "127.0.0.1";
  options.port = port;
  return net::listen_beast(std::move(executor), std::move(options),
                           [shared, at = &clock](std::shared_ptr<const net::HttpRequest> request) {
                             return play(shared, at, std::move(request));
                           });
}

}  // namespace muster::simulators
