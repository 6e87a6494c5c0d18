#include "providers/simulators/uccx/vendor_faults.h"

#include <fmt/core.h>

#include "providers/simulators/target.h"
#include "providers/simulators/uccx/answer.h"
#include "providers/simulators/uccx/handle.h"
#include "providers/simulators/uccx/pages.h"

namespace muster::simulators::uccx {
namespace {

using Played = std::optional<net::HttpResponse>;

bool is_api(const net::HttpRequest& request) { return request.target.starts_with("/adminapi/"); }

bool names_collection(const net::HttpRequest& request) {
  const auto path = std::string_view(request.target).substr(0, request.target.find('?'));
  return path == "/adminapi/team" || path == "/adminapi/resource";
}

net::HttpResponse server_error(World& world, const net::HttpRequest& request, engine::WallTime now) {
  if (!is_api(request)) return page(world, 200, "Error", "<H1>Server is busy. Try again later.</h1>");
  const Call call{world, request, now, parse_target(request.target)};
  return failure(call, {500, "InternalServerError", "The server has an error.", "ServerError"});
}

// A page of the list of users that is another than was asked for.
Played wrong_page(World& world, FaultKind kind, net::HttpRequest request, engine::WallTime now) {
  const auto page_number = parse_target(request.target).number("pageNo").value_or(1);
  if (request.method != net::Method::get || page_number < 2) return std::nullopt;
  const auto shown_number = kind == FaultKind::repeated_page ? page_number - 1 : 1;
  request.target = with_parameter(request.target, "pageNo", fmt::format("{}", shown_number));
  return handle(world, request, now);
}

Played play(World& world, const EditSettings& edits, FaultKind kind, const net::HttpRequest& request,
            engine::WallTime now, Draw& draw) {
  switch (kind) {
    case FaultKind::repeated_page:
    case FaultKind::ignored_offset:
      return wrong_page(world, kind, request, now);
    case FaultKind::collection_not_found:
      if (!names_collection(request)) return std::nullopt;
      return page(world, 404, "Not Found", "<h1>HTTP Status 404 - Not Found</h1>");
    case FaultKind::session_expired:
      if (is_api(request) || world.sessions.empty()) return std::nullopt;
      world.sessions.clear();
      return handle(world, request, now);
    case FaultKind::vendor_error_before:
      return server_error(world, request, now);
    case FaultKind::vendor_error_after:
      if (request.method == net::Method::get) return std::nullopt;
      (void)handle(world, request, now);
      return server_error(world, request, now);
    case FaultKind::second_administrator:
      if (!edit_at_random(world, now, draw, edits)) return std::nullopt;
      return handle(world, request, now);
    default:
      return std::nullopt;
  }
}

}  // namespace

VendorFault vendor_faults(World& world, const EditSettings& edits) {
  return [&world, &edits](FaultKind kind, const net::HttpRequest& request, engine::WallTime now, Draw& draw) {
    return play(world, edits, kind, request, now, draw);
  };
}

}  // namespace muster::simulators::uccx
