#include "providers/uccx/catalog.h"

namespace muster::uccx {

using core::Compare;
using core::FieldRule;
using core::Owner;
using core::ValueType;

namespace {

FieldRule named_users(std::string_view path, ValueType type, std::string_view help) {
  FieldRule rule;
  rule.path = path;
  rule.type = type;
  rule.compare = Compare::folded;
  if (type == ValueType::text_set) rule.on_change = core::OnChange::replace;
  rule.help = help;
  core::Reference reference;
  reference.entity = "user";
  rule.reference = reference;
  return rule;
}

FieldRule roles() {
  FieldRule rule;
  rule.path = "roles";
  rule.type = ValueType::text_set;
  rule.compare = Compare::folded;
  rule.on_change = core::OnChange::replace;
  rule.privilege = true;
  rule.readable = core::Readable::one_by_one;
  rule.suggestions = {"Administrator", "Supervisor", "Reporting"};
  rule.closed = "Agent comes with the IPCC extension in Unified CM and is always carried along";
  rule.help = "roles besides Agent; every write carries the complete set";
  return rule;
}

FieldRule capabilities() {
  FieldRule rule;
  rule.path = "capabilities";
  rule.type = ValueType::text_set;
  rule.compare = Compare::folded;
  rule.owner = Owner::system;
  rule.help = "what the REST interface shows of the roles: Agent, Supervisor";
  return rule;
}

FieldRule primary_supervisor() {
  FieldRule rule = named_users("primarySupervisor", ValueType::text, "user id of who leads the team");
  rule.default_value = "";
  rule.leads = true;
  rule.reference->needs_role = "Supervisor";
  return rule;
}

FieldRule secondary_supervisors() {
  FieldRule rule = named_users("secondarySupervisors", ValueType::text_set, "user ids of who else supervises the team");
  rule.leads = true;
  rule.reference->needs_role = "Supervisor";
  return rule;
}

FieldRule agents() {
  FieldRule rule = named_users("agents", ValueType::text_set, "user ids of the members; an agent is in one team");
  rule.reference->exclusive = true;
  return rule;
}

core::EntitySpec user() {
  core::EntitySpec spec;
  spec.name = "user";
  spec.plural = "users";
  spec.creatable = false;
  spec.removable = false;
  spec.rights_shown_by = "capabilities";
  spec.fields = {roles(), capabilities()};
  return spec;
}

core::EntitySpec team() {
  core::EntitySpec spec;
  spec.name = "team";
  spec.plural = "teams";
  spec.name_compare = Compare::trimmed;
  spec.renamable = true;
  spec.fields = {primary_supervisor(), secondary_supervisors(), agents()};
  return spec;
}

std::vector<core::KindSpec> kinds() {
  core::KindSpec roles;
  roles.name = "RoleAssignment";
  roles.entity = "user";
  roles.fields = {"roles"};
  roles.creates = false;
  roles.needs_setting = "appadminRoles";
  roles.name_help = "user id";
  roles.help = "the roles of a user, set through the pages of the administrator";
  core::KindSpec team;
  team.name = "Team";
  team.entity = "team";
  team.name_help = "team name, 1 to 49 characters";
  team.help = "a team with its supervisors and agents";
  return {roles, team};
}

std::vector<core::SettingRule> settings() {
  core::SettingRule rule;
  rule.name = "appadminRoles";
  rule.type = ValueType::boolean;
  rule.default_value = "false";
  rule.help = "read and write roles through the web pages of the administrator, for which there is no interface";
  return {rule};
}

std::vector<core::CredentialRule> credentials() {
  core::CredentialRule username;
  username.name = "username";
  username.secret = false;
  username.help = "an administrator of UCCX; anybody else sees a part of the teams only";
  core::CredentialRule password;
  password.name = "password";
  password.help = "its password, sent by HTTP Basic and, with appadminRoles, by the login form";
  return {username, password};
}

core::Unsupported unsupported(std::string_view kind, std::string_view field, std::string_view how,
                              std::string_view object = {}) {
  core::Unsupported entry;
  entry.kind = kind;
  entry.field = field;
  entry.how = how;
  entry.object = object;
  return entry;
}

std::vector<core::Unsupported> all_unsupported() {
  return {
      unsupported("User", "",
                  "a user of UCCX is an end user of Unified CM with an IPCC extension: create, change and remove it "
                  "there"),
      unsupported("SupervisorAssignment", "", "supervisors belong to teams: use Team"),
      unsupported("UdsSettings", "", "these are settings of Cisco Unified CM: use a System with provider cucm-uds"),
      unsupported("Team", "csqs", "contact service queues are kept in UCCX; muster carries them unchanged"),
      unsupported("Team", "agents", "whoever is in no other team is in this one: name them in the teams they belong to",
                  kDefaultTeam),
      unsupported("Team", "", "UCCX keeps it for whoever is in no other team", kDefaultTeam),
  };
}

core::Catalog build() {
  core::Catalog result;
  result.provider = "uccx";
  result.title = "Cisco UCCX";
  result.visibility_delay = std::chrono::seconds(10);
  result.entities = {user(), team()};
  result.kinds = kinds();
  result.settings = settings();
  result.credentials = credentials();
  result.admin_roles = {"Administrator"};
  result.unsupported = all_unsupported();
  result.one_writer = true;  // a PUT of a team carries what was read just before; there is no revision to check
  return result;
}

}  // namespace

const core::Catalog& catalog() {
  static const core::Catalog kCatalog = build();
  return kCatalog;
}

}  // namespace muster::uccx
