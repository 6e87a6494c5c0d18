// One connection to an origin, plain or TLS, behind one interface, so that each kind of stream is compiled once.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "providers/net/beast_dial.h"
#include "providers/net/request_text.h"
#include "providers/net/tls_context.h"
#include "providers/net/transport_failure.h"

namespace muster::net {

// Where connections of a client lead, and what they accept.
struct Route {
  Origin origin;
  std::optional<Origin> proxy;
  std::string unix_socket;  // a path: connected to instead of the origin
  RequestForm form;
  TlsContext tls;  // null for plain http
  std::size_t max_header_bytes = 0;
  std::size_t max_body_bytes = 0;

  // What the socket is connected to.
  [[nodiscard]] const Origin& next_hop() const { return proxy ? *proxy : origin; }
};

// Serves one request at a time. After a failure it must not be used again.
class Connection {
 public:
  virtual ~Connection() = default;
  [[nodiscard]] virtual engine::Task<Attempt<void>> open(Deadline deadline) = 0;
  // `request` must live until the answer is there.
  [[nodiscard]] virtual engine::Task<Attempt<HttpResponse>> exchange(const HttpRequest& request, Deadline deadline) = 0;
  // Whether both sides keep the connection after the last answer.
  [[nodiscard]] virtual bool is_reusable() const = 0;
  // Nothing came since the last answer: no close, and no byte that nobody asked for. Costs one system call.
  [[nodiscard]] virtual bool is_quiet() = 0;
};

[[nodiscard]] std::unique_ptr<Connection> make_plain_connection(boost::asio::any_io_executor executor,
                                                                std::shared_ptr<const Route> route);
[[nodiscard]] std::unique_ptr<Connection> make_tls_connection(boost::asio::any_io_executor executor,
                                                              std::shared_ptr<const Route> route);

}  // namespace muster::net
