#include "providers/ameyo/catalog.h"

namespace muster::ameyo {

using core::Compare;
using core::FieldRule;
using core::Owner;
using core::Readable;
using core::ValueType;

namespace {

FieldRule field(std::string_view path, ValueType type, std::string_view help) {
  FieldRule rule;
  rule.path = path;
  rule.type = type;
  rule.help = help;
  return rule;
}

// No answer has it: written at create, and again when the manifest asks for something else than was last written.
FieldRule unreadable(std::string_view path, ValueType type, std::string_view help) {
  FieldRule rule = field(path, type, help);
  rule.readable = Readable::never;
  return rule;
}

FieldRule user_name() {
  FieldRule rule = field("userName", ValueType::text, "the name that is displayed");
  rule.needed_at_create = true;
  return rule;
}

FieldRule roles() {
  FieldRule rule =
      field("roles", ValueType::text_set, "exactly one: userType and systemUserType, which are sent equal");
  rule.compare = Compare::folded;
  rule.on_change = core::OnChange::replace;
  rule.needed_at_create = true;
  rule.privilege = true;
  rule.may_be_empty = false;
  rule.one_member = true;
  rule.suggestions = {"Administrator", "Supervisor",    "Executive", "Professional-Agent",
                      "Analyst",       "Group Manager", "Agent"};
  return rule;
}

FieldRule login_policy() {
  FieldRule rule = field("loginPolicy", ValueType::text, "what happens to a login beyond maxAllowedLogins");
  rule.suggestions = {"disallow.after.limit", "verify.before.force.login", "default"};
  return rule;
}

FieldRule password() {
  FieldRule rule = unreadable("password", ValueType::secret, "the password; userData on the wire, never read back");
  rule.needed_at_create = true;
  return rule;
}

FieldRule contact_center() {
  FieldRule rule = unreadable("contactCenterId", ValueType::integer,
                              "number of the contact centre; without it, settings.contactCenterId");
  return rule;
}

FieldRule skills() {
  FieldRule rule = field("skills", ValueType::text_set, "ids of skills and their levels, as skill:level");
  rule.owner = Owner::system;
  return rule;
}

FieldRule members(std::string_view path, std::string_view help) {
  FieldRule rule = field(path, ValueType::text_set, help);
  rule.batched = true;
  rule.compare = Compare::folded;
  core::Reference reference;
  reference.entity = "user";
  rule.reference = reference;
  return rule;
}

FieldRule supervisors() {
  FieldRule rule = members("supervisors", "user ids of the managers of the group; it has at least one");
  rule.leads = true;
  rule.may_be_empty = false;
  rule.needed_at_create = true;
  return rule;
}

core::EntitySpec user() {
  core::EntitySpec spec;
  spec.name = "user";
  spec.plural = "users";
  spec.fields = {user_name(),
                 roles(),
                 field("defaultReady", ValueType::boolean, "whether the user is ready as soon as logged in"),
                 login_policy(),
                 field("maxAllowedLogins", ValueType::integer, "logins at a time"),
                 field("mappingUserId", ValueType::text, "login in another application, such as an e-mail address"),
                 contact_center(),
                 unreadable("description", ValueType::text, "a remark"),
                 password(),
                 skills()};
  return spec;
}

core::EntitySpec group() {
  core::EntitySpec spec;
  spec.name = "group";
  spec.plural = "groups";
  spec.name_compare = Compare::trimmed;
  spec.renamable = true;
  spec.fields = {supervisors(), members("agents", "user ids of the members; a user may be in several groups"),
                 field("description", ValueType::text, "what the group is for")};
  return spec;
}

std::vector<core::KindSpec> kinds() {
  core::KindSpec user;
  user.name = "User";
  user.entity = "user";
  user.name_help = "userId, the login";
  user.help = "a user of a contact centre";
  core::KindSpec team;
  team.name = "Team";
  team.entity = "group";
  team.name_help = "group name";
  team.help = "a user group with its managers";
  return {user, team};
}

core::SettingRule setting(std::string_view name, std::string_view default_value, std::vector<std::string_view> allowed,
                          std::string_view help) {
  core::SettingRule rule;
  rule.name = name;
  rule.default_value = default_value;
  rule.allowed = std::move(allowed);
  rule.help = help;
  return rule;
}

core::SettingRule typed(ValueType type, std::string_view name, std::string_view default_value, std::string_view help) {
  core::SettingRule rule = setting(name, default_value, {}, help);
  rule.type = type;
  return rule;
}

std::vector<core::SettingRule> settings() {
  return {
      setting("login", "userLogin", {"userLogin", "ui"},
              "which login the server has: userLogin is /session/userLogin, ui is /userLogin/login"),
      setting("updateId", "ccUserId", {"ccUserId", "userId"}, "which id stands in the path of an update"),
      setting("groupUserIds", "auto", {"auto", "ccUserId", "userId"},
              "which id the lists of members in changes of groups hold; auto finds out by reading back"),
      typed(ValueType::integer, "contactCenterId", "1", "contact centre in which users are created and read"),
      typed(ValueType::boolean, "forceLogin", "false", "log in although the account is logged in elsewhere, ending it"),
      typed(ValueType::boolean, "endSessions", "false",
            "end the sessions of a user whose removal was refused because of them"),
      setting("terminalInfo", "muster", {}, "what the login says of where it comes from"),
  };
}

std::vector<core::CredentialRule> credentials() {
  core::CredentialRule username;
  username.name = "username";
  username.secret = false;
  username.help = "userId of an administrator that muster has for itself";
  core::CredentialRule password;
  password.name = "password";
  password.help = "its password";
  return {username, password};
}

core::Unsupported unsupported(std::string_view kind, std::string_view field, std::string_view how) {
  core::Unsupported entry;
  entry.kind = kind;
  entry.field = field;
  entry.how = how;
  return entry;
}

std::vector<core::Unsupported> all_unsupported() {
  return {
      unsupported("RoleAssignment", "", "the role of a user is a field of the user: use User with roles"),
      unsupported("SupervisorAssignment", "", "supervisors are the managers of groups: use Team with supervisors"),
      unsupported("UdsSettings", "", "these are settings of Cisco Unified CM: use a System with provider cucm-uds"),
      unsupported("User", "enabled",
                  "there is no known way to disable a user: remove it, or take it out of its groups"),
      unsupported("User", "skills", "no call that sets skills is known: assign them in the user interface"),
      unsupported("User", "campaigns", "campaigns and queues are not managed: assign them in the user interface"),
      unsupported("User", "userType", "write roles: [...] with that one role"),
  };
}

}  // namespace

const core::Catalog& catalog() {
  static const core::Catalog kCatalog = [] {
    core::Catalog catalog;
    catalog.provider = "ameyo";
    catalog.title = "Ameyo";
    catalog.base_path = "/ameyorestapi";
    catalog.visibility_delay = std::chrono::seconds(10);
    catalog.entities = {user(), group()};
    catalog.kinds = kinds();
    catalog.settings = settings();
    catalog.credentials = credentials();
    catalog.admin_roles = {"Administrator"};
    catalog.unsupported = all_unsupported();
    return catalog;
  }();
  return kCatalog;
}

}  // namespace muster::ameyo
