// One request on its way through the cluster.
#pragma once

#include <expected>
#include <string>

#include "providers/net/http.h"
#include "providers/simulators/cucm_uds/world.h"
#include "providers/simulators/target.h"

namespace muster::simulators::cucm_uds {

struct Call {
  World& world;
  const net::HttpRequest& request;
  engine::WallTime now;
  Target target;                    // with "cucm-uds" taken off
  User* user = nullptr;             // who signed in
  std::vector<std::string> rest{};  // the path below the user or the device
  std::string device{};             // the pkid of the device that the path names
  std::string new_cookies{};        // session that began: JSESSIONID

  [[nodiscard]] bool is(net::Method method) const { return request.method == method; }
  [[nodiscard]] bool is_write() const { return request.method != net::Method::get; }
  [[nodiscard]] const Quirks& quirks() const { return world.quirks; }
  [[nodiscard]] bool since(Version version) const { return world.quirks.version >= version; }
  // Precondition: the path named a device of the user.
  [[nodiscard]] const Device& the_device() const { return *find_device(*user, device); }
  [[nodiscard]] Device& device_of(User& wanted) const { return *find_device(wanted, device); }
};

struct Refusal {
  int status = 415;
  std::string message;
};

template <typename T>
using Accepted = std::expected<T, Refusal>;
using Answer = Accepted<net::HttpResponse>;

// The vendor has no 400: a value that is wrong or missing is 415 too.
[[nodiscard]] inline std::unexpected<Refusal> bad_value(std::string message) {
  return std::unexpected(Refusal{415, std::move(message)});
}
[[nodiscard]] inline std::unexpected<Refusal> conflict(std::string message) {
  return std::unexpected(Refusal{409, std::move(message)});
}
[[nodiscard]] inline std::unexpected<Refusal> not_found() {
  return std::unexpected(Refusal{404, "The resource is not there."});
}
[[nodiscard]] inline std::unexpected<Refusal> wrong_method(const Call& call) {
  return std::unexpected(Refusal{call.quirks().not_allowed_status, "The method is not supported here."});
}

}  // namespace muster::simulators::cucm_uds
