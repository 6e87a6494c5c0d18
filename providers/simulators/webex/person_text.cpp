#include "providers/simulators/webex/person_text.h"

#include <algorithm>
#include <array>

#include <nlohmann/json.hpp>

#include "providers/simulators/webex/ids.h"
#include "providers/simulators/webex/person_fields.h"

namespace muster::simulators::webex {
namespace {

using Json = nlohmann::json;

constexpr std::array<std::string_view, 13> kReadOnly{
    "id",     "orgId",         "created", "lastModified",      "timezone", "lastActivity", "sipAddresses",
    "status", "invitePending", "type",    "xmppFederationJid", "nickName", "errors"};

template <typename Discard>
Json without(const Json& list, Discard discard) {
  Json kept = Json::array();
  std::copy_if(list.begin(), list.end(), std::back_inserter(kept), [&](const Json& item) { return !discard(item); });
  return kept;
}

Json phone_numbers(Json stored, const Person& person, const PersonView& view) {
  if (!view.calling_data) return without(stored, [](const Json& item) { return item.value("type", "") == "work"; });
  const auto extension = extension_of(person);
  if (!extension.empty()) stored.push_back({{"type", "work_extension"}, {"value", kRoutingPrefix + extension}});
  return stored;
}

bool is_attendee_site(const Json& site) {
  return site.is_string() && site.get_ref<const std::string&>().ends_with("#attendee");
}

void add_details(Json& json, const Person& person, const PersonView& view) {
  for (const auto& [name, text] : person.details) {
    auto value = Json::parse(text);
    if (name == "extension" && !view.calling_data) continue;
    if (name == "phoneNumbers") value = phone_numbers(std::move(value), person, view);
    if (name == "siteUrls" && !view.all_types) value = without(value, is_attendee_site);
    json[name] = std::move(value);
  }
}

template <typename Write>
Json ids(const World& world, const std::vector<std::string>& tails, Write write) {
  Json list = Json::array();
  for (const auto& tail : tails) list.push_back(write(world, tail));
  return list;
}

Json boolean(const World& world, bool value) {
  if (world.quirks.login_as_text) return value ? "true" : "false";
  return value;
}

void add_read_only(Json& json, const World& world, const Person& person, const PersonView& view) {
  json["orgId"] = org_id(world);
  json["created"] = iso_time(person.created);
  json["lastModified"] = iso_time(person.last_modified);
  json["nickName"] = person.first_name;
  json["type"] = "person";
  json["invitePending"] = boolean(world, false);
  json["loginEnabled"] = boolean(world, person.login_enabled);
  if (view.status) json["status"] = "inactive";
  if (!world.quirks.extra_fields) return;
  json["timezone"] = "Europe/Lisbon";
  json["xmppFederationJid"] = person.email();
  json["sipAddresses"] =
      Json::array({{{"type", "cloud-calling"}, {"value", person.email() + ".calls"}, {"primary", false}}});
}

}  // namespace

PersonView view_of(const Call& call) {
  return {call.flag("callingData"), true, !call.flag("excludeStatus"), call.flag("showAllTypes")};
}

Json to_json(const World& world, const Person& person, const PersonView& view) {
  Json json{{"id", person_id(world, person.uuid)},
            {"emails", person.emails},
            {"displayName", person.display_name},
            {"firstName", person.first_name},
            {"lastName", person.last_name}};
  add_details(json, person, view);
  add_read_only(json, world, person, view);
  if (view.calling_data && !person.location.empty()) json["locationId"] = location_id(world, person.location);
  if (!view.roles) return json;
  json["roles"] = ids(world, person.roles, role_id);
  json["licenses"] = ids(world, person.licences, licence_id);
  return json;
}

std::string extension_of(const Person& person) {
  const auto found = person.details.find("extension");
  return found == person.details.end() ? std::string{} : Json::parse(found->second).get<std::string>();
}

bool is_read_only(std::string_view field) {
  return std::find(kReadOnly.begin(), kReadOnly.end(), field) != kReadOnly.end();
}

}  // namespace muster::simulators::webex
