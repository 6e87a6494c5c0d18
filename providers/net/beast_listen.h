// From ListenOptions to sockets that wait for peers: TCP addresses, and files in the file system.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <memory>

#include "providers/net/beast_peer.h"
#include "providers/net/beast_server.h"

namespace muster::net {

// Waits for peers until it is closed or destroyed.
class Listener {
 public:
  virtual ~Listener() = default;
  // The next peer; nothing when none could be taken.
  [[nodiscard]] virtual engine::Task<std::optional<PeerSocket>> accept() = 0;
  [[nodiscard]] virtual bool is_open() const = 0;
  [[nodiscard]] virtual std::uint16_t port() const = 0;  // 0: it is a file
  virtual void close() = 0;
};

// Errors: invalid (no address; a file that is no socket is in the way), unavailable (somebody else listens there).
[[nodiscard]] core::Result<std::shared_ptr<Listener>> open_listener(const boost::asio::any_io_executor& executor,
                                                                    const ListenOptions& options);

}  // namespace muster::net
