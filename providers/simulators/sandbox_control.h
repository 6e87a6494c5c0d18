// The /_sandbox endpoints as every vendor has them. What they do is the vendor's.
#pragma once

#include <expected>
#include <functional>
#include <map>
#include <string>

#include <nlohmann/json_fwd.hpp>

#include "providers/simulators/answering.h"
#include "providers/simulators/faults.h"

namespace muster::simulators {

// Returns the answer's JSON, or a sentence that says what is wrong with the request.
using ControlAction =
    std::function<std::expected<nlohmann::json, std::string>(const nlohmann::json& body, engine::WallTime now)>;

// "POST second-admin" -> what it does.
using Controls = std::map<std::string, ControlAction, std::less<>>;

[[nodiscard]] bool is_control(const net::HttpRequest& request);
// 200 with the action's JSON, 400 with {"error"}, 404 with the list of endpoints, 415 for a POST that is no JSON.
[[nodiscard]] net::HttpResponse control(const Controls& controls, const net::HttpRequest& request,
                                        engine::WallTime now);

// {"kinds": [..], "rate": 0.15, "seed": 1, "latencyMs": 20}: all common faults where kinds is absent; without latencyMs
// the fault "latency" takes 50 ms to 2 s.
[[nodiscard]] std::expected<FaultSettings, std::string> read_faults(const nlohmann::json& body);
[[nodiscard]] nlohmann::json played_faults(const Faults& faults);

}  // namespace muster::simulators
