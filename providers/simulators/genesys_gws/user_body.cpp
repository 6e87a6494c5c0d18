#include "providers/simulators/genesys_gws/user_body.h"

#include <algorithm>
#include <array>

#include <fmt/core.h>

#include "providers/simulators/genesys_gws/answer.h"
#include "providers/simulators/genesys_gws/body.h"

namespace muster::simulators::gws {
namespace {

using Json = nlohmann::json;

constexpr std::array<std::string_view, 8> kWritable{
    "userName", "password", "firstName", "lastName", "emailAddress", "roles", "enabled", "changePasswordOnFirstLogin"};
constexpr std::array<std::string_view, 7> kReadOnly{"id",     "uri",     "path",        "contactCenterId",
                                                    "skills", "devices", "doNotDisturb"};

template <typename Names>
bool is_one_of(std::string_view name, const Names& names) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

Refusal wrong_type(std::string_view field) {
  return {400, code::kInvalid, fmt::format("The parameter {} has the wrong type.", field), false};
}

// Takes fields out of a body one by one; the first refusal stays.
class Reader {
 public:
  Reader(const Json& body, const Quirks& quirks) : body_(body), quirks_(quirks) {}

  std::optional<std::string> text(const char* field) {
    const auto found = body_.find(field);
    if (found == body_.end()) return std::nullopt;
    if (found->is_string()) return found->get<std::string>();
    stop(wrong_type(field));
    return std::nullopt;
  }

  std::optional<bool> boolean(const char* field) {
    const auto found = body_.find(field);
    if (found == body_.end()) return std::nullopt;
    if (found->is_boolean()) return found->get<bool>();
    stop(wrong_type(field));
    return std::nullopt;
  }

  std::optional<std::vector<std::string>> roles() {
    const auto found = body_.find("roles");
    if (found == body_.end()) return std::nullopt;
    std::vector<std::string> roles;
    if (!found->is_array()) stop(wrong_type("roles"));
    for (const auto& role : *found) {
      if (role.is_string()) {
        check_role(roles.emplace_back(role.get<std::string>()));
      } else {
        stop(wrong_type("roles"));
      }
    }
    if (roles.empty() && !quirks_.empty_roles) stop({400, code::kInvalid, "A user must have a role.", false});
    return roles;
  }

  void check_names() {
    for (const auto& [name, value] : body_.items()) {
      if (is_one_of(name, kReadOnly))
        stop({400, code::kReadOnly, fmt::format("The property {} is read-only.", name), false});
      const bool unknown = !is_one_of(name, kWritable) && !is_one_of(name, kReadOnly);
      if (unknown && quirks_.unknown_field == UnknownField::refused) {
        stop({400, code::kInvalid, fmt::format("The parameter {} is unknown.", name), false});
      }
    }
  }

  void stop(Refusal refusal) {
    if (!refusal_) refusal_ = std::move(refusal);
  }
  [[nodiscard]] const std::optional<Refusal>& refusal() const { return refusal_; }

 private:
  void check_role(const std::string& role) {
    const bool known = quirks_.known_roles.contains(role) || quirks_.unlicensed_roles.contains(role);
    if (!known) stop({400, code::kOutOfRange, fmt::format("The role {} does not exist.", role), false});
  }

  const Json& body_;
  const Quirks& quirks_;
  std::optional<Refusal> refusal_;
};

UserFields take_fields(Reader& reader) {
  UserFields fields;
  fields.user_name = reader.text("userName");
  fields.password = reader.text("password");
  fields.first_name = reader.text("firstName");
  fields.last_name = reader.text("lastName");
  fields.email_address = reader.text("emailAddress");
  fields.roles = reader.roles();
  fields.enabled = reader.boolean("enabled");
  fields.change_password_on_first_login = reader.boolean("changePasswordOnFirstLogin");
  reader.check_names();
  return fields;
}

void refuse_fields(Reader& reader, const Quirks& quirks, const UserFields& fields) {
  if (fields.email_address && quirks.email == FieldWrite::refused) {
    reader.stop({400, code::kReadOnly, "The property emailAddress is read-only.", false});
  }
  if (fields.enabled && quirks.enabled == FieldWrite::refused) {
    reader.stop({400, code::kReadOnly, "The property enabled is read-only.", false});
  }
}

Accepted<UserFields> finish(Reader& reader, const Quirks& quirks, UserFields fields) {
  refuse_fields(reader, quirks, fields);
  if (reader.refusal()) return std::unexpected(*reader.refusal());
  return fields;
}

void check_mandatory(Reader& reader, const Json& body) {
  for (const char* field : {"firstName", "lastName", "roles", "userName", "password"}) {
    const auto found = body.find(field);
    const bool missing = found == body.end() || (found->is_string() && found->get_ref<const std::string&>().empty());
    if (missing) reader.stop({400, code::kMissing, fmt::format("The required parameter {} is missing.", field), false});
  }
}

std::string tidied(std::string text) {
  text.erase(0, std::min(text.find_first_not_of(' '), text.size()));
  text.erase(text.find_last_not_of(' ') + 1);
  if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 'a' + 'A');
  return text;
}

void drop_ineffective(const Quirks& quirks, UserFields& fields) {
  const auto drop = [&](const char* name, auto& field) {
    if (quirks.ineffective_fields.contains(name)) field.reset();
  };
  drop("firstName", fields.first_name);
  drop("lastName", fields.last_name);
  drop("emailAddress", fields.email_address);
  drop("roles", fields.roles);
  drop("enabled", fields.enabled);
  drop("password", fields.password);
}

}  // namespace

Accepted<UserFields> read_create(const Call& call) {
  const auto body = read_object(call.request);
  if (!body) return std::unexpected(body.error());
  const auto& quirks = call.world.quirks;
  Reader reader(*body, quirks);
  check_mandatory(reader, *body);
  auto fields = take_fields(reader);
  return finish(reader, quirks, std::move(fields));
}

Accepted<UserFields> read_update(const Call& call, const User& user) {
  const auto body = read_object(call.request);
  if (!body) return std::unexpected(body.error());
  const auto& quirks = call.world.quirks;
  Reader reader(*body, quirks);
  auto fields = take_fields(reader);
  if (fields.user_name && *fields.user_name != user.user_name) {
    reader.stop(forbidden(call.world, code::kForbidden, "The userName cannot be changed."));
  }
  if (fields.change_password_on_first_login) {
    reader.stop({400, code::kReadOnly, "The property changePasswordOnFirstLogin is read-only.", false});
  }
  return finish(reader, quirks, std::move(fields));
}

UserFields as_stored(const Quirks& quirks, UserFields fields, bool update) {
  if (update) drop_ineffective(quirks, fields);
  if (quirks.email == FieldWrite::ignored) fields.email_address.reset();
  if (quirks.enabled == FieldWrite::ignored) fields.enabled.reset();
  if (fields.roles) {
    std::erase_if(*fields.roles, [&](const std::string& role) { return quirks.unlicensed_roles.contains(role); });
  }
  if (quirks.normalises_text) {
    for (auto* name : {&fields.first_name, &fields.last_name}) {
      if (*name) *name = tidied(std::move(**name));
    }
  }
  return fields;
}

}  // namespace muster::simulators::gws
