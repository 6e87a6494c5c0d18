// One request on its way through the server.
#pragma once

#include <expected>
#include <string>

#include "providers/net/http.h"
#include "providers/simulators/ameyo/changes.h"
#include "providers/simulators/ameyo/world.h"
#include "providers/simulators/target.h"

namespace muster::simulators::ameyo {

struct Call {
  World& world;
  const net::HttpRequest& request;
  engine::WallTime now;
  Target target;           // without /ameyorestapi
  std::string account;     // who is signed in
  std::string session_id;  // and how

  [[nodiscard]] Actor actor() const { return {account, now}; }
};

// An error of the vendor's envelope. 512 is any command that failed.
struct Refusal {
  int status = 512;
  int code = 99999;
  std::string key;
  std::string detail;
  bool at_login = false;
};

template <typename T>
using Accepted = std::expected<T, Refusal>;
using Answer = Accepted<net::HttpResponse>;

[[nodiscard]] inline std::unexpected<Refusal> command_failed(std::string key, std::string detail = {}) {
  return std::unexpected(Refusal{512, 99999, std::move(key), std::move(detail), false});
}
[[nodiscard]] inline std::unexpected<Refusal> missing(const std::string& parameter) {
  return std::unexpected(Refusal{400, 40001, "InvalidInput", "parameter expected in input: " + parameter, false});
}
[[nodiscard]] inline std::unexpected<Refusal> not_found() {
  return std::unexpected(Refusal{404, 99999, "requested.resource.not.found", "", false});
}
[[nodiscard]] inline std::unexpected<Refusal> wrong_method() {
  return std::unexpected(Refusal{405, 99999, "method.not.allowed", "", false});
}

}  // namespace muster::simulators::ameyo
