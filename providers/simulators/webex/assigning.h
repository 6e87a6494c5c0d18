// What becomes of a supervisor's agents, action by action, and the rows that tell of it.
#pragma once

#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "providers/simulators/webex/call.h"

namespace muster::simulators::webex {

struct StatusRow {
  std::string agent;   // tail of the caller's id
  std::string status;  // "DUPLICATE", "NOT_AVAILABLE", "NOT_FOUND"
  std::string message;
};
using StatusRows = std::vector<StatusRow>;

struct AgentAction {
  std::string agent;
  bool add = true;
};

struct Assigned {
  std::vector<std::string> agents;
  StatusRows rows;
};

// The ids below `field`, as tails: 400 unless it is a list of them.
[[nodiscard]] Accepted<std::vector<std::string>> read_ids(const World& world, const nlohmann::json& body,
                                                          const char* field);
[[nodiscard]] Accepted<std::string> read_member_id(const World& world, const nlohmann::json& object);
// The bodies of a POST and a PUT: at least one agent, and no more than the site takes.
[[nodiscard]] Accepted<std::vector<std::string>> read_agents(const World& world, const nlohmann::json& body);
[[nodiscard]] Accepted<std::vector<AgentAction>> read_actions(const World& world, const nlohmann::json& body);

[[nodiscard]] Assigned assign_new(const World& world, Tier tier, const std::vector<std::string>& asked);
// In the order of the actions. Once nobody is left there is no supervisor, and nobody can be added any more.
[[nodiscard]] Accepted<Assigned> act(const World& world, Tier tier, std::vector<std::string> present,
                                     const std::vector<AgentAction>& actions);

[[nodiscard]] nlohmann::json to_json(const World& world, const StatusRows& rows);

}  // namespace muster::simulators::webex
