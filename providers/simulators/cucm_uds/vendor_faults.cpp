#include "providers/simulators/cucm_uds/vendor_faults.h"

#include "providers/simulators/cucm_uds/answer.h"
#include "providers/simulators/cucm_uds/handle.h"
#include "providers/simulators/target.h"

namespace muster::simulators::cucm_uds {
namespace {

using Played = std::optional<net::HttpResponse>;

net::HttpResponse server_error(World& world, const net::HttpRequest& request, engine::WallTime now) {
  Call call{world, request, now, parse_target(request.target)};
  return failure(call, {500, "An internal exception happened."});
}

// Lists come in one piece: the directory alone has pages, and it alone can lose or repeat them.
Played wrong_page(World& world, FaultKind kind, net::HttpRequest request, engine::WallTime now) {
  const auto start = parse_target(request.target).number("start").value_or(0);
  if (request.method != net::Method::get || start == 0 || !request.target.starts_with("/cucm-uds/users")) {
    return std::nullopt;
  }
  const auto shown_start = kind == FaultKind::repeated_page && start > 64 ? start - 64 : 0;
  request.target = with_parameter(request.target, "start", std::to_string(shown_start));
  return handle(world, request, now);
}

bool names_collection(const net::HttpRequest& request) {
  const auto segments = parse_target(request.target).segments;
  return request.method == net::Method::get && segments.size() > 3 && segments.back().ends_with("s");
}

Played play(World& world, const EditSettings& edits, FaultKind kind, const net::HttpRequest& request,
            engine::WallTime now, Draw& draw) {
  switch (kind) {
    case FaultKind::repeated_page:
    case FaultKind::ignored_offset:
      return wrong_page(world, kind, request, now);
    case FaultKind::collection_not_found:
      if (!names_collection(request)) return std::nullopt;
      return net::HttpResponse(404, "");
    case FaultKind::session_expired:
      if (world.sessions.empty()) return std::nullopt;
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

}  // namespace muster::simulators::cucm_uds
