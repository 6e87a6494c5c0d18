// The bodies of writes.
#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "providers/webex/catalog.h"
#include "providers/webex/convert.h"
#include "reconciler/core/name.h"

namespace muster::webex {

using nlohmann::json;

namespace {

// What Webex tells and does not take back.
constexpr std::array<std::string_view, 15> kNotSent = {
    "id",         "created",       "lastModified", "timezone",     "lastActivity", "sipAddresses",      "status",
    "orgId",      "invitePending", "type",         "loginEnabled", "nickName",     "xmppFederationJid", "errors",
    "notFoundIds"};

// The extension with the prefix of its location: derived from `extension`.
void drop_derived_numbers(json& person) {
  const auto numbers = person.find("phoneNumbers");
  if (numbers == person.end() || !numbers->is_array()) return;
  json kept = json::array();
  for (auto& number : *numbers) {
    const bool derived = number.is_object() && number.value("type", json()) == "work_extension";
    if (!derived) kept.push_back(std::move(number));
  }
  *numbers = std::move(kept);
}

void put_first(json& person, std::string_view email) {
  const auto emails = person.find("emails");
  if (emails == person.end() || !emails->is_array()) return;
  std::ranges::stable_partition(*emails, [&](const json& one) {
    return one.is_string() && core::same(one.get_ref<const std::string&>(), email, core::Compare::folded);
  });
}

}  // namespace

std::string create_body(std::string_view supervisor, const std::vector<AgentAction>& agents) {
  json list = json::array();
  for (const auto& agent : agents) list.push_back({{"id", agent.id}});
  return json{{"id", supervisor}, {"agents", std::move(list)}}.dump();
}

std::string agents_body(const std::vector<AgentAction>& actions) {
  json list = json::array();
  for (const auto& action : actions) list.push_back({{"id", action.id}, {"action", action.add ? "ADD" : "DELETE"}});
  return json{{"agents", std::move(list)}}.dump();
}

std::string bulk_removal_body(core::EntityIndex tier, std::string_view supervisor) {
  return json{{"supervisorIds", json::array({supervisor})}, {"hasCxEssentials", tier == kAssistSupervisor}}.dump();
}

std::string scim_body(const Texts& added, const Texts& removed) {
  json operations = json::array();
  json values = json::array();
  for (const auto& id : added) values.push_back({{"value", tail_of(id)}, {"type", "cirole"}});
  if (!values.empty()) operations.push_back({{"op", "add"}, {"path", "roles"}, {"value", std::move(values)}});
  for (const auto& id : removed) {
    operations.push_back({{"op", "remove"}, {"path", "roles[value eq \"" + tail_of(id) + "\"]"}});
  }
  return json{{"schemas", json::array({"urn:ietf:params:scim:api:messages:2.0:PatchOp"})},
              {"Operations", std::move(operations)}}
      .dump();
}

std::string person_body(json person, const Texts& role_ids, std::string_view email) {
  for (const auto field : kNotSent) person.erase(std::string(field));
  drop_derived_numbers(person);
  put_first(person, email);
  person["roles"] = role_ids;
  return person.dump();
}

}  // namespace muster::webex
