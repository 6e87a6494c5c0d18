#include "providers/cucm_uds/catalog.h"

#include "providers/cucm_uds/fields.h"

namespace muster::cucm_uds {

namespace {

core::EntitySpec entity(std::string_view name, std::string_view plural) {
  core::EntitySpec spec;
  spec.name = name;
  spec.plural = plural;
  spec.creatable = false;
  spec.removable = false;
  return spec;
}

core::EntitySpec user() {
  core::EntitySpec spec = entity("user", "users");
  spec.not_in_name = "/";
  spec.fields = user_fields();
  return spec;
}

core::EntitySpec device() {
  core::EntitySpec spec = entity("device", "devices");
  spec.part_of = "user";
  spec.list = "devices";
  spec.item_key = "name";
  spec.item_key_help = "name of a device that belongs to the user: SEP00DEADBEEF01";
  spec.fields = device_fields();
  return spec;
}

core::EntitySpec extension() {
  core::EntitySpec spec = entity("extension", "extensions");
  spec.part_of = "device";
  spec.list = "extensions";
  spec.item_key = "directoryNumber";
  spec.item_key_help = "directory number of a line of the device";
  spec.name_compare = core::Compare::dialled;
  spec.fields = extension_fields();
  return spec;
}

core::EntitySpec remote_destination() {
  core::EntitySpec spec = entity("remote destination", "remote destinations");
  spec.part_of = "user";
  spec.list = "remoteDestinations";
  spec.item_key = "destination";
  spec.item_key_help = "the number that is called";
  spec.name_compare = core::Compare::dialled;
  spec.creatable = true;
  spec.fields = remote_destination_fields();
  return spec;
}

core::EntitySpec options(std::string_view name, std::string_view plural) {
  core::EntitySpec spec = entity(name, plural);
  spec.lookup_only = true;
  return spec;
}

core::KindSpec kind(std::string_view entity, std::string_view variant) {
  core::KindSpec spec;
  spec.name = "UdsSettings";
  spec.entity = entity;
  spec.variant = variant;
  spec.creates = entity == "remote destination";
  spec.name_help = "user id of Unified CM";
  spec.help = "settings that a user of Unified CM may change: phones, lines, speed dials, services, call forwarding";
  return spec;
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

std::vector<core::SettingRule> settings() {
  return {
      setting(
          "remoteDestinationPath", "collection", {"collection", "withId"},
          "where a remote destination is created: at remoteDestination, or at remoteDestination/{id} with a new id"),
      setting("remoteDestinationNumber", "destinationNumber", {"destinationNumber", "destination"},
              "how an update names the number of a remote destination"),
  };
}

std::vector<core::CredentialRule> credentials() {
  core::CredentialRule username;
  username.name = "username";
  username.secret = false;
  username.help = "\"{name}\": each user signs in, since nobody may act for another";
  core::CredentialRule password;
  password.name = "password";
  password.help = "each user's own, such as {file: \"uds/{name}\"}";
  return {username, password};
}

core::Unsupported unsupported(std::string_view kind, std::string_view how, std::string_view field = {}) {
  core::Unsupported entry;
  entry.kind = kind;
  entry.field = field;
  entry.how = how;
  return entry;
}

std::vector<core::Unsupported> all_unsupported() {
  return {
      unsupported("User",
                  "users of Unified CM come from its administration or from LDAP: create and remove them there"),
      unsupported("RoleAssignment", "access control groups are assigned in the administration of Unified CM"),
      unsupported("Team", "Unified CM has no teams: use a System with provider uccx"),
      unsupported("SupervisorAssignment", "Unified CM has no supervisors: use a System with provider uccx or webex"),
  };
}

}  // namespace

const core::Catalog& catalog() {
  static const core::Catalog kCatalog = [] {
    core::Catalog catalog;
    catalog.provider = "cucm-uds";
    catalog.title = "Cisco Unified CM User Data Services";
    catalog.base_path = "/cucm-uds";
    catalog.entities = {user(),
                        device(),
                        extension(),
                        remote_destination(),
                        options("locale", "locales"),
                        options("message lamp option", "message lamp options"),
                        options("message tone option", "message tone options"),
                        options("ring option on a call", "ring options on a call"),
                        options("ring option when idle", "ring options when idle")};
    catalog.kinds = {kind("user", ""), kind("device", "device"), kind("extension", "extension"),
                     kind("remote destination", "remote destination")};
    catalog.settings = settings();
    catalog.credentials = credentials();
    catalog.unsupported = all_unsupported();
    catalog.by_name = true;
    return catalog;
  }();
  return kCatalog;
}

core::FieldIndex field_of(core::EntityIndex entity, std::string_view path) {
  return catalog().entities[entity].find(path).value();
}

}  // namespace muster::cucm_uds
