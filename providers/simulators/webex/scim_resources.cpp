// Users as SCIM 2 shows them, and the PATCH of their roles.
#include <nlohmann/json.hpp>

#include "providers/simulators/webex/answer.h"
#include "providers/simulators/webex/person_fields.h"
#include "providers/simulators/webex/resources.h"
#include "providers/simulators/webex/scim_patch.h"

namespace muster::simulators::webex {
namespace {

using Json = nlohmann::json;

Json roles_json(const World& world, const Person& person) {
  Json list = Json::array();
  for (const auto& tail : person.roles) {
    const Named* role = world.role(tail);
    list.push_back({{"value", tail}, {"type", "cirole"}, {"display", role == nullptr ? tail : role->name}});
  }
  return list;
}

Json user_json(const World& world, const Person& person) {
  return {{"schemas", Json::array({"urn:ietf:params:scim:schemas:core:2.0:User",
                                   "urn:scim:schemas:extension:cisco:webexidentity:2.0:User"})},
          {"id", person.uuid},
          {"userName", person.email()},
          {"active", person.login_enabled},
          {"displayName", person.display_name},
          {"name", {{"givenName", person.first_name}, {"familyName", person.last_name}}},
          {"emails", Json::array({{{"value", person.email()}, {"type", "work"}, {"primary", true}}})},
          {"roles", roles_json(world, person)},
          {"meta",
           {{"resourceType", "User"},
            {"created", iso_time(person.created)},
            {"lastModified", iso_time(person.last_modified)}}}};
}

net::HttpResponse scim_failure(const Call& call, const Refusal& refusal) {
  if (call.world.quirks.error_shape != ErrorShape::by_resource) return failure(call.world, call.request, refusal);
  return json_answer(refusal.status, {{"schemas", Json::array({"urn:ietf:params:scim:api:messages:2.0:Error"})},
                                      {"status", std::to_string(refusal.status)},
                                      {"detail", refusal.message}});
}

Answer patch(Call& call, Person& person) {
  const auto body = read_object(call);
  if (!body) return scim_failure(call, body.error());
  auto roles = patched_roles(call.world, person.roles, *body);
  if (!roles) return scim_failure(call, roles.error());
  if (call.world.quirks.scim != ScimMode::does_nothing) {
    set_roles(call.world, call.actor(), person, *std::move(roles));
  }
  const int status = call.world.quirks.scim_patch_status;
  return status == 204 ? no_content() : json_answer(status, user_json(call.world, person));
}

}  // namespace

Answer scim_user(Call& call) {
  if (call.world.quirks.scim == ScimMode::off) return refuse(403, "Missing required scope: identity:people_rw.");
  const auto& segments = call.target.segments;
  Person* person = segments.at(2) == call.world.org ? call.world.people.find(segments.at(5)) : nullptr;
  if (person == nullptr) return scim_failure(call, no_such("user"));
  if (call.is(net::Method::patch)) return patch(call, *person);
  if (!call.is(net::Method::get)) return scim_failure(call, not_allowed(call));
  const Person* shown = visible(*person, call.now, call.world.quirks.read_lag);
  if (shown == nullptr) return scim_failure(call, no_such("user"));
  return json_answer(200, user_json(call.world, *shown));
}

}  // namespace muster::simulators::webex
