#include "providers/simulators/ameyo/handle.h"

#include <algorithm>
#include <array>

#include <fmt/core.h>

#include "providers/simulators/ameyo/answer.h"
#include "providers/simulators/ameyo/attacks.h"
#include "providers/simulators/ameyo/resources.h"
#include "providers/simulators/ameyo/session.h"

namespace muster::simulators::ameyo {
namespace {

enum class Needs : std::uint8_t { nothing, session, administrator };

struct Route {
  net::Method method;
  std::string_view path;  // "{id}" is any segment
  Answer (*answer)(Call&);
  Needs needs;
};

using enum net::Method;

// clang-format off
constexpr std::array kRoutes{
    Route{post, "/session/userLogin", documented_login, Needs::nothing},
    Route{post, "/userLogin/login", client_login, Needs::nothing},
    Route{post, "/session/keepAliveWithPingPush", keep_alive, Needs::session},
    Route{post, "/session/refreshToken", refresh_token, Needs::session},
    Route{post, "/session/userLogout", log_out, Needs::session},
    Route{post, "/session/terminateAllSessionsForUser", terminate_sessions, Needs::administrator},
    Route{get, "/session/getPasswordPolicyForUser", password_policy, Needs::session},
    Route{get, "/cc/contactCenterUsers/getAllContactCenterUsers", list_center_users, Needs::session},
    Route{post, "/cc/contactCenterUsers", create_center_user, Needs::administrator},
    Route{put, "/cc/contactCenterUsers/{id}", update_center_user, Needs::administrator},
    Route{put, "/cc/contactCenterUsers", update_center_user, Needs::administrator},
    Route{del, "/user/users/{id}", delete_user, Needs::administrator},
    Route{del, "/cc/removeUser", take_from_center, Needs::administrator},
    Route{get, "/cc/contactCenterHierarchy/getAllUsers", list_all_users, Needs::administrator},
    Route{get, "/cc/contactCenters/getAllContactCenters", list_centers, Needs::session},
    Route{get, "/group/getAllAvailableGroups", list_groups, Needs::session},
    Route{get, "/cc/usergroup/getAllContactCenterUserGroupsOfContactCenter", list_center_groups, Needs::session},
    Route{get, "/group/isGroupHierarchyLicenseEnabled", hierarchy_licence, Needs::session},
    Route{post, "/group/validateAndCreateGroup", create_user_group, Needs::administrator},
    Route{post, "/group/userGroupModifyAPI", modify_user_group, Needs::administrator},
    Route{del, "/group/deleteContactCenterUserGroup", delete_user_group, Needs::administrator},
    Route{get, "/cc/processes/getAllProcesses", list_processes, Needs::session},
    Route{get, "/cc/processes/getAssigned", list_processes, Needs::session},
    Route{get, "/cc/campaigns/getAllCampaigns", list_campaigns, Needs::session},
    Route{get, "/cc/campaigns/getAssigned", list_campaigns, Needs::session},
    Route{get, "/cc/campaignUsers/getByCampaign", list_campaign_users, Needs::session},
    Route{get, "/cc/agentQueues/getByCampaign", list_queues, Needs::session},
    Route{get, "/cc/agentQueueUsers/getByAgentQueue", list_queue_users, Needs::session},
    Route{get, "/cc/hybrid/campaigns/getAssignedByUserId", list_campaigns_of_user, Needs::session},
};
// clang-format on

bool leads_to(std::string_view path, const std::vector<std::string>& segments) {
  const auto parts = split(path.substr(1), '/');
  return std::ranges::equal(parts, segments,
                            [](const auto& part, const auto& segment) { return part == "{id}" || part == segment; });
}

const Route* find_route(const Call& call) {
  const auto found = std::ranges::find_if(kRoutes, [&](const Route& route) {
    return route.method == call.request.method && leads_to(route.path, call.target.segments);
  });
  return found == kRoutes.end() ? nullptr : &*found;
}

bool is_known_path(const Call& call) {
  return std::ranges::any_of(kRoutes, [&](const Route& route) { return leads_to(route.path, call.target.segments); });
}

Answer routed(Call& call, const Route& route) {
  if (route.needs == Needs::nothing) return route.answer(call);
  if (auto attack = attack_on_everything(call.world.quirks.attack)) return std::move(*attack);
  if (auto refused = refused_session(call)) return std::move(*refused);
  const User* user = call.world.find_user(call.account);
  const bool administers = user != nullptr && user->type == kAdministrator;
  if (route.needs == Needs::administrator && !administers) return command_failed("user.not.authorized");
  return route.answer(call);
}

Answer answer(Call& call) {
  const Route* route = find_route(call);
  const auto name = route == nullptr ? std::string_view("other") : route->path;
  ++call.world.requests[fmt::format("{} {}", net::to_text(call.request.method), name)];
  if (call.world.quirks.starting_answers > 0) {
    --call.world.quirks.starting_answers;
    return page(200, "Please wait", "The server is starting. Try again in a few minutes.");
  }
  if (route != nullptr) return routed(call, *route);
  if (is_known_path(call)) return wrong_method();
  return not_found();
}

net::HttpResponse answered(World& world, const net::HttpRequest& request, engine::WallTime now) {
  const std::string_view target = request.target;
  if (!target.starts_with(kBasePath)) return page(404, "HTTP Status 404", "");
  Call call{world, request, now, parse_target(target.substr(kBasePath.size())), "", ""};
  auto made = answer(call);
  return made ? std::move(*made) : failure(world.quirks, made.error());
}

}  // namespace

net::HttpResponse handle(World& world, const net::HttpRequest& request, engine::WallTime now) {
  auto response = answered(world, request, now);
  const bool spoils = world.quirks.attack == Attack::invalid_utf8 && !response.body.empty();
  if (spoils) response.body = spoiled(std::move(response.body));
  return response;
}

}  // namespace muster::simulators::ameyo
