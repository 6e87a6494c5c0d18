#include "providers/webex/convert.h"

#include <nlohmann/json.hpp>

#include "providers/kit/json_read.h"
#include "reconciler/core/name.h"

namespace muster::webex {

using core::Error;
using core::ErrorKind;
using core::Result;
using kit::JsonObject;
using kit::JsonPlace;
using nlohmann::json;

namespace {

Error odd(std::string_view what) { return Error(ErrorKind::protocol, core::Delivery::refused, std::string(what)); }

// Nothing when it is missing, or not a list of texts only.
std::optional<Texts> texts(const JsonObject& object, std::string_view key) {
  const json* list = object.member(key);
  if (list == nullptr || !list->is_array()) return std::nullopt;
  Texts found;
  for (const auto& element : *list) {
    if (!element.is_string()) return std::nullopt;
    found.push_back(element.get<std::string>());
  }
  return found;
}

std::string text(const JsonObject& object, std::string_view key) {
  const auto found = object.text(key);
  return found && found->has_value() ? std::string(**found) : std::string();
}

Texts emails_of(const JsonObject& person) {
  Texts emails;
  for (const auto& email : texts(person, "emails").value_or(Texts())) {
    if (const auto trimmed = core::trim(email); !trimmed.empty()) emails.emplace_back(trimmed);
  }
  return emails;
}

}  // namespace

Result<PersonRecord> read_account(const json& account) {
  const JsonPlace place("person");
  const auto object = JsonObject::of(account, place);
  if (!object) return std::unexpected(object.error());
  PersonRecord record;
  record.id = text(*object, "id");
  if (record.id.empty()) return std::unexpected(odd("person.id is missing"));
  record.emails = emails_of(*object);
  record.roles = texts(*object, "roles");
  record.licences = texts(*object, "licenses");
  record.org_id = text(*object, "orgId");
  record.last_modified = text(*object, "lastModified");
  return record;
}

Result<PersonRecord> read_person(const json& person) {
  auto record = read_account(person);
  if (record && record->emails.empty()) return std::unexpected(odd("person.emails is missing or empty"));
  return record;
}

Result<SupervisorRecord> read_supervisor(const json& supervisor) {
  const JsonPlace place("supervisor");
  const auto object = JsonObject::of(supervisor, place);
  if (!object) return std::unexpected(object.error());
  SupervisorRecord record;
  record.id = text(*object, "id");
  if (record.id.empty()) return std::unexpected(odd("supervisor.id is missing"));
  const auto count = object->integer("agentCount");
  if (count) record.agent_count = *count;
  return record;
}

Result<std::vector<NamedRecord>> read_named(const json& answer) {
  const auto items = answer.is_object() ? answer.find("items") : answer.end();
  if (!answer.is_object() || items == answer.end() || !items->is_array()) {
    return std::unexpected(odd("the answer has no list \"items\""));
  }
  std::vector<NamedRecord> records;
  const JsonPlace place("items");
  for (std::size_t i = 0; i < items->size(); ++i) {
    const JsonPlace here(place, i);
    const auto object = JsonObject::of((*items)[i], here);
    if (!object) return std::unexpected(object.error());
    NamedRecord record{text(*object, "id"), text(*object, "name")};
    if (record.id.empty() || core::trim(record.name).empty()) {
      return std::unexpected(odd(here.text() + " has no id or no name"));
    }
    records.push_back(std::move(record));
  }
  return records;
}

std::vector<StatusRow> read_status_rows(const json& answer) {
  std::vector<StatusRow> rows;
  const auto list = answer.is_object() ? answer.find("supervisorAgentStatus") : answer.end();
  if (!answer.is_object() || list == answer.end() || !list->is_array()) return rows;
  const JsonPlace place("supervisorAgentStatus");
  for (const auto& element : *list) {
    const auto object = JsonObject::of(element, place);
    if (!object) continue;
    StatusRow row{id_key(text(*object, "id")), text(*object, "status"), text(*object, "message")};
    if (!row.key.empty()) rows.push_back(std::move(row));
  }
  return rows;
}

std::optional<Texts> names_of(const std::optional<Texts>& ids, const Names& names) {
  if (!ids) return std::nullopt;
  Texts found;
  for (const auto& id : *ids) {
    auto name = names.name_of(id);
    if (!name) return std::nullopt;
    found.push_back(std::move(*name));
  }
  return found;
}

}  // namespace muster::webex
