#include "providers/simulators/uccx/handle.h"

#include <fmt/core.h>

#include "providers/simulators/uccx/admin_api.h"
#include "providers/simulators/uccx/app_admin.h"
#include "providers/simulators/uccx/attacks.h"
#include "providers/simulators/uccx/pages.h"
#include "providers/simulators/uccx/sessions.h"

namespace muster::simulators::uccx {
namespace {

// "/adminapi/team/{id}", "/appadmin/LDAPSetup ldapsetup.userupdate".
std::string counted_path(const Call& call) {
  const auto& segments = call.target.segments;
  if (segments.size() < 2) return "/";
  if (segments[0] == "adminapi") {
    return fmt::format("/adminapi/{}{}", segments[1], segments.size() > 2 ? "/{id}" : "");
  }
  const auto parameters = parameters_of(call);
  const auto type = parameters.parameter("request_type");
  return type ? fmt::format("/{}/{} {}", segments[0], segments[1], *type)
              : fmt::format("/{}/{}", segments[0], segments[1]);
}

net::HttpResponse answer(Call& call) {
  const auto& segments = call.target.segments;
  const auto first = segments.empty() ? std::string_view("appadmin") : std::string_view(segments.front());
  if (first == "adminapi") return admin_api(call);
  if (first == "appadmin") return app_admin(call);
  return page(call.world, 404, "Not Found", "<h1>HTTP Status 404 - Not Found</h1>");
}

}  // namespace

net::HttpResponse handle(World& world, const net::HttpRequest& request, engine::WallTime now) {
  Call call{world, request, now, parse_target(request.target)};
  ++world.requests[fmt::format("{} {}", net::to_text(request.method), counted_path(call))];
  auto response = answer(call);
  const bool spoils = world.quirks.attack == Attack::invalid_utf8 && !response.body.empty();
  if (spoils) response.body = spoiled(std::move(response.body));
  return response;
}

}  // namespace muster::simulators::uccx
