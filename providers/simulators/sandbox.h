// Every simulated vendor with a sample organisation on loopback ports: what `muster sandbox` runs.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include <boost/asio/any_io_executor.hpp>

#include "providers/simulators/answering.h"

namespace muster::simulators {

struct SandboxOptions {
  std::map<std::string, std::uint16_t, std::less<>> ports;  // by provider; one not named takes a free port
  std::set<std::string, std::less<>> vendors;               // providers to play; empty: all
  std::size_t people = 0;  // 0: the sample organisation; else one generated of that size
  bool company = false;    // the people of company.h on every vendor, instead of either
  std::uint64_t seed = 1;
};

// How to reach one simulated vendor. The credentials are samples and protect nothing.
struct SandboxSystem {
  std::string provider;  // "genesys-gws"
  std::string url;       // "http://127.0.0.1:40123"
  std::string username;
  std::string password;
  std::map<std::string, std::string> credentials{};  // name -> value, instead of username and password
  std::map<std::string, std::string> settings{};     // of a System that shows everything; YAML values
  std::vector<std::string>
      names{};  // who signs in each for themselves: "{name}" in a credential stands for each of these
};

// Runs while it lives. Besides the vendor's own interface each origin answers:
//   GET  /_sandbox               this list
//   POST /_sandbox/second-admin  plays another administrator's change:
//        {"userName": L, "roles": [..], "firstName": .., "lastName": .., "emailAddress": .., "enabled": ..} changes L,
//        {"userName": L, "phoneNumber": ".."} gives L a device, {"userName": L, "remove": true} removes L,
//        {"userName": L, "create": true, ...} creates L; these are for genesys-gws, the others' are in their
//        sandbox_site.h
//   POST /_sandbox/faults        {"kinds": ["reset_after", ..], "rate": 0.15, "seed": 1}; rate 0 ends them;
//                                {"kinds": ["latency"], "rate": 1, "latencyMs": 20} makes every answer 20 ms late
//   POST /_sandbox/quirks        {"statusCode": "text", "reordering": "within_page", ..}: see set_quirk of the vendor
//   POST /_sandbox/reset         the organisation as it was at the start, log, faults and quirks too
//   GET  /_sandbox/log           every change accepted: time, actor ("other" is the second administrator), effect
//   GET  /_sandbox/counters      requests by method and resource, and faults played
// These need no credentials, and every POST must say Content-Type: application/json.
class Sandbox {
 public:
  virtual ~Sandbox() = default;
  [[nodiscard]] virtual const std::vector<SandboxSystem>& systems() const = 0;
  virtual void stop() = 0;
};

// The clock must outlive the sandbox. Errors: a port that is taken; invalid: a vendor that is not simulated.
[[nodiscard]] core::Result<std::unique_ptr<Sandbox>> start_sandbox(boost::asio::any_io_executor executor,
                                                                   engine::Clock& clock, SandboxOptions options);

}  // namespace muster::simulators
