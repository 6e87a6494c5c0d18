#include "providers/genesys_gws/convert.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "providers/genesys_gws/catalog.h"
#include "reconciler/core/name.h"

namespace muster::genesys_gws {

using core::CellKind;
using core::Compare;
using core::FieldIndex;
using core::Result;
using core::TableBuilder;
using kit::JsonObject;
using kit::JsonPlace;
using nlohmann::json;
using Names = std::vector<std::string_view>;

namespace {

// A list of texts; nothing when it is missing.
Result<std::optional<Names>> texts(const JsonObject& object, std::string_view key, const JsonPlace& place) {
  const auto list = object.array(key);
  if (!list) return std::unexpected(list.error());
  if (*list == nullptr) return std::nullopt;
  Names names;
  const JsonPlace here(place, key);
  for (std::size_t i = 0; i < (*list)->size(); ++i) {
    const auto text = kit::text_element((**list)[i], JsonPlace(here, i));
    if (!text) return std::unexpected(text.error());
    names.push_back(*text);
  }
  return names;
}

// One member of each element of a list of objects. Elements without it are passed over.
Result<std::optional<Names>> texts_of(const JsonObject& object, std::string_view key, std::string_view member,
                                      const JsonPlace& place) {
  const auto list = object.array(key);
  if (!list) return std::unexpected(list.error());
  if (*list == nullptr) return std::nullopt;
  Names names;
  const JsonPlace here(place, key);
  for (std::size_t i = 0; i < (*list)->size(); ++i) {
    const JsonPlace element_place(here, i);
    const auto element = JsonObject::of((**list)[i], element_place);
    if (!element) return std::unexpected(element.error());
    const auto text = element->text(member);
    if (!text) return std::unexpected(text.error());
    if (text->has_value()) names.push_back(**text);
  }
  return names;
}

template <typename T>
bool keep(T& into, Result<T> from, std::optional<core::Error>& problem) {
  if (!from) problem = std::move(from.error());
  if (from) into = std::move(*from);
  return from.has_value();
}

Result<std::string_view> needed(const Result<std::optional<std::string_view>>& text, const JsonPlace& place) {
  if (!text) return std::unexpected(text.error());
  if (text->has_value() && !core::trim(**text).empty()) return **text;
  return std::unexpected(core::Error(core::ErrorKind::protocol, JsonPlace(place, "userName").text() + " is missing"));
}

// ASCII needs no folding that allocates twice, and most lists have one or two members.
void add_set(TableBuilder& rows, FieldIndex field, const std::optional<Names>& members, Compare compare) {
  if (!members) return;
  rows.add(field, CellKind::set, "");
  std::vector<std::string> added;
  for (const auto member : *members) {
    auto element = core::comparable(member, compare);
    if (element.empty() || std::ranges::find(added, element) != added.end()) continue;
    rows.add_member(field, element, core::trim(member));
    added.push_back(std::move(element));
  }
}

void add_text(TableBuilder& rows, FieldIndex field, const std::optional<std::string_view>& text) {
  if (text) rows.add(field, CellKind::text, *text);
}

}  // namespace

Result<UserRecord> read_user(const json& user, const JsonPlace& place) {
  const auto object = JsonObject::of(user, place);
  if (!object) return std::unexpected(object.error());
  UserRecord record;
  std::optional<core::Error> problem;
  std::optional<std::string_view> id;
  const bool read = keep(record.user_name, needed(object->text("userName"), place), problem) &&
                    keep(id, object->text("id"), problem) &&
                    keep(record.first_name, object->text("firstName"), problem) &&
                    keep(record.last_name, object->text("lastName"), problem) &&
                    keep(record.email_address, object->text("emailAddress"), problem) &&
                    keep(record.contact_center_id, object->text("contactCenterId"), problem) &&
                    keep(record.enabled, object->boolean("enabled"), problem) &&
                    keep(record.roles, texts(*object, "roles", place), problem) &&
                    keep(record.devices, texts_of(*object, "devices", "phoneNumber", place), problem) &&
                    keep(record.skills, texts_of(*object, "skills", "name", place), problem);
  if (!read) return std::unexpected(std::move(*problem));
  record.id = id.value_or("");
  return record;
}

Result<UserRecord> read_only_user(const json& answer) {
  static const json kNothing;
  const auto found = answer.find("user");
  const JsonPlace root("");
  return read_user(found == answer.end() ? kNothing : *found, JsonPlace(root, "user"));
}

std::optional<std::string_view> user_name_of(const json& user) {
  const JsonPlace place("");
  const auto object = JsonObject::of(user, place);
  if (!object) return std::nullopt;
  const auto name = object->text("userName");
  return name && name->has_value() && !core::trim(**name).empty() ? *name : std::nullopt;
}

void add_row(const UserRecord& user, TableBuilder& rows) {
  const auto name = core::trim(user.user_name);
  rows.begin_row(kUser, core::comparable(name, Compare::folded), name, user.id);
  add_text(rows, field::first_name, user.first_name);
  add_text(rows, field::last_name, user.last_name);
  add_text(rows, field::email_address, user.email_address);
  if (user.enabled) rows.add(field::enabled, CellKind::boolean, *user.enabled ? "true" : "false");
  add_set(rows, field::roles, user.roles, Compare::folded);
  add_set(rows, field::devices, user.devices, Compare::digits);
  add_set(rows, field::skills, user.skills, Compare::exact);
}

std::optional<std::set<std::string, std::less<>>> read_features_of(const json& answer) {
  const auto list = answer.find("features");
  if (list == answer.end() || !list->is_array()) return std::nullopt;
  std::set<std::string, std::less<>> names;
  for (const auto& feature : *list) {
    if (feature.is_string()) names.insert(feature.get_ref<const std::string&>());
    if (!feature.is_object()) continue;
    for (const char* key : {"id", "name"}) {
      const auto value = feature.find(key);
      if (value != feature.end() && value->is_string()) names.insert(value->get_ref<const std::string&>());
    }
  }
  if (names.empty() && !list->empty()) return std::nullopt;
  return names;
}

}  // namespace muster::genesys_gws
