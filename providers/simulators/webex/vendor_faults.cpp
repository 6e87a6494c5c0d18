#include "providers/simulators/webex/vendor_faults.h"

#include <algorithm>
#include <array>

#include <fmt/core.h>

#include "providers/simulators/target.h"
#include "providers/simulators/webex/answer.h"
#include "providers/simulators/webex/handle.h"

namespace muster::simulators::webex {
namespace {

using Played = std::optional<net::HttpResponse>;

std::string_view path_of(const net::HttpRequest& request) {
  return std::string_view(request.target).substr(0, request.target.find('?'));
}

bool is_supervisors(const net::HttpRequest& request) {
  return path_of(request).find("/telephony/config/supervisors") != std::string_view::npos;
}

// A list that is read page by page.
bool is_listing(const net::HttpRequest& request) {
  return request.method == net::Method::get && (is_supervisors(request) || path_of(request).ends_with("/people"));
}

net::HttpResponse failed(World& world, const net::HttpRequest& request, const Refusal& refusal) {
  auto response = failure(world, request, refusal);
  add_tracking(world, request, response);
  return response;
}

Played with(World& world, net::HttpRequest request, engine::WallTime now, std::string target) {
  request.target = std::move(target);
  return handle(world, request, now);
}

// A shorter page than was asked for: the server's right, as it says where to go on.
Played shorter_page(World& world, const net::HttpRequest& request, engine::WallTime now, Draw& draw) {
  const auto asked = parse_target(request.target).number("max").value_or(100);
  const auto shorter = 1 + draw.below(std::max<std::size_t>(asked, 2) - 1);
  return with(world, request, now, with_parameter(request.target, "max", fmt::format("{}", shorter)));
}

Played from_the_start(World& world, const net::HttpRequest& request, engine::WallTime now) {
  const auto target = parse_target(request.target);
  const bool first = target.number("start").value_or(0) == 0 && !target.parameter("cursor");
  if (first) return std::nullopt;
  return with(world, request, now, with_parameter(with_parameter(request.target, "start", ""), "cursor", ""));
}

Played one_page_back(World& world, const net::HttpRequest& request, engine::WallTime now) {
  const auto target = parse_target(request.target);
  const auto start = target.number("start").value_or(0);
  const auto page = target.number("max").value_or(100);
  if (start <= page) return from_the_start(world, request, now);
  return with(world, request, now, with_parameter(request.target, "start", fmt::format("{}", start - page)));
}

Played ended_token(World& world, const net::HttpRequest& request, engine::WallTime now) {
  if (path_of(request).ends_with("/access_token")) return std::nullopt;
  std::erase_if(world.tokens, [](const auto& token) { return token.second.expires != engine::WallTime::max(); });
  auto unsigned_request = request;
  unsigned_request.headers.set("Authorization", "Bearer ended");
  return handle(world, unsigned_request, now);
}

// 409, 423 and the like, none of it carried out.
Played vendor_error(World& world, const net::HttpRequest& request, Draw& draw) {
  constexpr std::array<int, 5> kStatuses{423, 428, 500, 503, 504};
  const int status = kStatuses[draw.below(kStatuses.size())];
  auto response = failed(world, request, {status, 0, "The request could not be carried out; try it again later."});
  if (status == 423) response.headers.add("Retry-After", "rand(30),add(30)");  // seen on the real site
  return response;
}

Played not_finished(World& world, const net::HttpRequest& request, engine::WallTime now) {
  if (request.method == net::Method::get || path_of(request).ends_with("/access_token")) return std::nullopt;
  const auto response = handle(world, request, now);
  if (response.status >= 300) return response;
  return failed(world, request, {504, 0, "An upstream server failed to respond on time."});
}

Played spoil_listing(World& world, FaultKind kind, const net::HttpRequest& request, engine::WallTime now, Draw& draw) {
  if (!is_listing(request)) return std::nullopt;
  if (kind == FaultKind::short_page) return shorter_page(world, request, now, draw);
  return kind == FaultKind::repeated_page ? one_page_back(world, request, now) : from_the_start(world, request, now);
}

Played play(World& world, const EditSettings& edits, FaultKind kind, const net::HttpRequest& request,
            engine::WallTime now, Draw& draw) {
  switch (kind) {
    case FaultKind::short_page:
    case FaultKind::repeated_page:
    case FaultKind::ignored_offset:
      return spoil_listing(world, kind, request, now, draw);
    case FaultKind::collection_not_found:
      if (!is_listing(request)) return std::nullopt;
      return failed(world, request, {404, 0, "The requested resource was not found."});
    case FaultKind::session_expired:
      return ended_token(world, request, now);
    case FaultKind::vendor_error_before:
      return vendor_error(world, request, draw);
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

}  // namespace muster::simulators::webex
