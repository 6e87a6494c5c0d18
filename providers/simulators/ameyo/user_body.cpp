#include "providers/simulators/ameyo/user_body.h"

#include <algorithm>
#include <array>

#include "providers/simulators/ameyo/roles.h"

namespace muster::simulators::ameyo {
namespace {

std::unexpected<Refusal> invalid(const std::string& name) { return command_failed("invalid.parameter", name); }

Accepted<std::optional<bool>> flag(const Json& body, const std::string& name) {
  const auto found = body.find(name);
  if (found == body.end() || found->is_null()) return std::nullopt;
  if (!found->is_boolean()) return invalid(name);
  return found->get<bool>();
}

Accepted<std::optional<int>> number(const Json& found, const std::string& name, LoginsForm form) {
  if (found.is_null()) return std::nullopt;
  if (found.is_number_unsigned() && form != LoginsForm::text) return found.get<int>();
  if (!found.is_string() || form == LoginsForm::number) return invalid(name);
  const auto text = found.get<std::string>();
  const bool digits = !text.empty() && text.size() < 6 && text.find_first_not_of("0123456789") == std::string::npos;
  if (!digits) return invalid(name);
  return std::stoi(text);
}

Accepted<std::optional<std::string>> role(const Call& call, const Json& body, const std::string& name) {
  const auto text = text_of(body, name);
  if (!text) return std::unexpected(text.error());
  if (!*text) return std::nullopt;
  auto known = accepted_role(call.world, **text);
  if (!known) return command_failed("user.type.not.supported", **text);
  return known;
}

Accepted<std::optional<std::string>> login_policy(const Json& body) {
  constexpr std::array<std::string_view, 3> kKnown{"disallow.after.limit", "verify.before.force.login", "default"};
  auto text = text_of(body, "loginPolicy");
  if (text && *text && std::ranges::find(kKnown, **text) == kKnown.end()) return invalid("loginPolicy");
  return text;
}

Accepted<std::optional<std::string>> password(const Call& call, const Json& body) {
  auto text = text_of(body, "userData");
  if (!text || !*text || (*text)->size() >= call.world.quirks.password_length) return text;
  return command_failed("password.policy.violated", call.world.quirks.echoes_password ? **text : "");
}

Accepted<std::optional<int>> center(const Call& call, const Json& body) {
  const auto found = body.find("contactCenterId");
  if (found == body.end() || found->is_null()) return std::nullopt;
  if (!found->is_number_integer()) return invalid("contactCenterId");
  const int id = found->get<int>();
  if (!call.world.centers.contains(id)) return command_failed("contact.center.not.found");
  return id;
}

// Takes one field over, or says why it cannot be; false after a refusal.
class Reading {
 public:
  template <typename Value, typename Field>
  void take(Accepted<Value> read, Field& field) {
    if (!read) {
      if (!refusal) refusal = read.error();
    } else if (*read) {
      field = **read;
    }
  }
  // Null is a value here.
  template <typename Value, typename Field>
  void take(bool there, Accepted<Value> read, Field& field) {
    if (!read) {
      if (!refusal) refusal = read.error();
    } else if (there) {
      field = *read;
    }
  }
  std::optional<Refusal> refusal;
};

}  // namespace

Accepted<UserFields> read_user_fields(const Call& call, const Json& body, LoginsForm logins) {
  UserFields fields;
  Reading reading;
  reading.take(text_of(body, "userName"), fields.name);
  reading.take(role(call, body, "userType"), fields.type);
  reading.take(role(call, body, "systemUserType"), fields.system_type);
  reading.take(flag(body, "defaultReady"), fields.default_ready);
  reading.take(text_of(body, "description"), fields.description);
  reading.take(password(call, body), fields.password);
  reading.take(center(call, body), fields.center);
  reading.take(body.contains("loginPolicy"), login_policy(body), fields.login_policy);
  reading.take(body.contains("mappingUserId"), text_of(body, "mappingUserId"), fields.mapping);
  if (body.contains("maxAllowedLogins")) {
    reading.take(true, number(body["maxAllowedLogins"], "maxAllowedLogins", logins), fields.max_logins);
  }
  if (reading.refusal) return std::unexpected(*reading.refusal);
  return fields;
}

UserFields without(UserFields fields, const std::set<std::string>& ignored) {
  if (ignored.contains("userName")) fields.name.reset();
  if (ignored.contains("userType")) fields.type.reset();
  if (ignored.contains("systemUserType")) fields.system_type.reset();
  if (ignored.contains("defaultReady")) fields.default_ready.reset();
  if (ignored.contains("description")) fields.description.reset();
  if (ignored.contains("userData")) fields.password.reset();
  if (ignored.contains("loginPolicy")) fields.login_policy.reset();
  if (ignored.contains("mappingUserId")) fields.mapping.reset();
  if (ignored.contains("maxAllowedLogins")) fields.max_logins.reset();
  return fields;
}

UserFields with_nulls(UserFields fields) {
  if (!fields.default_ready) fields.default_ready = false;
  if (!fields.max_logins) fields.max_logins.emplace(std::nullopt);
  if (!fields.login_policy) fields.login_policy.emplace(std::nullopt);
  if (!fields.mapping) fields.mapping.emplace(std::nullopt);
  if (!fields.description) fields.description = "";
  return fields;
}

}  // namespace muster::simulators::ameyo
