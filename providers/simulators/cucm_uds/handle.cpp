#include "providers/simulators/cucm_uds/handle.h"

#include <algorithm>
#include <array>

#include <fmt/core.h>

#include "providers/simulators/cucm_uds/answer.h"
#include "providers/simulators/cucm_uds/api.h"
#include "providers/simulators/cucm_uds/attacks.h"
#include "providers/simulators/cucm_uds/sign_in.h"

namespace muster::simulators::cucm_uds {
namespace {

// What an identifier follows in a path.
constexpr std::array<std::string_view, 8> kNamesOne{
    "user",        "device", "extension", "remoteDestination", "speedDial", "subscribedService", "subscribedServices",
    "phoneService"};

// "/user/{id}/device/{id}/extensions".
std::string counted_path(const Call& call) {
  std::string path;
  bool is_id = false;
  for (const auto& segment : call.target.segments) {
    path.append("/").append(is_id ? "{id}" : segment);
    is_id = !is_id && std::ranges::count(kNamesOne, segment) != 0;
  }
  return path.empty() ? "/" : path;
}

Answer with_sign_in(Call& call, Answer (*answer)(Call&)) {
  const auto signed_in = sign_in(call);
  return signed_in ? answer(call) : std::unexpected(signed_in.error());
}

Answer of_user(Call& call) {
  const auto owns = owns_path(call, call.target.segments[1]);
  if (!owns) return std::unexpected(owns.error());
  call.rest.assign(call.target.segments.begin() + 2, call.target.segments.end());
  return user_resource(call);
}

Answer below_options(Call& call) {
  if (call.rest.empty()) return all_options(call);
  if (call.rest.front() == "userPolicy") return with_sign_in(call, user_policy);
  return call.rest.size() == 1 ? one_option(call) : not_found();
}

Answer public_resource(Call& call, std::string_view first) {
  if (call.is_write()) return wrong_method(call);
  if (first == "version") return version(call);
  if (first == "servers") return servers(call);
  if (first == "clusterUser") return cluster_user(call);
  if (first == "users") return call.quirks().users_need_sign_in ? with_sign_in(call, users) : users(call);
  if (first == "options") return below_options(call);
  if (first == "phoneServices") return phone_services(call);
  if (first == "phoneService" && call.rest.size() == 1) return phone_service(call);
  const bool is_old_list = first == "installedLocales" || first == "timeZones" || first == "models";
  if (!is_old_list) return not_found();
  call.rest = {std::string(first)};
  return one_option(call);
}

Answer resource(Call& call) {
  const auto& segments = call.target.segments;
  if (segments.empty()) return not_found();
  if (segments[0] == "user" && segments.size() > 1) return with_sign_in(call, of_user);
  call.rest.assign(segments.begin() + 1, segments.end());
  return public_resource(call, segments[0]);
}

net::HttpResponse answer(Call& call) {
  const auto result = resource(call);
  auto response = net::HttpResponse{};
  if (result) {
    response = *result;
  } else if (result.error().status == 401) {
    return unauthorised();
  } else {
    response = result.error().status == 503 ? overloaded(call.quirks()) : failure(call, result.error());
  }
  set_cookies(call, response);
  return response;
}

}  // namespace

net::HttpResponse handle(World& world, const net::HttpRequest& request, engine::WallTime now) {
  Call call{world, request, now, parse_target(request.target)};
  auto& segments = call.target.segments;
  const bool is_uds = !segments.empty() && segments.front() == "cucm-uds";
  if (is_uds) segments.erase(segments.begin());
  ++world.requests[fmt::format("{} {}", net::to_text(request.method), counted_path(call))];
  ++world.answers;
  if (world.quirks.attack == Attack::login_page) return login_page();
  if (!is_uds) return failure(call, {404, "The resource is not there."});
  if (world.answers <= world.quirks.overloaded_answers) return overloaded(world.quirks);
  auto response = answer(call);
  const bool attacks = world.quirks.attack != Attack::none && response.status == 200 && !call.is_write();
  if (attacks) response.body = attacked(world.quirks.attack, std::move(response.body));
  return response;
}

}  // namespace muster::simulators::cucm_uds
