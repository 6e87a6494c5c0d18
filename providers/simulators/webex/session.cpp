#include "providers/simulators/webex/session.h"

#include <algorithm>
#include <array>

#include <fmt/core.h>

namespace muster::simulators::webex {
namespace {

constexpr std::array<std::string_view, 4> kReaders{"id_full_admin", "id_user_admin", "id_readonly_admin",
                                                   "id_location_admin"};

bool holds_right(const Person& person, Right right) {
  switch (right) {
    case Right::anybody:
      return true;
    case Right::read:
      return std::any_of(kReaders.begin(), kReaders.end(), [&](auto role) { return person.has_role(role); });
    case Right::write_people:
      return person.has_role("id_full_admin") || person.has_role("id_user_admin");
    case Right::write_supervisors:
      break;
  }
  return person.has_role("id_full_admin");
}

}  // namespace

Accepted<std::string> caller_of(const World& world, const net::HttpRequest& request, engine::WallTime now) {
  constexpr std::string_view kBearer = "Bearer ";
  const auto given = request.headers.find("Authorization");
  if (!given || !given->starts_with(kBearer)) return refuse(401, "The request needs an access token.");
  const auto token = world.tokens.find(given->substr(kBearer.size()));
  const bool valid =
      token != world.tokens.end() && now < token->second.expires && world.people.find(token->second.person) != nullptr;
  if (!valid) return refuse(401, "The access token is expired or not valid.");
  return token->second.person;
}

Accepted<void> permitted(const Call& call, std::string_view scope, Right right) {
  if (call.world.quirks.missing_scopes.contains(std::string(scope))) {
    return refuse(403, fmt::format("Missing required scope: {}.", scope));
  }
  if (!holds_right(call.person(), right)) return refuse(403, "Access is denied: the caller has not the rights.");
  return {};
}

}  // namespace muster::simulators::webex
