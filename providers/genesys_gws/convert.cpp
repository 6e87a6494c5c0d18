#include "providers/genesys_gws/convert.h"

#include <nlohmann/json.hpp>

#include "reconciler/core/name.h"

namespace muster::genesys_gws {

using core::Compare;
using core::Result;
using kit::JsonObject;
using kit::JsonPlace;
using nlohmann::json;
using Names = std::vector<std::string>;

namespace {

core::Error missing(const JsonPlace& place, std::string_view key) {
  return core::Error(core::ErrorKind::protocol, JsonPlace(place, key).text() + " is missing");
}

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
    names.emplace_back(*text);
  }
  return names;
}

// A member that names its object: text, or a whole number as some servers send telephone numbers.
Result<std::string> name_in(const json& element, std::string_view member, const JsonPlace& place) {
  const auto object = JsonObject::of(element, place);
  if (!object) return std::unexpected(object.error());
  const json* found = object->member(member);
  if (found == nullptr) return std::unexpected(missing(place, member));
  if (found->is_number_integer()) return found->dump();
  const auto text = object->text(member);
  if (!text) return std::unexpected(text.error());
  return std::string(**text);
}

// One member of each element of a list of objects. An element without it makes the list unknown, not shorter.
Result<std::optional<Names>> texts_of(const JsonObject& object, std::string_view key, std::string_view member,
                                      const JsonPlace& place) {
  const auto list = object.array(key);
  if (!list) return std::unexpected(list.error());
  if (*list == nullptr) return std::nullopt;
  Names names;
  const JsonPlace here(place, key);
  for (std::size_t i = 0; i < (*list)->size(); ++i) {
    auto name = name_in((**list)[i], member, JsonPlace(here, i));
    if (!name) return std::unexpected(name.error());
    names.push_back(std::move(*name));
  }
  return names;
}

// true and false, or the same as text.
Result<std::optional<bool>> truth(const JsonObject& object, std::string_view key) {
  auto value = object.boolean(key);
  if (value) return value;
  const auto text = object.text(key);
  if (!text || !text->has_value()) return value;
  const auto folded = core::comparable(**text, Compare::folded);
  if (folded != "true" && folded != "false") return value;
  return std::optional<bool>(folded == "true");
}

// What is odd stays unknown; the first oddity is kept to be told.
template <typename T>
void take(std::optional<T>& into, Result<std::optional<T>> from, std::string& odd) {
  if (from) into = std::move(*from);
  if (!from && odd.empty()) odd = std::move(from.error().what);
}

// Who it is: without this there is no row.
Result<UserRecord> identity_of(const JsonObject& user, const JsonPlace& place) {
  const auto name = user.text("userName");
  if (!name) return std::unexpected(name.error());
  if (!name->has_value() || core::trim(**name).empty()) return std::unexpected(missing(place, "userName"));
  const auto id = user.text("id");
  if (!id) return std::unexpected(id.error());
  UserRecord record;
  record.user_name = **name;
  record.id = id->value_or("");
  return record;
}

const json& user_in(const json& answer) {
  static const json kNothing;
  const auto found = answer.find("user");
  return found == answer.end() ? kNothing : *found;
}

}  // namespace

Result<UserRecord> read_user(const json& user, const JsonPlace& place) {
  const auto object = JsonObject::of(user, place);
  if (!object) return std::unexpected(object.error());
  auto record = identity_of(*object, place);
  if (!record) return record;
  take(record->first_name, object->text("firstName"), record->odd);
  take(record->last_name, object->text("lastName"), record->odd);
  take(record->email_address, object->text("emailAddress"), record->odd);
  take(record->contact_center_id, object->text("contactCenterId"), record->odd);
  take(record->enabled, truth(*object, "enabled"), record->odd);
  take(record->roles, texts(*object, "roles", place), record->odd);
  take(record->devices, texts_of(*object, "devices", "phoneNumber", place), record->odd);
  take(record->skills, texts_of(*object, "skills", "name", place), record->odd);
  return record;
}

Result<UserRecord> read_only_user(const json& answer) {
  const JsonPlace root("");
  return read_user(user_in(answer), JsonPlace(root, "user"));
}

Result<UserRecord> read_own_user(const json& answer) {
  const JsonPlace root("");
  const JsonPlace place(root, "user");
  const auto object = JsonObject::of(user_in(answer), place);
  if (!object) return std::unexpected(object.error());
  auto record = identity_of(*object, place);
  if (!record) return record;
  take(record->roles, texts(*object, "roles", place), record->odd);
  take(record->contact_center_id, object->text("contactCenterId"), record->odd);
  if (!record->odd.empty()) return std::unexpected(core::Error(core::ErrorKind::protocol, record->odd));
  return record;
}

bool same_id(std::string_view one, std::string_view other) {
  const auto bare = [](std::string_view id) {
    std::string text = core::comparable(id, Compare::folded);
    std::erase(text, '-');
    return text;
  };
  return one == other || bare(one) == bare(other);
}

std::optional<std::string_view> user_name_of(const json& user) {
  const JsonPlace place("");
  const auto object = JsonObject::of(user, place);
  if (!object) return std::nullopt;
  const auto name = object->text("userName");
  return name && name->has_value() && !core::trim(**name).empty() ? *name : std::nullopt;
}

}  // namespace muster::genesys_gws
