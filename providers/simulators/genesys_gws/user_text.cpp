#include "providers/simulators/genesys_gws/user_text.h"

#include <algorithm>
#include <array>

#include <fmt/core.h>
#include <fmt/ranges.h>

#include "providers/simulators/genesys_gws/json_text.h"

namespace muster::simulators::gws {
namespace {

constexpr std::array<std::string_view, 10> kFields{
    "id", "userName", "firstName", "lastName", "emailAddress", "enabled", "roles", "uri", "contactCenterId", "path"};

std::string recased(std::string_view text, Recasing recasing) {
  std::string out(text);
  for (char& c : out) {
    if (recasing == Recasing::lower && c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    if (recasing == Recasing::upper && c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  return out;
}

// Writes the members of one person that were asked for and are not left out by this site.
class UserWriter {
 public:
  UserWriter(ObjectText& object, const World& world, const Shown& shown)
      : object_(object), quirks_(world.quirks), shown_(shown) {}

  void text(std::string_view field, std::string_view value) {
    if (wanted(field) && !(quirks_.omits_defaults && value.empty())) object_.text(field, value);
  }
  void boolean(std::string_view field, bool value, bool by_default) {
    if (wanted(field) && !(quirks_.omits_defaults && value == by_default)) object_.boolean(field, value);
  }
  void login(const std::string& value) {
    if (quirks_.recased_logins == Recasing::none) return text("userName", value);
    text("userName", recased(value, quirks_.recased_logins));
  }
  void roles(const std::vector<std::string>& roles) {
    if (!wanted("roles")) return;
    std::string& out = object_.member("roles");
    char separator = '[';
    for (const auto& role : roles) {
      out.push_back(separator);
      append_quoted(out, quirks_.recased_roles == Recasing::none ? role : recased(role, quirks_.recased_roles));
      separator = ',';
    }
    out.append(roles.empty() ? "[]" : "]");
  }
  [[nodiscard]] bool wanted(std::string_view field) const {
    return shown_.has(field) &&
           (quirks_.omitted_fields.empty() || !quirks_.omitted_fields.contains(std::string(field)));
  }

 private:
  ObjectText& object_;
  const Quirks& quirks_;
  const Shown& shown_;
};

template <typename List, typename Append>
void append_list(std::string& out, const List& list, Append append) {
  out.push_back('[');
  bool first = true;
  for (const auto& element : list) {
    if (!first) out.push_back(',');
    first = false;
    append(element);
  }
  out.push_back(']');
}

void append_location(ObjectText& object, const UserWriter& writer, const World& world, const User& user) {
  if (writer.wanted("uri")) {
    object.member("uri").append("\"").append(world.quirks.uri_base).append("/users/").append(user.id).append("\"");
  }
  if (writer.wanted("path")) object.member("path").append("\"/users/").append(user.id).append("\"");
}

void append_subresources(ObjectText& object, const World& world, const User& user, const Shown& shown) {
  if (shown.skills) {
    std::string& out = object.member("skills");
    append_list(out, user.skills, [&](const SkillLevel& skill) { append_user_skill(out, world, skill); });
  }
  if (shown.devices) {
    std::string& out = object.member("devices");
    append_list(out, user.device_ids,
                [&](const std::string& id) { append_device(out, world, world.devices.find(id)->second); });
  }
}

}  // namespace

bool Shown::has(std::string_view field) const {
  return all_fields || std::find(fields.begin(), fields.end(), field) != fields.end();
}

Shown shown_by(const Target& target, bool collection) {
  Shown shown;
  const auto fields = target.parameter("fields");
  const auto subresources = target.parameter("subresources");
  const auto named = split(subresources.value_or(""), ',');
  const auto has = [&](std::string_view name) {
    return subresources == "*" || std::find(named.begin(), named.end(), name) != named.end();
  };
  shown.skills = has("skills");
  shown.devices = has("devices");
  shown.uris_only = collection && !fields && !subresources;
  shown.all_fields = !fields || *fields == "*" || subresources == "*";
  if (!shown.all_fields) shown.fields = split(*fields, ',');
  return shown;
}

void append_user(std::string& out, const World& world, const User& user, const Shown& shown) {
  ObjectText object(out);
  UserWriter writer(object, world, shown);
  writer.text("id", user.id);
  writer.login(user.user_name);
  if (shown.own_password) writer.text("password", "");
  writer.text("firstName", user.first_name);
  writer.text("lastName", user.last_name);
  writer.text("emailAddress", user.email_address);
  writer.roles(user.roles);
  writer.boolean("enabled", user.enabled, true);
  writer.boolean("changePasswordOnFirstLogin", user.change_password_on_first_login, false);
  writer.text("doNotDisturb", user.do_not_disturb ? "On" : "Off");
  writer.text("contactCenterId", world.contact_center_id);
  append_location(object, writer, world, user);
  append_subresources(object, world, user, shown);
  if (world.quirks.extra_fields && shown.all_fields) object.member("loginCodes").append("[]");
}

void append_device(std::string& out, const World& world, const Device& device) {
  ObjectText object(out);
  object.text("id", device.id);
  object.text("deviceState", "Inactive");
  object.text("phoneNumber", device.phone_number);
  object.text("e164Number", "");
  object.text("telephonyNetwork", "Private");
  object.text("uri", fmt::format("{}/devices/{}", world.quirks.uri_base, device.id));
  object.text("path", "/devices/" + device.id);
}

void append_skill(std::string& out, const World& world, const Skill& skill) {
  ObjectText object(out);
  object.text("id", skill.id);
  object.text("name", skill.name);
  if (!skill.description.empty()) object.text("description", skill.description);
  object.text("level", "0");
  object.text("uri", fmt::format("{}/skills/{}", world.quirks.uri_base, skill.id));
  object.text("path", "/skills/" + skill.id);
}

void append_user_skill(std::string& out, const World& world, const SkillLevel& skill) {
  const Skill* known = find_skill(world, skill.skill_id);
  ObjectText object(out);
  object.text("id", skill.skill_id);
  object.text("name", known == nullptr ? "" : known->name);
  const char* quote = world.quirks.skill_level_as_text ? "\"" : "";
  object.member("level").append(fmt::format("{0}{1}{0}", quote, skill.level));
  object.text("uri", fmt::format("{}/skills/{}", world.quirks.uri_base, skill.skill_id));
}

std::string field_text(const World& world, const User& user, std::string_view field) {
  if (field == "id") return user.id;
  if (field == "userName") return user.user_name;
  if (field == "firstName") return user.first_name;
  if (field == "lastName") return user.last_name;
  if (field == "emailAddress") return user.email_address;
  if (field == "enabled") return user.enabled ? "true" : "false";
  if (field == "roles") return fmt::format("{}", fmt::join(user.roles, " "));
  if (field == "contactCenterId") return world.contact_center_id;
  if (field == "uri") return fmt::format("{}/users/{}", world.quirks.uri_base, user.id);
  return field == "path" ? "/users/" + user.id : std::string{};
}

bool is_user_field(std::string_view field) { return std::find(kFields.begin(), kFields.end(), field) != kFields.end(); }

const Skill* find_skill(const World& world, std::string_view id) {
  const auto found =
      std::find_if(world.skills.begin(), world.skills.end(), [&](const Skill& skill) { return skill.id == id; });
  return found == world.skills.end() ? nullptr : &*found;
}

}  // namespace muster::simulators::gws
