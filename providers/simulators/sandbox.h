// Every simulated vendor with a sample organisation on loopback ports: what `muster sandbox` runs.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include <boost/asio/any_io_executor.hpp>

#include "providers/simulators/answering.h"

namespace muster::simulators {

struct SandboxOptions {
  std::map<std::string, std::uint16_t, std::less<>> ports;  // by provider; one not named takes a free port
  std::size_t people = 0;  // 0: the sample organisation; else one generated of that size
  std::uint64_t seed = 1;
};

// How to reach one simulated vendor. The credentials are samples and protect nothing.
struct SandboxSystem {
  std::string provider;  // "genesys-gws"
  std::string url;       // "http://127.0.0.1:40123"
  std::string username;
  std::string password;
};

// Runs while it lives. Besides the vendor's own interface each origin answers:
//   GET  /_sandbox               this list
//   POST /_sandbox/second-admin  plays another administrator's change:
//        {"userName": L, "roles": [..], "firstName": .., "lastName": .., "emailAddress": .., "enabled": ..} changes L,
//        {"userName": L, "phoneNumber": ".."} gives L a device, {"userName": L, "remove": true} removes L,
//        {"userName": L, "create": true, ...} creates L
//   POST /_sandbox/faults        {"kinds": ["reset_after", ..], "rate": 0.15, "seed": 1}; rate 0 ends them;
//                                {"kinds": ["latency"], "rate": 1, "latencyMs": 20} makes every answer 20 ms late
//   POST /_sandbox/quirks        {"statusCode": "text", "reordering": "within_page", ..}: see gws::set_quirk
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

// The clock must outlive the sandbox.
[[nodiscard]] core::Result<std::unique_ptr<Sandbox>> start_sandbox(boost::asio::any_io_executor executor,
                                                                   engine::Clock& clock, SandboxOptions options);

}  // namespace muster::simulators
