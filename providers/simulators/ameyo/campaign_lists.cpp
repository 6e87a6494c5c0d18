#include "providers/simulators/ameyo/answer.h"
#include "providers/simulators/ameyo/listing.h"
#include "providers/simulators/ameyo/resources.h"
#include "providers/simulators/ameyo/roles.h"

namespace muster::simulators::ameyo {
namespace {

using Json = nlohmann::json;

// The id of a user in a campaign, and of that user in its queue.
int campaign_user_id(int campaign, const User& user) { return campaign * 100'000 + user.cc_user_id; }

Json campaign_user(const World& world, int id, const Campaign& campaign, const User& user) {
  return {{"campaignUserId", campaign_user_id(id, user)},
          {"campaignId", id},
          {"ccUserId", user.cc_user_id},
          {"userId", user.id},
          {"privilegePlanId", privilege_plan(world, user.type)},
          {"processId", campaign.process},
          {"processUserId", campaign.process * 100'000 + user.cc_user_id},
          {"assigned", true}};
}

Json campaign_json(int id, const Campaign& campaign) {
  return {{"campaignId", id},  {"campaignName", campaign.name}, {"campaignType", campaign.type},
          {"description", ""}, {"processId", campaign.process}, {"contactCenterId", kCenter}};
}

Accepted<int> asked_campaign(const Call& call) {
  const auto id = call.target.number("campaignId");
  if (!id) return missing("campaignId");
  if (!call.world.campaigns.contains(static_cast<int>(*id))) return command_failed("campaign.not.found");
  return static_cast<int>(*id);
}

// The campaign that the queue belongs to.
std::optional<int> campaign_of_queue(const World& world, int queue) {
  for (const auto& [id, campaign] : world.campaigns) {
    if (campaign.queues.contains(queue)) return id;
  }
  return std::nullopt;
}

}  // namespace

Answer list_processes(Call& call) {
  Json items = Json::array();
  for (const auto& [id, name] : call.world.processes) {
    items.push_back({{"processId", id}, {"processName", name}, {"description", ""}, {"processType", "Voice"}});
  }
  return listing(call, std::move(items));
}

Answer list_campaigns(Call& call) {
  Json items = Json::array();
  for (const auto& [id, campaign] : call.world.campaigns) items.push_back(campaign_json(id, campaign));
  return listing(call, std::move(items));
}

Answer list_campaign_users(Call& call) {
  const auto id = asked_campaign(call);
  if (!id) return std::unexpected(id.error());
  Json items = Json::array();
  for (const auto& [number, user] : call.world.users) {
    if (user.removed || !user.campaigns.contains(*id)) continue;
    items.push_back(campaign_user(call.world, *id, call.world.campaigns.at(*id), user));
  }
  return listing(call, std::move(items));
}

Answer list_queues(Call& call) {
  const auto id = asked_campaign(call);
  if (!id) return std::unexpected(id.error());
  Json items = Json::array();
  for (const auto& [queue, name] : call.world.campaigns.at(*id).queues) {
    items.push_back({{"agentQueueId", queue}, {"queueName", name}, {"queueType", "AGENT"}, {"campaignId", *id}});
  }
  return listing(call, std::move(items));
}

Answer list_queue_users(Call& call) {
  const auto queue = call.target.number("agentQueueId");
  if (!queue) return missing("agentQueueId");
  const auto campaign = campaign_of_queue(call.world, static_cast<int>(*queue));
  if (!campaign) return command_failed("agent.queue.not.found");
  Json items = Json::array();
  for (const auto& [number, user] : call.world.users) {
    if (user.removed || !user.campaigns.contains(*campaign)) continue;
    const int id = campaign_user_id(*campaign, user);
    items.push_back({{"agentQueueUserId", id + 1}, {"campaignUserId", id}, {"userId", user.id}});
  }
  return listing(call, std::move(items));
}

// An unknown user, or one without campaigns, is an error.
Answer list_campaigns_of_user(Call& call) {
  const User* user = call.world.find_user(call.target.parameter("userId").value_or(""));
  if (user == nullptr) return command_failed("user.not.found");
  if (user->campaigns.empty()) return command_failed("user.not.assigned.to.any.campaign");
  Json items = Json::array();
  for (const int id : user->campaigns) {
    auto shown = campaign_json(id, call.world.campaigns.at(id));
    shown["processId"] = nullptr;
    shown["contactCenterId"] = nullptr;
    items.push_back(std::move(shown));
  }
  return listing(call, std::move(items));
}

}  // namespace muster::simulators::ameyo
