#include "providers/webex/catalog.h"

namespace muster::webex {

using core::Compare;
using core::FieldRule;
using core::Owner;
using core::ValueType;

namespace {

FieldRule roles() {
  FieldRule rule;
  rule.path = "roles";
  rule.type = ValueType::text_set;
  rule.compare = Compare::folded;
  rule.privilege = true;
  rule.may_be_empty = false;
  rule.suggestions = {"Full Administrator",   "Read-only Administrator", "User and Device Administrator",
                      "Device Administrator", "Location Administrator",  "Support Administrator"};
  rule.help = "administrator roles of the organisation, by their names";
  core::Reference reference;
  reference.entity = "role";
  rule.reference = reference;
  return rule;
}

FieldRule licences() {
  FieldRule rule;
  rule.path = "licences";
  rule.type = ValueType::text_set;
  rule.compare = Compare::folded;
  rule.owner = Owner::system;
  rule.help = "names of the person's licences; shown, never written";
  return rule;
}

FieldRule agents() {
  FieldRule rule;
  rule.path = "agents";
  rule.type = ValueType::text_set;
  rule.compare = Compare::folded_or_uuid;
  rule.needed_at_create = true;
  rule.batched = true;
  rule.may_be_empty = false;
  rule.help = "whom the supervisor supervises: e-mails of people, ids of workspaces and virtual lines";
  core::Reference reference;
  reference.entity = "person";
  reference.or_id = true;
  rule.reference = reference;
  return rule;
}

core::EntitySpec person() {
  core::EntitySpec spec;
  spec.name = "person";
  spec.plural = "people";
  spec.creatable = false;
  spec.removable = false;
  spec.fields = {roles(), licences()};
  return spec;
}

core::EntitySpec supervisor(std::string_view name, std::string_view plural) {
  core::EntitySpec spec;
  spec.name = name;
  spec.plural = plural;
  spec.exists_while = "agents";
  core::NameReference account;
  account.entity = "person";
  spec.account = account;
  spec.fields = {agents()};
  return spec;
}

core::EntitySpec assist_supervisor() {
  core::EntitySpec spec = supervisor("supervisor-customer-assist", "supervisors (Customer Assist)");
  spec.account->holds = "licences";
  spec.account->any_of_setting = "customerAssistLicences";
  return spec;
}

core::EntitySpec role() {
  core::EntitySpec spec;
  spec.name = "role";
  spec.plural = "roles";
  spec.creatable = false;
  spec.removable = false;
  spec.lookup_only = true;
  return spec;
}

core::KindSpec assignment(std::string_view tier, std::string_view entity) {
  core::KindSpec kind;
  kind.name = "SupervisorAssignment";
  kind.entity = entity;
  kind.variant_field = "tier";
  kind.variant = tier;
  kind.name_help = "supervisor's e-mail address";
  kind.help = "a supervisor of one tier and the agents they supervise";
  return kind;
}

std::vector<core::KindSpec> kinds() {
  core::KindSpec roles;
  roles.name = "RoleAssignment";
  roles.entity = "person";
  roles.fields = {"roles"};
  roles.creates = false;
  roles.name_help = "person's e-mail address";
  roles.help = "the administrator roles of a person";
  return {roles, assignment("basic", "supervisor-basic"), assignment("customerAssist", "supervisor-customer-assist")};
}

core::SettingRule setting(std::string_view name, ValueType type, std::string_view value, std::string_view help) {
  core::SettingRule rule;
  rule.name = name;
  rule.type = type;
  rule.default_value = value;
  rule.help = help;
  return rule;
}

std::vector<core::SettingRule> settings() {
  auto writes = setting("roleWrites", ValueType::text, "auto",
                        "how roles are changed: scim sends the difference (PATCH), people replaces the person (PUT), "
                        "auto tries scim first");
  writes.allowed = {"auto", "scim", "people"};
  return {setting("pageSize", ValueType::integer, "500", "objects asked for in one request (max), 1 to 1000"),
          setting("agentBatch", ValueType::integer, "50", "agents added or removed in one request, 1 to 1000"),
          std::move(writes),
          setting("scimBasePath", ValueType::text, "/identity/scim", "path of the SCIM interface"),
          setting("orgId", ValueType::text, "",
                  "id of the organisation, for credentials that reach several; empty: their own"),
          setting("customerAssistLicences", ValueType::text_set, "Customer Experience - Essential,Customer Assist",
                  "names of the licences one of which a Customer Assist supervisor has to hold")};
}

core::CredentialRule credential(std::string_view name, bool secret, std::string_view help) {
  core::CredentialRule rule;
  rule.name = name;
  rule.secret = secret;
  rule.required = false;
  rule.help = help;
  return rule;
}

std::vector<core::CredentialRule> credentials() {
  return {credential("token", true, "an access token; one that cannot be renewed ends by itself"),
          credential("clientId", false, "of an integration or service app"),
          credential("clientSecret", true, "of the same"),
          credential("refreshToken", true, "the first one; muster keeps those that follow")};
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
      unsupported("User", "", "people come from Control Hub, a directory or SCIM: create them there"),
      unsupported("Team", "",
                  "Webex Calling groups agents by call queue and supervisor: use SupervisorAssignment, and keep queues "
                  "in Control Hub"),
      unsupported("UdsSettings", "", "these are settings of Cisco Unified CM: use a System with provider cucm-uds"),
      unsupported("RoleAssignment", "licences", "licences are assigned in Control Hub; muster only looks at them"),
      unsupported("SupervisorAssignment", "queues", "which queues an agent serves is set in Control Hub"),
  };
}

core::Catalog build() {
  core::Catalog result;
  result.provider = "webex";
  result.title = "Webex Calling";
  result.base_path = "/v1";
  result.visibility_delay = std::chrono::seconds(5);
  result.entities = {person(), supervisor("supervisor-basic", "supervisors (basic)"), assist_supervisor(), role()};
  result.kinds = kinds();
  result.settings = settings();
  result.credentials = credentials();
  result.admin_roles = {"Full Administrator"};
  result.unsupported = all_unsupported();
  result.own_rights_fixed = true;  // a change of roles invalidates all tokens of that person
  return result;
}

}  // namespace

const core::Catalog& catalog() {
  static const core::Catalog kCatalog = build();
  return kCatalog;
}

}  // namespace muster::webex
