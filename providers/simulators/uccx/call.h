// One request on its way through the site.
#pragma once

#include <expected>
#include <string>

#include "providers/net/http.h"
#include "providers/simulators/target.h"
#include "providers/simulators/uccx/changes.h"
#include "providers/simulators/uccx/world.h"

namespace muster::simulators::uccx {

struct Call {
  World& world;
  const net::HttpRequest& request;
  engine::WallTime now;
  Target target;

  [[nodiscard]] bool is(net::Method method) const { return request.method == method; }
  [[nodiscard]] Actor actor() const { return {world.account, now}; }
};

// An error of /adminapi.
struct Refusal {
  int status = 400;
  std::string type;
  std::string message;
  std::string data;  // what it is about
};

template <typename T>
using Accepted = std::expected<T, Refusal>;

[[nodiscard]] inline std::unexpected<Refusal> malformed(std::string message, std::string data = {}) {
  return std::unexpected(Refusal{400, "Bad Request", std::move(message), std::move(data)});
}
// A rule of the business that forbids it: the vendor says so with 500.
[[nodiscard]] inline std::unexpected<Refusal> against_rules(std::string message, std::string data) {
  return std::unexpected(Refusal{500, "InternalServerError", std::move(message), std::move(data)});
}
[[nodiscard]] inline std::unexpected<Refusal> no_such(std::string what, std::string id) {
  return std::unexpected(Refusal{404, "Not Found", "The " + what + " is not there.", std::move(id)});
}
[[nodiscard]] inline std::unexpected<Refusal> wrong_method(const Call& call) {
  return std::unexpected(Refusal{405, "Method Not Allowed", "The method is not supported here.",
                                 std::string(to_text(call.request.method))});
}

using Answer = Accepted<net::HttpResponse>;

}  // namespace muster::simulators::uccx
