// From a host name to a connected socket, within a deadline.
#pragma once

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <chrono>
#include <cstdint>
#include <string>

#include "providers/net/beast_peer.h"
#include "providers/net/transport_failure.h"
#include "reconciler/engine/task.h"

namespace muster::net {

using Deadline = std::chrono::steady_clock::time_point;

// Answers errors as values. A cancelled task is not an error: see leave_if_cancelled.
inline constexpr auto kAsValue = boost::asio::as_tuple(boost::asio::use_awaitable);

// Nobody but the owner of the task aborts our operations, so that this code means: the task was cancelled.
void leave_if_cancelled(const boost::system::error_code& code);

// Resolves and connects; every address is tried in turn. The stream keeps the deadline for what follows.
[[nodiscard]] engine::Task<Attempt<void>> dial(PeerStream& stream, std::string host, std::uint16_t port,
                                               Deadline deadline);

// Connects to a unix domain socket.
[[nodiscard]] engine::Task<Attempt<void>> dial_socket(PeerStream& stream, std::string path, Deadline deadline);

// Asks the proxy at the other end of `stream` for a tunnel to `authority` (host:port).
[[nodiscard]] engine::Task<Attempt<void>> open_tunnel(PeerStream& stream, std::string authority);

}  // namespace muster::net
