// client_throughput URL PATH CONNECTIONS REQUESTS: how many GETs a second muster's HTTP client makes on one thread.
#include <fmt/format.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <chrono>
#include <cstdlib>
#include <ctime>
#include <exception>
#include <string>

#include "providers/net/beast_client.h"

namespace muster {
namespace {

struct Load {
  net::HttpClient& client;
  std::string path;
  long left;
  long failed = 0;
};

engine::Task<void> get_until_done(Load* load) {
  while (load->left > 0) {
    --load->left;
    net::HttpRequest request(net::Method::get, load->path);
    auto answer = co_await load->client.send(std::move(request));
    if (!answer || answer->status != 200) ++load->failed;
  }
}

double cpu_seconds() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

int run(const std::string& url, const std::string& path, int connections, long requests) {
  boost::asio::io_context io(1);
  net::ClientOptions options;
  options.origin = url;
  options.max_connections = static_cast<std::size_t>(connections);
  auto client = net::make_beast_client(io.get_executor(), options);
  if (!client) {
    fmt::print(stderr, "{}\n", client.error().what);
    return 1;
  }
  Load load{**client, path, requests};
  const auto started = std::chrono::steady_clock::now();
  const double cpu = cpu_seconds();
  for (int i = 0; i < connections; ++i) {
    boost::asio::co_spawn(io, get_until_done(&load), [](const std::exception_ptr&) {});
  }
  while (load.left > 0 && io.run_one() > 0) {
  }
  const std::chrono::duration<double> wall = std::chrono::steady_clock::now() - started;
  fmt::print("muster's client: {:.0f} requests/s, {:.1f} us of CPU each, {} failed\n",
             static_cast<double>(requests) / wall.count(), (cpu_seconds() - cpu) * 1e6 / static_cast<double>(requests),
             load.failed);
  return load.failed == 0 ? 0 : 1;
}

}  // namespace
}  // namespace muster

int main(int argc, char** argv) {
  if (argc != 5) {
    fmt::print(stderr, "usage: client_throughput URL PATH CONNECTIONS REQUESTS\n");
    return 1;
  }
  return muster::run(argv[1], argv[2], std::atoi(argv[3]), std::atol(argv[4]));
}
