// What the telephony interface shows of supervisors and agents.
#include <algorithm>

#include <nlohmann/json.hpp>

#include "providers/simulators/webex/answer.h"
#include "providers/simulators/webex/ids.h"
#include "providers/simulators/webex/paging.h"
#include "providers/simulators/webex/resources.h"
#include "providers/simulators/webex/supervisor_text.h"
#include "providers/simulators/webex/tier.h"

namespace muster::simulators::webex {
namespace {

using Json = nlohmann::json;

// One page of the uuids, each as `show` has it, below `key`.
template <typename Show>
Answer listed(const Call& call, std::vector<std::string> uuids, const char* key, Show show) {
  const auto window = telephony_window(call);
  if (!window) return std::unexpected(window.error());
  std::erase_if(uuids, [&](const std::string& uuid) { return !is_asked_for(call, uuid); });
  put_in_order(call, uuids);
  Json items = Json::array();
  for (const auto& uuid : page_of(call, uuids, *window)) items.push_back(show(uuid));
  auto response = json_answer(200, Json{{key, std::move(items)}});
  link_start(call, response, *window, uuids.size());
  return response;
}

Answer list_supervisors(const Call& call) {
  const auto tier = tier_of(call);
  if (!tier) return std::unexpected(tier.error());
  const auto& all = call.world.supervisors(*tier);
  const auto lag = call.world.quirks.visibility_lag;
  std::vector<std::string> uuids;
  for (const auto& [uuid, assignment] : all) {
    if (visible(assignment, call.now, lag) != nullptr) uuids.push_back(uuid);
  }
  return listed(call, std::move(uuids), "supervisors", [&](const std::string& uuid) {
    const auto* version = visible(all.find(uuid)->second, call.now, lag);
    return supervisor_json(call.world, *tier, uuid, version->agents.size());
  });
}

Answer detail(const Call& call, const std::string& uuid) {
  const auto tier = tier_of(call);
  if (!tier) return std::unexpected(tier.error());
  const auto found = call.world.supervisors(*tier).find(uuid);
  const Assignment* shown = nullptr;
  if (found != call.world.supervisors(*tier).end()) {
    shown = visible(found->second, call.now, call.world.quirks.read_lag);
  }
  if (shown == nullptr) return std::unexpected(no_such("supervisor"));
  auto answer =
      listed(call, shown->agents, "agents", [&](const std::string& agent) { return agent_json(call.world, agent); });
  if (!answer || call.world.quirks.omits_detail_id) return answer;
  auto body = Json::parse(answer->body);
  body["id"] = person_id(call.world, uuid);
  answer->body = body.dump();
  return answer;
}

Json with_type(const World& world, const std::string& uuid) {
  auto json = agent_json(world, uuid);
  const auto place = world.places.find(uuid);
  json["type"] = place == world.places.end() ? "PEOPLE" : place->second.type;
  json["displayName"] = json.value("firstName", "") + " " + json.value("lastName", "");
  return json;
}

}  // namespace

Answer supervisors(Call& call) {
  switch (call.request.method) {
    case net::Method::get:
      return list_supervisors(call);
    case net::Method::post:
      return create_supervisor(call);
    case net::Method::del:
      return remove_supervisors(call);
    default:
      return std::unexpected(not_allowed(call));
  }
}

Answer supervisor(Call& call) {
  const auto uuid = path_id(call, 3);
  if (!uuid) return std::unexpected(uuid.error());
  switch (call.request.method) {
    case net::Method::get:
      return detail(call, *uuid);
    case net::Method::put:
      return change_agents(call, *uuid);
    case net::Method::del:
      return remove_supervisor(call, *uuid);
    default:
      return std::unexpected(not_allowed(call));
  }
}

Answer available_supervisors(Call& call) {
  if (!call.is(net::Method::get)) return std::unexpected(not_allowed(call));
  const auto tier = tier_of(call);
  if (!tier) return std::unexpected(tier.error());
  std::vector<std::string> uuids;
  for (const auto& person : call.world.people.slots()) {
    const bool free = !person.removed && call.world.supervisor(*tier, person.uuid) == nullptr;
    if (free && may_supervise(call.world, *tier, person)) uuids.push_back(person.uuid);
  }
  return listed(call, std::move(uuids), "supervisors", [&](const std::string& uuid) {
    auto json = supervisor_json(call.world, *tier, uuid, 0);
    json.erase("agentCount");
    return json;
  });
}

Answer available_agents(Call& call) {
  if (!call.is(net::Method::get)) return std::unexpected(not_allowed(call));
  const auto tier = tier_of(call);
  if (!tier) return std::unexpected(tier.error());
  std::vector<std::string> uuids;
  for (const auto& person : call.world.people.slots()) {
    if (!person.removed && is_available(call.world, *tier, person.uuid)) uuids.push_back(person.uuid);
  }
  for (const auto& [uuid, place] : call.world.places) {
    if (is_available(call.world, *tier, uuid)) uuids.push_back(uuid);
  }
  return listed(call, std::move(uuids), "agents", [&](const std::string& uuid) { return with_type(call.world, uuid); });
}

}  // namespace muster::simulators::webex
