// A client and a server on one io_context, for tests over real loopback sockets.
#pragma once

#include <gtest/gtest.h>

#include <boost/asio/io_context.hpp>
#include <memory>
#include <string>

#include "providers/net/beast_client.h"
#include "providers/net/beast_server.h"
#include "tests/support/run_task.h"

namespace muster::support {

class NetTest : public ::testing::Test {
 protected:
  [[nodiscard]] std::unique_ptr<net::HttpClient> client(net::ClientOptions options) {
    auto made = net::make_beast_client(context_.get_executor(), std::move(options));
    if (!made) throw std::runtime_error(made.error().what);
    return std::move(*made);
  }
  [[nodiscard]] std::unique_ptr<net::HttpClient> client(const std::string& origin) {
    net::ClientOptions options;
    options.origin = origin;
    return client(std::move(options));
  }
  [[nodiscard]] std::unique_ptr<net::HttpServer> server(net::ServerHandler handler, net::ListenOptions options = {}) {
    auto made = net::listen_beast(context_.get_executor(), std::move(options), std::move(handler));
    if (!made) throw std::runtime_error(made.error().what);
    return std::move(*made);
  }
  [[nodiscard]] core::Result<net::HttpResponse> send(net::HttpClient& to, net::HttpRequest request) {
    return run_task(context_, to.send(std::move(request)));
  }
  [[nodiscard]] core::Result<net::HttpResponse> get(net::HttpClient& from, std::string target = "/") {
    return send(from, net::HttpRequest(net::Method::get, std::move(target)));
  }
  [[nodiscard]] static std::string origin_of(const net::HttpServer& at, std::string scheme = "http",
                                             std::string host = "127.0.0.1") {
    return scheme + "://" + host + ":" + std::to_string(at.port());
  }

  boost::asio::io_context context_;
};

}  // namespace muster::support
