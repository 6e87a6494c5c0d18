// Who manages whom: creating, changing and removing supervisors.
#include <algorithm>

#include <fmt/core.h>

#include <nlohmann/json.hpp>

#include "providers/simulators/webex/answer.h"
#include "providers/simulators/webex/assigning.h"
#include "providers/simulators/webex/resources.h"
#include "providers/simulators/webex/tier.h"

namespace muster::simulators::webex {
namespace {

using Json = nlohmann::json;

Answer finished(const Call& call, const StatusRows& rows, int plain_status) {
  if (rows.empty()) return no_content(plain_status);
  return json_answer(call.world.quirks.partial_status, Json{{"supervisorAgentStatus", to_json(call.world, rows)}});
}

void carry_out(Call& call, const Supervised& which, std::vector<std::string> agents) {
  if (!call.world.quirks.writes_do_nothing) set_agents(call.world, call.actor(), which, std::move(agents));
}

// That person may become a supervisor of the tier now.
Accepted<void> check_new(const Call& call, const Supervised& which) {
  const Person* person = call.world.people.find(which.supervisor);
  if (person == nullptr) return refuse(404, "The person who is to be a supervisor was not found.");
  if (call.world.supervisor(which.tier, which.supervisor) != nullptr) {
    return refuse(call.world.quirks.exists_status, "The supervisor exists already.");
  }
  if (!may_call(call.world, *person)) {
    return refuse(404, "The person has not the licence for Webex Calling.", code::kLacksCalling);
  }
  if (!may_supervise(call.world, which.tier, *person)) {
    return refuse(call.world.quirks.unlicensed_status, "The person has not the licence for Customer Assist.");
  }
  return {};
}

// The supervisors that a bulk DELETE names: those of them that are there.
Accepted<std::vector<std::string>> named_supervisors(const Call& call, const Json& body, Tier tier) {
  std::vector<std::string> found;
  if (body.contains("deleteAll")) {
    call.world.delete_all_received = true;
    for (const auto& [uuid, assignment] : call.world.supervisors(tier)) found.push_back(uuid);
  } else {
    auto ids = read_ids(call.world, body, "supervisorIds");
    if (!ids) return std::unexpected(ids.error());
    found = *std::move(ids);
  }
  std::erase_if(found, [&](const std::string& uuid) { return call.world.supervisor(tier, uuid) == nullptr; });
  return found;
}

}  // namespace

Answer create_supervisor(Call& call) {
  const auto tier = tier_of(call);
  if (!tier) return std::unexpected(tier.error());
  const auto body = read_object(call);
  if (!body) return std::unexpected(body.error());
  auto id = read_member_id(call.world, *body);
  if (!id) return std::unexpected(id.error());
  const auto asked = read_agents(call.world, *body);
  if (!asked) return std::unexpected(asked.error());
  const Supervised which{*tier, *std::move(id)};
  if (auto checked = check_new(call, which); !checked) return std::unexpected(checked.error());
  auto result = assign_new(call.world, *tier, *asked);
  if (!result.agents.empty()) carry_out(call, which, std::move(result.agents));
  return finished(call, result.rows, 201);
}

Answer change_agents(Call& call, const std::string& uuid) {
  const auto tier = tier_of(call);
  if (!tier) return std::unexpected(tier.error());
  const auto body = read_object(call);
  if (!body) return std::unexpected(body.error());
  const auto actions = read_actions(call.world, *body);
  if (!actions) return std::unexpected(actions.error());
  const Supervised which{*tier, uuid};
  const Assignment* present = call.world.supervisor(*tier, uuid);
  if (present == nullptr) return std::unexpected(no_such("supervisor"));
  auto result = act(call.world, *tier, present->agents, *actions);
  if (!result) return std::unexpected(result.error());
  carry_out(call, which, std::move(result->agents));
  return finished(call, result->rows, 204);
}

Answer remove_supervisor(Call& call, const std::string& uuid) {
  const bool basic = call.world.supervisor(Tier::basic, uuid) != nullptr;
  const bool other = call.world.supervisor(Tier::customer_assist, uuid) != nullptr;
  if (!basic && !other) return std::unexpected(no_such("supervisor"));
  const auto mode = call.world.quirks.single_delete;
  if (!basic && mode == SingleDelete::refused) return refuse(400, "The supervisor is not one of this kind.");
  if (basic) carry_out(call, {Tier::basic, uuid}, {});
  if (other && mode == SingleDelete::any_tier) carry_out(call, {Tier::customer_assist, uuid}, {});
  return no_content();
}

Answer remove_supervisors(Call& call) {
  const auto body = read_object(call);
  if (!body) return std::unexpected(body.error());
  const auto flag = body->value("hasCxEssentials", Json(false));
  if (!flag.is_boolean()) return refuse(400, "hasCxEssentials must be true or false.");
  const bool customer_assist = flag.get<bool>() && call.world.quirks.bulk_knows_tier;
  const auto tier = customer_assist ? Tier::customer_assist : Tier::basic;
  const auto named = named_supervisors(call, *body, tier);
  if (!named) return std::unexpected(named.error());
  for (const auto& uuid : *named) carry_out(call, {tier, uuid}, {});
  return no_content();
}

}  // namespace muster::simulators::webex
