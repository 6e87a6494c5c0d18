#include "providers/simulators/webex/assigning.h"

#include <algorithm>

#include <fmt/core.h>

#include <nlohmann/json.hpp>

#include "providers/simulators/webex/hydra.h"
#include "providers/simulators/webex/ids.h"
#include "providers/simulators/webex/tier.h"

namespace muster::simulators::webex {
namespace {

using Json = nlohmann::json;

StatusRow row(const std::string& agent, std::string_view status, std::string_view says) {
  return {agent, std::string(status), fmt::format("[Error {}] Agent {} {}", code::kAgentStatus, agent, says)};
}

StatusRow added(const std::string& agent) { return {agent, "SUCCESS", fmt::format("Agent {} is assigned.", agent)}; }

bool holds(const std::vector<std::string>& members, const std::string& member) {
  return std::find(members.begin(), members.end(), member) != members.end();
}

// A list of at least one object, and no more than the site takes.
Accepted<Json> agent_list(const World& world, const Json& body) {
  auto list = body.value("agents", Json(nullptr));
  if (!list.is_array() || list.empty()) return refuse(400, "agents is a mandatory field.", code::kMandatory);
  const auto most = world.quirks.max_agents;
  if (most != 0 && list.size() > most) {
    return refuse(world.quirks.over_limit_status, fmt::format("At most {} agents can be sent at once.", most));
  }
  return list;
}

void add(const World& world, Tier tier, const std::string& agent, Assigned& result) {
  if (holds(result.agents, agent)) {
    result.rows.push_back(row(agent, "DUPLICATE", "is already assigned to the supervisor."));
  } else if (!is_available(world, tier, agent)) {
    result.rows.push_back(row(agent, "NOT_AVAILABLE", "is not available to be assigned."));
  } else {
    result.agents.push_back(agent);
    if (world.quirks.reports_added) result.rows.push_back(added(agent));
  }
}

void remove(const World& world, const std::string& agent, Assigned& result) {
  if (std::erase(result.agents, agent) != 0) return;
  if (world.quirks.unassigned_delete != UnassignedDelete::row) return;
  result.rows.push_back(row(agent, "NOT_FOUND", "is not assigned to the supervisor."));
}

}  // namespace

Accepted<std::string> read_member_id(const World& world, const Json& object) {
  const auto id = object.is_object() ? object.value("id", Json(nullptr)) : Json(nullptr);
  if (!id.is_string()) return refuse(400, "id is a mandatory field.", code::kMandatory);
  auto tail = read_id(world, id.get_ref<const std::string&>());
  if (!tail) return refuse(400, "An identifier in the body is not valid.");
  return *std::move(tail);
}

Accepted<std::vector<std::string>> read_ids(const World& world, const Json& body, const char* field) {
  const auto list = body.value(field, Json(nullptr));
  if (!list.is_array()) return refuse(400, fmt::format("{} is a mandatory field.", field), code::kMandatory);
  std::vector<std::string> tails;
  for (const auto& id : list) {
    auto tail = read_member_id(world, Json{{"id", id}});
    if (!tail) return std::unexpected(tail.error());
    tails.push_back(*std::move(tail));
  }
  return tails;
}

Accepted<std::vector<std::string>> read_agents(const World& world, const Json& body) {
  const auto list = agent_list(world, body);
  if (!list) return std::unexpected(list.error());
  std::vector<std::string> tails;
  for (const auto& agent : *list) {
    auto tail = read_member_id(world, agent);
    if (!tail) return std::unexpected(tail.error());
    tails.push_back(*std::move(tail));
  }
  return tails;
}

Accepted<std::vector<AgentAction>> read_actions(const World& world, const Json& body) {
  const auto list = agent_list(world, body);
  if (!list) return std::unexpected(list.error());
  std::vector<AgentAction> actions;
  for (const auto& agent : *list) {
    auto tail = read_member_id(world, agent);
    if (!tail) return std::unexpected(tail.error());
    const auto action = agent.value("action", Json(nullptr));
    if (action != "ADD" && action != "DELETE") return refuse(400, "action must be ADD or DELETE.", code::kMandatory);
    actions.push_back({*std::move(tail), action == "ADD"});
  }
  return actions;
}

Assigned assign_new(const World& world, Tier tier, const std::vector<std::string>& asked) {
  Assigned result;
  for (const auto& agent : asked) add(world, tier, agent, result);
  return result;
}

Accepted<Assigned> act(const World& world, Tier tier, std::vector<std::string> present,
                       const std::vector<AgentAction>& actions) {
  Assigned result{std::move(present), {}};
  for (const auto& [agent, is_add] : actions) {
    const bool unassigned = !is_add && !holds(result.agents, agent);
    if (unassigned && world.quirks.unassigned_delete == UnassignedDelete::refused) {
      return refuse(400, fmt::format("Agent {} is not assigned to the supervisor.", agent), code::kAgentStatus);
    }
    if (result.agents.empty()) {
      result.rows.push_back(row(agent, "NOT_FOUND", "cannot be changed: the supervisor was not found."));
    } else if (is_add) {
      add(world, tier, agent, result);
    } else {
      remove(world, agent, result);
    }
  }
  return result;
}

Json to_json(const World& world, const StatusRows& rows) {
  Json list = Json::array();
  for (const auto& row : rows) {
    std::string id = row.agent;
    if (world.quirks.status_id == StatusId::hydra) id = agent_id(world, row.agent);
    if (world.quirks.status_id == StatusId::upper) id = upper(row.agent);
    list.push_back({{"id", id}, {"status", row.status}, {"message", row.message}});
    if (world.quirks.extra_fields) list.back()["type"] = "PEOPLE";
  }
  return list;
}

}  // namespace muster::simulators::webex
