// HTTP as values and two ports. Nothing outside this room knows Beast; nothing here knows a vendor.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "reconciler/core/error.h"
#include "reconciler/engine/task.h"

namespace muster::net {

enum class Method { get, post, put, patch, del };

[[nodiscard]] std::string_view to_text(Method method);  // "GET" ... "DELETE"

// Header fields in the order they were added. Names compare without case; a name may repeat (Set-Cookie).
class Headers {
 public:
  void add(std::string name, std::string value);
  void set(std::string_view name, std::string value);  // replaces every field of that name
  void remove(std::string_view name);
  [[nodiscard]] std::optional<std::string_view> find(std::string_view name) const;  // the first one
  [[nodiscard]] std::vector<std::string_view> find_all(std::string_view name) const;
  [[nodiscard]] const std::vector<std::pair<std::string, std::string>>& all() const { return fields_; }

 private:
  std::vector<std::pair<std::string, std::string>> fields_;
};

// A request to the origin that the client is bound to. `target` is path and query, percent-encoded, and
// starts with '/'. Structs here have constructors because g++ 12 miscompiles aggregates in co_await expressions.
struct HttpRequest {
  Method method = Method::get;
  std::string target;
  Headers headers;
  std::string body;
  std::chrono::milliseconds timeout{30'000};  // for the whole exchange, connecting included
  // Asked right before a request leaves that had to wait for the budget; empty: it is.
  std::function<bool()> still_wanted;

  HttpRequest() {}
  HttpRequest(Method request_method, std::string request_target)
      : method(request_method), target(std::move(request_target)) {}
};

struct HttpResponse {
  int status = 0;
  Headers headers;
  std::string body;

  HttpResponse() {}
  HttpResponse(int response_status, std::string response_body)
      : status(response_status), body(std::move(response_body)) {}
};

// One origin over a pool of keep-alive connections. Any complete HTTP answer is a value, whatever its status.
// Errors: not_sent = no byte of the request left (refused connection, TLS verification failed, name unknown);
// maybe_applied = the request left and no complete answer came (reset, time-out, truncated or oversized answer).
// Redirects are answers: nobody follows them.
class HttpClient {
 public:
  virtual ~HttpClient() = default;
  [[nodiscard]] virtual engine::Task<core::Result<HttpResponse>> send(HttpRequest request) = 0;
};

// What a server does with one request. Everything but `response` exists so that simulators can fail as networks do.
struct ServerAnswer {
  enum class Transport { complete, reset_before_answer, truncated_body };

  HttpResponse response;
  std::chrono::milliseconds delay{0};
  Transport transport = Transport::complete;

  ServerAnswer() {}
  explicit ServerAnswer(HttpResponse answer) : response(std::move(answer)) {}
};

using ServerHandler = std::function<engine::Task<ServerAnswer>(std::shared_ptr<const HttpRequest>)>;

// Listens from construction (by its maker) until stop(). Connections are served concurrently on the io thread.
class HttpServer {
 public:
  virtual ~HttpServer() = default;
  [[nodiscard]] virtual std::uint16_t port() const = 0;  // 0: a unix domain socket
  virtual void stop() = 0;
};

}  // namespace muster::net
