// The PUT of a person: everything that is not in the body is gone.
#include <algorithm>

#include <fmt/core.h>

#include <nlohmann/json.hpp>

#include "providers/simulators/webex/answer.h"
#include "providers/simulators/webex/ids.h"
#include "providers/simulators/webex/person_text.h"
#include "providers/simulators/webex/resources.h"

namespace muster::simulators::webex {
namespace {

using Json = nlohmann::json;

// Fields with a member of their own in Person.
bool is_own(std::string_view field) {
  return field == "emails" || field == "displayName" || field == "firstName" || field == "lastName" ||
         field == "roles" || field == "licenses" || field == "locationId" || field == "loginEnabled";
}

std::string text(const Json& body, const char* field) {
  const auto found = body.find(field);
  return found == body.end() || !found->is_string() ? std::string{} : found->get<std::string>();
}

// The tails of a list of ids; `known` finds one in the catalogue. An absent list is an empty one.
template <typename Known>
Accepted<std::vector<std::string>> tails(const World& world, const Json& body, const char* field, Known known) {
  std::vector<std::string> found;
  const auto list = body.value(field, Json::array());
  if (!list.is_array()) return refuse(400, fmt::format("{} must be a list.", field));
  for (const auto& id : list) {
    const auto tail = id.is_string() ? read_id(world, id.get_ref<const std::string&>()) : std::nullopt;
    const Named* named = tail ? known(*tail) : nullptr;
    if (named == nullptr) return refuse(400, fmt::format("{} names what is not known: {}.", field, id.dump()));
    found.push_back(named->tail);
  }
  return found;
}

Accepted<void> check(const World& world, const Json& body) {
  if (text(body, "displayName").empty()) return refuse(400, "displayName is required.");
  for (const auto& [field, value] : body.items()) {
    if (world.quirks.refuses_read_only && is_read_only(field)) {
      return refuse(400, fmt::format("{} cannot be changed.", field));
    }
  }
  for (const char* field : {"phoneNumbers", "siteUrls", "addresses"}) {
    if (!body.value(field, Json::array()).is_array()) return refuse(400, fmt::format("{} must be a list.", field));
  }
  if (!body.value("extension", Json("")).is_string()) return refuse(400, "extension must be text.");
  const auto numbers = body.value("phoneNumbers", Json::array());
  const bool derived = std::any_of(numbers.begin(), numbers.end(), [](const Json& number) {
    if (!number.is_object() || !number.value("type", Json("")).is_string()) return true;
    return text(number, "type") == "work_extension";
  });
  if (derived) return refuse(400, "phoneNumbers holds a number that cannot be set.");
  return {};
}

std::map<std::string, std::string> details(const Json& body) {
  std::map<std::string, std::string> found;
  for (const auto& [field, value] : body.items()) {
    if (!is_own(field) && !is_read_only(field) && !value.is_null()) found.emplace(field, value.dump());
  }
  return found;
}

Accepted<Person> wanted_person(const World& world, const Person& stored, const Json& body) {
  if (auto checked = check(world, body); !checked) return std::unexpected(checked.error());
  auto roles = tails(world, body, "roles", [&](std::string_view tail) { return world.role(tail); });
  if (!roles) return std::unexpected(roles.error());
  auto licences = tails(world, body, "licenses", [&](std::string_view tail) { return world.licence(tail); });
  if (!licences) return std::unexpected(licences.error());
  Person wanted = stored;  // e-mails and the location stay
  wanted.display_name = text(body, "displayName");
  wanted.first_name = text(body, "firstName");
  wanted.last_name = text(body, "lastName");
  wanted.roles = *std::move(roles);
  wanted.licences = *std::move(licences);
  wanted.details = details(body);
  const auto login = body.find("loginEnabled");
  if (login != body.end()) wanted.login_enabled = *login == true || *login == "true";
  return wanted;
}

// Several services behind one request: one of them fails after another has done its part.
Answer half_done(Call& call, Person& stored, Person wanted) {
  const bool roles_only = call.world.quirks.put_trouble == PutTrouble::applies_roles;
  if (roles_only) {
    set_roles(call.world, call.actor(), stored, std::move(wanted.roles));
  } else {
    wanted.roles = stored.roles;
    update_person(call.world, call.actor(), stored, wanted);
  }
  return refuse(400, "The request failed; some of it may have been carried out.");
}

}  // namespace

Answer put_person(Call& call, Person& stored) {
  const auto body = read_object(call);
  if (!body) return std::unexpected(body.error());
  auto wanted = wanted_person(call.world, stored, *body);
  if (!wanted) return std::unexpected(wanted.error());
  if (call.world.quirks.put_trouble != PutTrouble::none) return half_done(call, stored, *std::move(wanted));
  update_person(call.world, call.actor(), stored, *wanted);
  return json_answer(200, to_json(call.world, stored, view_of(call)));
}

}  // namespace muster::simulators::webex
