#include "providers/simulators/webex/handle.h"

#include <algorithm>
#include <array>
#include <span>
#include <utility>

#include <fmt/core.h>

#include "providers/simulators/webex/answer.h"
#include "providers/simulators/webex/hydra.h"
#include "providers/simulators/webex/resources.h"
#include "providers/simulators/webex/session.h"

namespace muster::simulators::webex {
namespace {

constexpr std::string_view kNoScope;
constexpr std::string_view kTelephony = "spark-admin:telephony_config";
constexpr std::string_view kPeople = "spark-admin:people";
constexpr std::string_view kScim = "/identity/scim/{org}/v2/Users/{id}";

// A scope is followed by "_read" or "_write" as the method wants.
struct Route {
  std::string_view path;  // {…} stands for any one segment
  Answer (*resource)(Call&);
  std::string_view scope;
  Right writing = Right::write_supervisors;
};

constexpr std::array<Route, 12> kRoutes{{
    {"/access_token", access_token, kNoScope},
    {"/people/me", me, kNoScope, Right::anybody},
    {"/people", people, kPeople, Right::write_people},
    {"/people/{id}", person, kPeople, Right::write_people},
    {"/roles", roles, "spark-admin:roles"},
    {"/roles/{id}", role, "spark-admin:roles"},
    {"/licenses", licences, "spark-admin:licenses"},
    {"/telephony/config/supervisors/availableSupervisors", available_supervisors, kTelephony},
    {"/telephony/config/supervisors/availableAgents", available_agents, kTelephony},
    {"/telephony/config/supervisors", supervisors, kTelephony},
    {"/telephony/config/supervisors/{id}", supervisor, kTelephony},
    {kScim, scim_user, "identity:people", Right::write_people},
}};

bool matches(std::string_view path, std::span<const std::string> segments) {
  for (const auto& segment : segments) {
    if (path.empty()) return false;
    path.remove_prefix(1);
    const auto part = path.substr(0, path.find('/'));
    if (!part.starts_with('{') && part != segment) return false;
    path.remove_prefix(part.size());
  }
  return path.empty();
}

// SCIM lies beside the base path, everything else below it.
std::optional<std::string_view> below_base(const World& world, std::string_view target) {
  if (target.starts_with("/identity/scim/")) return target;
  if (!target.starts_with(world.quirks.base_path)) return std::nullopt;
  target.remove_prefix(world.quirks.base_path.size());
  return target.starts_with('/') && !target.starts_with("/identity/") ? std::optional(target) : std::nullopt;
}

const Route* find_route(std::span<const std::string> segments) {
  const auto found =
      std::find_if(kRoutes.begin(), kRoutes.end(), [&](const Route& route) { return matches(route.path, segments); });
  return found == kRoutes.end() ? nullptr : &*found;
}

void count(World& world, net::Method method, std::string_view path) {
  ++world.answers;
  ++world.requests[fmt::format("{} {}", net::to_text(method), path)];
}

std::string scope_of(const Route& route, bool reading) {
  if (route.scope.empty()) return {};
  if (route.path == kScim) return fmt::format("{}_{}", route.scope, reading ? "read" : "rw");
  return fmt::format("{}_{}", route.scope, reading ? "read" : "write");
}

// orgId matters to partners only; the organisation of another is nobody's business.
Accepted<void> own_org(const Call& call) {
  const auto given = call.target.parameter("orgId");
  if (!given || *given == call.world.org || tail_of(*given) == call.world.org) return {};
  return refuse(403, "The caller may not see that organisation.");
}

Answer served(Call& call, const Route& route) {
  if (route.resource == &access_token) return access_token(call);
  auto caller = caller_of(call.world, call.request, call.now);
  if (!caller) return std::unexpected(caller.error());
  call.caller = *std::move(caller);
  const bool reading = call.is(net::Method::get);
  const auto right = reading && route.writing != Right::anybody ? Right::read : route.writing;
  if (auto allowed = permitted(call, scope_of(route, reading), right); !allowed) {
    return std::unexpected(allowed.error());
  }
  if (auto own = own_org(call); !own) return std::unexpected(own.error());
  return route.resource(call);
}

}  // namespace

net::HttpResponse handle(World& world, const net::HttpRequest& request, engine::WallTime now) {
  const auto below = below_base(world, request.target);
  Call call{world, request, now, parse_target(below.value_or("")), {}};
  const Route* route = below ? find_route(call.target.segments) : nullptr;
  count(world, request.method, route == nullptr ? "other" : route->path);
  auto answer = route == nullptr ? Answer(std::unexpected(no_such("requested resource"))) : served(call, *route);
  auto response = answer ? std::move(*answer) : failure(world, request, answer.error());
  add_tracking(world, request, response);
  return response;
}

}  // namespace muster::simulators::webex
