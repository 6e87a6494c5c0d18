#include "tests/support/toy_catalog.h"

#include <array>

namespace muster::support {

namespace {

using core::Catalog;
using core::Compare;
using core::EntitySpec;
using core::FieldRule;
using core::KindSpec;
using core::OnChange;
using core::Owner;
using core::Readable;
using core::Reference;
using core::ValueType;

[[nodiscard]] FieldRule field(std::string_view path, ValueType type, std::string_view help) {
  FieldRule rule;
  rule.path = path;
  rule.type = type;
  rule.help = help;
  return rule;
}

[[nodiscard]] FieldRule roles() {
  auto rule = field("roles", ValueType::text_set, "what the user may do");
  rule.compare = Compare::folded;
  rule.on_change = OnChange::replace;
  rule.needed_at_create = true;
  rule.privilege = true;
  rule.may_be_empty = false;
  rule.suggestions = {"ROLE_AGENT", "ROLE_SUPERVISOR", "ROLE_ADMIN"};
  return rule;
}

[[nodiscard]] FieldRule enabled() {
  auto rule = field("enabled", ValueType::boolean, "whether the user can sign in");
  rule.default_value = "true";
  return rule;
}

[[nodiscard]] FieldRule display_name() {
  auto rule = field("displayName", ValueType::text, "the name that others see");
  rule.default_value = "";
  return rule;
}

[[nodiscard]] FieldRule email() {
  auto rule = field("emailAddress", ValueType::text, "where notices go");
  rule.compare = Compare::folded;
  rule.needed_at_create = true;
  return rule;
}

[[nodiscard]] FieldRule password() {
  auto rule = field("password", ValueType::secret, "the password, never read back");
  rule.readable = Readable::never;
  rule.needed_at_create = true;
  return rule;
}

[[nodiscard]] FieldRule change_password() {
  auto rule = field("changePasswordOnFirstLogin", ValueType::boolean, "asks for a new password at the first login");
  rule.owner = Owner::write_once;
  rule.readable = Readable::never;
  return rule;
}

[[nodiscard]] FieldRule devices() {
  auto rule = field("devices", ValueType::text_set, "phone numbers of the user");
  rule.compare = Compare::digits;
  Reference reference;
  reference.exclusive = true;
  reference.steals = true;
  reference.removable = false;
  reference.needs_role = "ROLE_AGENT";
  rule.reference = reference;
  return rule;
}

[[nodiscard]] FieldRule skills() {
  auto rule = field("skills", ValueType::text_set, "skills, as the vendor shows them");
  rule.owner = Owner::system;
  return rule;
}

[[nodiscard]] FieldRule supervisors() {
  auto rule = field("supervisors", ValueType::text_set, "users who watch over the team");
  rule.compare = Compare::folded;
  Reference reference;
  reference.entity = "user";
  reference.needs_role = "ROLE_SUPERVISOR";
  rule.reference = reference;
  return rule;
}

[[nodiscard]] FieldRule agents() {
  auto rule = field("agents", ValueType::text_set, "users who work in the team; a user is in one team");
  rule.compare = Compare::folded;
  Reference reference;
  reference.entity = "user";
  reference.exclusive = true;
  rule.reference = reference;
  return rule;
}

[[nodiscard]] EntitySpec user() {
  EntitySpec spec;
  spec.name = "user";
  spec.plural = "users";
  spec.enabled_field = "enabled";
  spec.fields = {
      roles(),    enabled(),         display_name(), email(), field("maxCalls", ValueType::integer, "calls at a time"),
      password(), change_password(), devices(),      skills()};
  return spec;
}

[[nodiscard]] EntitySpec team() {
  EntitySpec spec;
  spec.name = "team";
  spec.plural = "teams";
  spec.name_compare = Compare::trimmed;
  spec.renamable = true;
  spec.fields = {supervisors(), agents(), field("description", ValueType::text, "what the team is for")};
  return spec;
}

[[nodiscard]] std::vector<KindSpec> kinds() {
  return {
      {.name = "User", .entity = "user", .fields = {}, .creates = true, .name_help = "login", .help = "one account"},
      {.name = "RoleAssignment",
       .entity = "user",
       .fields = {"roles"},
       .creates = false,
       .name_help = "login",
       .help = "roles of an account that has no User document"},
      {.name = "Team", .entity = "team", .fields = {}, .creates = true, .name_help = "team name", .help = "one team"}};
}

[[nodiscard]] Catalog make_toy() {
  Catalog catalog;
  catalog.provider = "toy";
  catalog.title = "Toy Centre";
  catalog.base_path = "/toy/v1";
  catalog.visibility_delay = std::chrono::seconds{2};
  catalog.entities = {user(), team()};
  catalog.kinds = kinds();
  catalog.settings = {{.name = "updateVerb",
                       .type = ValueType::text,
                       .default_value = "PUT",
                       .allowed = {"PUT", "POST"},
                       .help = "the verb of an update"},
                      {.name = "pageSize",
                       .type = ValueType::integer,
                       .default_value = "100",
                       .allowed = {},
                       .help = "objects asked for at a time"},
                      {.name = "endSessions",
                       .type = ValueType::boolean,
                       .default_value = "false",
                       .allowed = {},
                       .help = "whether a session may be ended"},
                      {.name = "regions",
                       .type = ValueType::text_set,
                       .default_value = "north,south",
                       .allowed = {},
                       .help = "where to look"}};
  catalog.credentials = {{.name = "username", .secret = false, .required = true, .help = "muster's own login"},
                         {.name = "password", .secret = true, .required = true, .help = "its password"},
                         {.name = "realm", .secret = false, .required = false, .help = "where it signs in"}};
  catalog.admin_roles = {"ROLE_ADMIN"};
  catalog.unsupported = {
      {.kind = "SupervisorAssignment", .field = "", .how = "supervisors are the `supervisors` of a Team"},
      {.kind = "User",
       .field = "userName",
       .how = "a login cannot be changed; make a new user and remove the old one"}};
  return catalog;
}

[[nodiscard]] Catalog make_other() {
  Catalog catalog;
  catalog.provider = "toy-other";
  catalog.title = "Other Toy Centre";
  return catalog;
}

}  // namespace

const Catalog& toy_catalog() {
  static const Catalog catalog = make_toy();
  return catalog;
}

const Catalog& other_catalog() {
  static const Catalog catalog = make_other();
  return catalog;
}

core::Catalogs toy_catalogs() {
  static const std::array<const Catalog*, 2> catalogs = {&toy_catalog(), &other_catalog()};
  return catalogs;
}

}  // namespace muster::support
