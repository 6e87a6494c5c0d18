#include "providers/simulators/ameyo/vendor_faults.h"

#include "providers/simulators/ameyo/answer.h"
#include "providers/simulators/ameyo/handle.h"

namespace muster::simulators::ameyo {
namespace {

using Played = std::optional<net::HttpResponse>;

bool names_collection(const net::HttpRequest& request) { return request.target.find("/getAll") != std::string::npos; }

bool is_login(const net::HttpRequest& request) {
  return request.target.ends_with("/userLogin") || request.target.ends_with("/userLogin/login");
}

net::HttpResponse command_error(const World& world, const net::HttpRequest& request) {
  Refusal refusal{512, 99999, "CommandExecution.failed.please.try.again", "", is_login(request)};
  return failure(world.quirks, refusal);
}

Played expired(World& world, const net::HttpRequest& request, engine::WallTime now) {
  const auto ended =
      std::erase_if(world.sessions, [&](const auto& entry) { return entry.second.user == world.account; });
  return ended == 0 ? std::nullopt : Played(handle(world, request, now));
}

Played play(World& world, const EditSettings& edits, FaultKind kind, const net::HttpRequest& request,
            engine::WallTime now, Draw& draw) {
  switch (kind) {
    case FaultKind::collection_not_found:
      if (!names_collection(request)) return std::nullopt;
      return failure(world.quirks, not_found().error());
    case FaultKind::session_expired:
      return expired(world, request, now);
    case FaultKind::vendor_error_before:
      return command_error(world, request);
    case FaultKind::vendor_error_after:
      if (request.method == net::Method::get) return std::nullopt;
      (void)handle(world, request, now);
      return command_error(world, request);
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

}  // namespace muster::simulators::ameyo
