// What is sent of a user.
#include <charconv>
#include <nlohmann/json.hpp>

#include "providers/ameyo/catalog.h"
#include "providers/ameyo/user_record.h"
#include "reconciler/core/name.h"

namespace muster::ameyo {

using core::FieldWrite;
using core::Write;
using nlohmann::json;

namespace {

enum class Form { create, update };

json number(const std::string& text) {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() && end == text.data() + text.size() ? json(value) : json();
}

void set_role(json& body, const FieldWrite& field) {
  if (field.members.empty()) return;
  body["userType"] = field.members.front();
  body["systemUserType"] = field.members.front();
}

// The two pages of the vendor differ: text on create, a number on update.
json logins(const FieldWrite& field, Form form) {
  return form == Form::create ? json(field.value) : number(field.value);
}

// Text fields by the vendor's names; null: not one of them.
const char* text_member(core::FieldIndex field) {
  switch (field) {
    case kUserName:
      return "userName";
    case kLoginPolicy:
      return "loginPolicy";
    case kMappingUserId:
      return "mappingUserId";
    case kDescription:
      return "description";
    default:
      return nullptr;
  }
}

void set_field(json& body, const FieldWrite& field, Form form) {
  if (const char* member = text_member(field.field)) body[member] = field.value;
  if (field.field == kRoles) set_role(body, field);
  if (field.field == kDefaultReady) body["defaultReady"] = field.value == "true";
  if (field.field == kMaxAllowedLogins) body["maxAllowedLogins"] = logins(field, form);
  if (field.field == kContactCenterId) body["contactCenterId"] = number(field.value);
  if (field.field == kPassword) body["userData"] = field.secret.reveal();
}

// Null need not be sent: whether the server keeps what is omitted or clears it, it is null.
template <typename T>
void keep(json& body, const char* member, const Told<T>& told) {
  if (told && *told) body[member] = **told;
}

template <typename T>
bool is(const Told<T>& told, const T& wanted) {
  return !told || told->value_or(T()) == wanted;
}

bool is_as_asked(const FieldWrite& field, const UserRecord& user) {
  switch (field.field) {
    case kUserName:
      return is(user.user_name, field.value);
    case kRoles:
      return !user.user_type || field.members.empty() ||
             core::same(user.user_type->value_or(""), field.members.front(), core::Compare::folded);
    case kDefaultReady:
      return is(user.default_ready, field.value == "true");
    case kLoginPolicy:
      return is(user.login_policy, field.value);
    case kMaxAllowedLogins:
      return !user.max_allowed_logins ||
             (*user.max_allowed_logins && std::to_string(**user.max_allowed_logins) == field.value);
    case kMappingUserId:
      return is(user.mapping_user_id, field.value);
    default:
      return true;
  }
}

}  // namespace

json create_body(const Write& write, std::int64_t contact_center) {
  json body = {{"userId", core::trim(write.name)}, {"contactCenterId", contact_center}};
  for (const auto& field : write.fields) set_field(body, field, Form::create);
  return body;
}

json update_body(const Write& write, const UserRecord& before, std::int64_t contact_center) {
  json body = {{"userId", before.user_id}, {"contactCenterId", contact_center}};
  keep(body, "userName", before.user_name);
  keep(body, "userType", before.user_type);
  keep(body, "systemUserType", before.system_user_type ? before.system_user_type : before.user_type);
  keep(body, "defaultReady", before.default_ready);
  keep(body, "loginPolicy", before.login_policy);
  keep(body, "maxAllowedLogins", before.max_allowed_logins);
  keep(body, "mappingUserId", before.mapping_user_id);
  for (const auto& field : write.fields) set_field(body, field, Form::update);
  return body;
}

std::vector<core::FieldIndex> not_as_asked(const Write& write, const UserRecord& user) {
  std::vector<core::FieldIndex> fields;
  for (const auto& field : write.fields) {
    if (!is_as_asked(field, user)) fields.push_back(field.field);
  }
  return fields;
}

}  // namespace muster::ameyo
