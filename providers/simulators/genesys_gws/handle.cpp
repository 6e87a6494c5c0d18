#include "providers/simulators/genesys_gws/handle.h"

#include <algorithm>
#include <array>
#include <span>
#include <utility>

#include <fmt/core.h>

#include "providers/simulators/genesys_gws/answer.h"
#include "providers/simulators/genesys_gws/resources.h"
#include "providers/simulators/genesys_gws/session.h"

namespace muster::simulators::gws {
namespace {

struct Route {
  std::string_view path;  // {…} stands for any one segment
  Answer (*resource)(Call&);
  bool needs_sign_in = true;
};

constexpr std::array<Route, 15> kRoutes{{
    {"/users/{id}", user},
    {"/users", users},
    {"/me", me},
    {"/diagnostics/version", version, false},
    {"/features", features},
    {"/system/features", system_features},
    {"/me/devices", my_devices},
    {"/users/{id}/devices", user_devices},
    {"/users/{id}/devices/{device}", user_device},
    {"/users/{id}/skills", user_skills},
    {"/users/{id}/skills/{skill}", user_skill},
    {"/devices", devices},
    {"/devices/{id}", device},
    {"/skills", skills},
    {"/skills/{id}", skill},
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

const Route* find_route(std::span<const std::string> segments) {
  const auto found =
      std::find_if(kRoutes.begin(), kRoutes.end(), [&](const Route& route) { return matches(route.path, segments); });
  return found == kRoutes.end() ? nullptr : &*found;
}

// The target below the base path, which is served under the container's own prefix as well.
std::optional<std::string_view> below_base(const World& world, std::string_view target) {
  constexpr std::string_view kContext = "/cloud-web";
  if (target.starts_with(kContext)) target.remove_prefix(kContext.size());
  if (!target.starts_with(world.quirks.base_path)) return std::nullopt;
  target.remove_prefix(world.quirks.base_path.size());
  const bool whole = target.empty() || target.front() == '/' || target.front() == '?';
  return whole ? std::optional(target) : std::nullopt;
}

void count(World& world, net::Method method, std::string_view path) {
  ++world.answers;
  ++world.requests[fmt::format("{} {}", net::to_text(method), path)];
}

net::HttpResponse finished(const World& world, Answer answer) {
  return answer ? std::move(*answer) : failure(world, answer.error());
}

net::HttpResponse signed_in(Call& call, const Route& route) {
  auto entry = sign_in(call.world, call.request, call.now);
  call.caller_id = entry.caller_id;
  auto response = entry.refused ? std::move(*entry.refused) : finished(call.world, route.resource(call));
  for (const auto& [name, value] : entry.headers.all()) response.headers.add(name, value);
  return response;
}

}  // namespace

net::HttpResponse handle(World& world, const net::HttpRequest& request, engine::WallTime now) {
  const auto below = below_base(world, request.target);
  Call call{world, request, now, parse_target(below.value_or("")), {}};
  const Route* route = below ? find_route(call.target.segments) : nullptr;
  count(world, request.method, route == nullptr ? "other" : route->path);
  if (!below) return html_error(404, "Not Found");
  if (route == nullptr) return failure(world, {404, code::kNotFound, "Invalid operation.", false});
  if (!route->needs_sign_in) return finished(world, route->resource(call));
  return signed_in(call, *route);
}

}  // namespace muster::simulators::gws
