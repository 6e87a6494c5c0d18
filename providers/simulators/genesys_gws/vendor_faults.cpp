#include "providers/simulators/genesys_gws/vendor_faults.h"

#include <algorithm>
#include <array>

#include <fmt/core.h>

#include "providers/simulators/genesys_gws/answer.h"
#include "providers/simulators/genesys_gws/handle.h"
#include "providers/simulators/target.h"

namespace muster::simulators::gws {
namespace {

using Played = std::optional<net::HttpResponse>;

bool names_collection(const net::HttpRequest& request) {
  return std::string_view(request.target).substr(0, request.target.find('?')).ends_with("/users");
}

Played with(World& world, net::HttpRequest request, engine::WallTime now, std::string target) {
  request.target = std::move(target);
  return handle(world, request, now);
}

Played spoil_listing(World& world, FaultKind kind, const net::HttpRequest& request, engine::WallTime now, Draw& draw) {
  if (request.method != net::Method::get || !names_collection(request)) return std::nullopt;
  const auto target = parse_target(request.target);
  const auto offset = target.number("offset").value_or(0);
  const auto limit = target.number("limit").value_or(10);
  if (kind == FaultKind::short_page) {
    const auto shorter = 1 + draw.below(std::max<std::size_t>(limit, 2) - 1);
    return with(world, request, now, with_parameter(request.target, "limit", fmt::format("{}", shorter)));
  }
  if (offset == 0) return std::nullopt;
  const auto earlier = kind == FaultKind::repeated_page && offset > limit ? offset - limit : 0;
  return with(world, request, now,
              with_parameter(request.target, "offset", earlier == 0 ? "" : fmt::format("{}", earlier)));
}

// "Unable to retrieve, create, delete, update", or an internal error.
int error_code(net::Method method, Draw& draw) {
  if (draw.below(2) == 0) return code::kInternal;
  switch (method) {
    case net::Method::get:
      return 12;
    case net::Method::post:
      return 13;
    case net::Method::del:
      return 14;
    default:
      return 15;
  }
}

Played not_finished(World& world, const net::HttpRequest& request, engine::WallTime now) {
  if (request.method == net::Method::get) return std::nullopt;
  const auto response = handle(world, request, now);
  if (response.status >= 300) return response;
  return failure(world, {200, 9, "Processing of the operation is incomplete.", false});
}

Played play(World& world, const EditSettings& edits, FaultKind kind, const net::HttpRequest& request,
            engine::WallTime now, Draw& draw) {
  switch (kind) {
    case FaultKind::short_page:
    case FaultKind::repeated_page:
    case FaultKind::ignored_offset:
      return spoil_listing(world, kind, request, now, draw);
    case FaultKind::collection_not_found:
      if (!names_collection(request)) return std::nullopt;
      return failure(world, {404, code::kNotFound, "The resource was not found.", false});
    case FaultKind::session_expired:
      world.sessions.clear();
      return handle(world, request, now);
    case FaultKind::vendor_error_before:
      return failure(world, {500, error_code(request.method, draw), "The operation failed.", false});
    case FaultKind::vendor_error_after:
      return not_finished(world, request, now);
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

}  // namespace muster::simulators::gws
