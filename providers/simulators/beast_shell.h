// The socket shell: the same simulated vendor, served over HTTP for real clients.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include <boost/asio/any_io_executor.hpp>

#include "providers/simulators/answering.h"

namespace muster::simulators {

// Serves on the executor's thread until the server is stopped or destroyed. Port 0 takes a free one. The clock tells
// the vendor's time and must outlive the server.
[[nodiscard]] core::Result<std::unique_ptr<net::HttpServer>> serve(boost::asio::any_io_executor executor,
                                                                   std::uint16_t port, engine::Clock& clock,
                                                                   Answering answering);

}  // namespace muster::simulators
