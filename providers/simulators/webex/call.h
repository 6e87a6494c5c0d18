// One request on its way through the site.
#pragma once

#include <expected>
#include <string>

#include "providers/net/http.h"
#include "providers/simulators/target.h"
#include "providers/simulators/webex/changes.h"
#include "providers/simulators/webex/world.h"

namespace muster::simulators::webex {

struct Call {
  World& world;
  const net::HttpRequest& request;
  engine::WallTime now;
  Target target;       // below the base path
  std::string caller;  // uuid of the person the token belongs to; empty: nobody

  [[nodiscard]] bool is(net::Method method) const { return request.method == method; }
  [[nodiscard]] bool flag(std::string_view name) const { return target.parameter(name) == "true"; }
  [[nodiscard]] Actor actor() const { return {name_of(world, caller), now}; }
  [[nodiscard]] Person& person() const { return *world.people.find(caller); }
};

// An error in the vendor's terms.
struct Refusal {
  int status = 400;
  int code = 0;  // errorCode; 0: none
  std::string message;
};

template <typename T>
using Accepted = std::expected<T, Refusal>;
using Answer = Accepted<net::HttpResponse>;

namespace code {
inline constexpr int kLacksCalling = 4008;
inline constexpr int kAgentStatus = 6612;
inline constexpr int kMandatory = 25008;
inline constexpr int kBodyMissing = 25024;
}  // namespace code

[[nodiscard]] inline std::unexpected<Refusal> refuse(int status, std::string message, int error_code = 0) {
  return std::unexpected(Refusal{status, error_code, std::move(message)});
}

}  // namespace muster::simulators::webex
