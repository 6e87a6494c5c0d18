#include "providers/genesys_gws/catalog.h"

namespace muster::genesys_gws {

using core::Compare;
using core::FieldRule;
using core::Owner;
using core::Readable;
using core::ValueType;

namespace {

FieldRule scalar(std::string_view path, ValueType type, Compare compare, std::string_view help) {
  FieldRule rule;
  rule.path = path;
  rule.type = type;
  rule.compare = compare;
  rule.help = help;
  return rule;
}

FieldRule name_part(std::string_view path, std::string_view help) {
  FieldRule rule = scalar(path, ValueType::text, Compare::trimmed, help);
  rule.needed_at_create = true;
  return rule;
}

FieldRule enabled() {
  FieldRule rule = scalar("enabled", ValueType::boolean, Compare::exact, "false keeps the account and bars its login");
  rule.default_value = "true";
  return rule;
}

FieldRule roles() {
  FieldRule rule =
      scalar("roles", ValueType::text_set, Compare::folded, "the user's roles; every write carries the complete set");
  rule.on_change = core::OnChange::replace;
  rule.needed_at_create = true;
  rule.privilege = true;
  rule.may_be_empty = false;
  rule.suggestions = {"ROLE_AGENT", "ROLE_SUPERVISOR", "ROLE_ADMIN", "ROLE_API_USER"};
  return rule;
}

FieldRule password() {
  FieldRule rule = scalar("password", ValueType::secret, Compare::exact,
                          "written at create and when the secret changes; the vendor never shows it");
  rule.readable = Readable::never;
  rule.needed_at_create = true;
  return rule;
}

// Clears itself at the first login, so it is a wish about the create and nothing to compare afterwards.
FieldRule change_password_on_first_login() {
  FieldRule rule = scalar("changePasswordOnFirstLogin", ValueType::boolean, Compare::exact,
                          "asks a new user for a new password; settable at create only");
  rule.owner = Owner::write_once;
  rule.readable = Readable::never;
  rule.default_value = "false";
  return rule;
}

FieldRule devices() {
  FieldRule rule = scalar("devices", ValueType::text_set, Compare::digits,
                          "phone numbers; assigning one takes it from whoever has it, and none can be unassigned");
  core::Reference reference;
  reference.exclusive = true;
  reference.steals = true;
  reference.removable = false;
  reference.needs_role = "ROLE_AGENT";
  rule.reference = reference;
  return rule;
}

FieldRule skills() {
  FieldRule rule =
      scalar("skills", ValueType::text_set, Compare::exact, "names of the user's skills; shown, never written");
  rule.owner = Owner::system;
  return rule;
}

core::EntitySpec user() {
  core::EntitySpec spec;
  spec.name = "user";
  spec.plural = "users";
  spec.unlisted_without_role = "ROLE_AGENT";  // the listing "returns all agents"
  spec.enabled_field = "enabled";
  spec.fields = {name_part("firstName", "given name"),
                 name_part("lastName", "family name"),
                 scalar("emailAddress", ValueType::text, Compare::folded, "e-mail address"),
                 enabled(),
                 roles(),
                 password(),
                 change_password_on_first_login(),
                 devices(),
                 skills()};
  return spec;
}

std::vector<core::KindSpec> kinds() {
  core::KindSpec user;
  user.name = "User";
  user.entity = "user";
  user.name_help = "userName: the login, usually an e-mail address";
  user.help = "a user with everything muster may set";
  core::KindSpec assignment;
  assignment.name = "RoleAssignment";
  assignment.entity = "user";
  assignment.fields = {"roles"};
  assignment.creates = false;
  assignment.name_help = "userName: the login, usually an e-mail address";
  assignment.help = "the roles of a login that has no User document";
  return {user, assignment};
}

std::vector<core::SettingRule> settings() {
  core::SettingRule verb;
  verb.name = "updateVerb";
  verb.default_value = "PUT";
  verb.allowed = {"PUT", "POST"};
  verb.help = "verb of an update; POST only for a server that refuses PUT";
  core::SettingRule page;
  page.name = "pageSize";
  page.type = ValueType::integer;
  page.default_value = "500";
  page.help = "users asked for in one request (limit), 1 to 10000";
  core::SettingRule sort;
  sort.name = "sortBy";
  sort.default_value = "userName";
  sort.help = "field that keeps the listing in one order from page to page; empty for a server that does not know it";
  return {verb, page, sort};
}

std::vector<core::CredentialRule> credentials() {
  core::CredentialRule username;
  username.name = "username";
  username.secret = false;
  username.help = "an account with the role admin or apiuser";
  core::CredentialRule password;
  password.name = "password";
  password.help = "its password, sent by HTTP Basic";
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
      unsupported("SupervisorAssignment", "",
                  "Genesys Web Services has no call for it: put supervisor and agents into one agent group "
                  "(CfgAgentGroup) in Genesys Administrator, and give the supervisor ROLE_SUPERVISOR here"),
      unsupported("Team", "",
                  "Genesys Web Services has no call for it: teams are agent groups (CfgAgentGroup), kept in "
                  "Genesys Administrator"),
      unsupported("UdsSettings", "", "these are settings of Cisco Unified CM: use a System with provider cucm-uds"),
      unsupported("User", "userName",
                  "a login cannot be renamed there: the name is metadata.name; create the new login, and remove the "
                  "old one with ensure: absent"),
      unsupported("User", "skills", "skills are read only here: assign them in Genesys Administrator or Agent Setup"),
      unsupported("User", "doNotDisturb", "it is a state the agent sets while working, not configuration"),
      unsupported("User", "contactCenterId", "the vendor sets it: a user belongs to the contact centre of its creator"),
      unsupported("User", "id", "vendor ids never appear in manifests: muster keeps them itself"),
  };
}

core::Catalog build() {
  core::Catalog result;
  result.provider = "genesys-gws";
  result.title = "Genesys Web Services";
  result.base_path = "/api/v2";
  result.visibility_delay = std::chrono::seconds(5);
  result.entities = {user()};
  result.kinds = kinds();
  result.settings = settings();
  result.credentials = credentials();
  result.admin_roles = {"ROLE_ADMIN"};
  result.unsupported = all_unsupported();
  return result;
}

}  // namespace

const core::Catalog& catalog() {
  static const core::Catalog kCatalog = build();
  return kCatalog;
}

}  // namespace muster::genesys_gws
