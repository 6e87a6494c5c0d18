// What a provider can manage, as data: the loader, schemas, diff, order, guards and explain all read these tables.
// A Catalog is known without a connection. A provider never decides whether something differs; it describes fields.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "reconciler/core/name.h"
#include "reconciler/core/table.h"

namespace muster::core {

// records: a keyed list of small records that the vendor replaces whole (speed dials); see RecordPart.
enum class ValueType : std::uint8_t { text, boolean, integer, secret, text_set, records };
enum class Owner : std::uint8_t { manifest, system, write_once };      // system: read only; write_once: at create only
enum class OnChange : std::uint8_t { write, replace, refuse };         // replace: the write carries the whole set
enum class Readable : std::uint8_t { in_listing, one_by_one, never };  // never: written and reported "unverifiable"

// The field names other objects (references) or claims something that only one object can have.
// On a text field its value is the one member.
struct Reference {
  std::string_view entity;  // entity name in the same catalog; empty: not an object muster manages (a phone number)
  bool exclusive = false;   // a member belongs to one object at a time
  bool steals = false;      // the vendor moves an exclusive member by itself, so there is nothing to release
  bool removable = true;    // false: the vendor has no call that takes a member out
  // A role without which the vendor refuses the membership: of the member where `entity` names one (a supervisor of
  // a team), else of the object that holds it (the agent a phone number is assigned to). Empty: none.
  std::string_view needs_role;
  bool or_id = false;  // a member that is a UUID names something that `entity` does not list: it is left to the vendor
};

// One part of the records of a keyed list. The first part of a list is its key: needed, and never !default.
struct RecordPart {
  std::string_view name;             // "number"
  ValueType type = ValueType::text;  // text, boolean or integer
  Compare compare = Compare::exact;
  bool needed = false;       // a record that does not exist yet cannot be made without it
  bool has_default = false;  // !default is allowed; live records at the default do not have the part
  bool masked = false;       // shown without what follows a '?'
  std::string_view help;
};

struct FieldRule {
  std::string_view path;  // as written in manifests: "roles"; "user.displayName" is displayName in the map user
  ValueType type = ValueType::text;
  Compare compare = Compare::exact;
  Owner owner = Owner::manifest;
  OnChange on_change = OnChange::write;
  Readable readable = Readable::in_listing;
  std::optional<std::string_view> default_value;  // the vendor's default: !default is allowed and export drops it
  bool needed_at_create = false;
  bool privilege = false;    // members are rights: roles
  bool leads = false;        // who is named here leads the object: plans say when nobody does any more
  bool may_be_empty = true;  // for sets: whether [] can be a final value without settings.allowEmptyRoles
  std::optional<Reference> reference;
  std::vector<std::string_view> suggestions;  // known values, for did-you-mean and schemas; others are accepted
  std::string_view closed{};                  // not empty: only `suggestions` are accepted, and this sentence says why
  std::string_view help;                      // one line for explain and schemas
  // What one call of its own writes: fields of one resource go together. Empty: the call that writes the object.
  std::string_view resource{};
  bool batched = false;             // with OnChange::write: however many members come and go, it is one call
  std::vector<RecordPart> parts{};  // of records; `compare` is unused, as each part has its own
  // !default is allowed, and what the default reads as is not known: it is written once, and again only after the
  // live value has changed. `default_value` is empty then.
  bool blind_default = false;
  bool one_member = false;  // a set that has exactly one member: only a plain list of one says so
  // Of a part of an object: the field of the whole object that claims the same setting everywhere. One manifest sets
  // one of the two.
  std::string_view wide{};
  [[nodiscard]] bool may_be_default() const { return default_value.has_value() || blind_default; }
};

// The name of an object is itself the name of an account, which has to exist.
struct NameReference {
  std::string_view entity;            // of the account
  std::string_view holds{};           // a read-only set of the account that has to hold one of ...
  std::string_view any_of_setting{};  // ... the values of this setting of the System; empty: nothing more is needed
};

// One remote kind of object.
struct EntitySpec {
  std::string_view name;    // "user"
  std::string_view plural;  // "users"
  Compare name_compare = Compare::folded;
  bool renamable = false;
  bool creatable = true;
  bool removable = true;
  std::string_view
      unlisted_without_role;  // the vendor's listing may leave out objects that lack this role; empty: none
  std::optional<std::string_view> enabled_field;  // a boolean field that disables the object when false
  bool lookup_only = false;                       // only referred to: never exported, never unmanaged
  std::string_view exists_while{};                // the object exists as long as this set has members; empty: by itself
  std::string_view rights_shown_by{};  // a read-only set that shows some rights where the rights are not known
  std::optional<NameReference> account;
  // A part of another object: written in the list `list` of that object's document ("devices"), each item by `item_key`
  // ("name"). Its name is that of the whole, '/', and the item's; the list owns only the items it names.
  std::string_view part_of{};
  std::string_view list{};
  std::string_view item_key{};
  std::string_view item_key_help{};
  std::string_view not_in_name{};  // characters that the vendor does not take in the name
  std::vector<FieldRule> fields;
  [[nodiscard]] std::optional<FieldIndex> find(std::string_view path) const;
};

// One `kind:` of manifest on this provider and the entity that it claims.
struct KindSpec {
  std::string_view name;                 // "User", "RoleAssignment"
  std::string_view entity;               // "user"
  std::vector<std::string_view> fields;  // paths of the entity's fields that this kind may set; empty: all
  bool creates = true;                   // false: never creates or removes the entity (RoleAssignment)
  // Parts of a document are kinds as well, of the document's name, behind it; `variant` then says which part.
  // Several kinds may bear one name where a field of the manifest is part of the identity and chooses the entity
  // ("tier"). Empty: the name alone decides.
  std::string_view variant_field{};
  std::string_view variant{};
  std::string_view needs_setting{};  // documents of it are an error unless this setting of the System is true
  std::string_view name_help;        // what metadata.name is here: "userName"
  std::string_view help;
};

struct SettingRule {
  std::string_view name;
  ValueType type = ValueType::text;       // text, boolean, integer or text_set
  std::string_view default_value;         // text_set: comma-separated
  std::vector<std::string_view> allowed;  // empty: anything of the type
  std::string_view help;
};

struct CredentialRule {
  std::string_view name;  // "username"
  bool secret = true;
  bool required = true;
  std::string_view help;
};

// A thing a manifest may reasonably ask that this vendor cannot do, and how it is done there.
struct Unsupported {
  std::string_view kind;      // "SupervisorAssignment"
  std::string_view field;     // empty: the kind as a whole
  std::string_view how;       // one sentence
  std::string_view object{};  // only of the object with this name; with an empty field: its removal
};

struct Catalog {
  std::string_view provider;   // "genesys-gws"
  std::string_view title;      // "Genesys Web Services"
  std::string_view base_path;  // default of settings.basePath
  std::chrono::milliseconds visibility_delay{0};
  std::vector<EntitySpec> entities;
  std::vector<KindSpec> kinds;
  std::vector<SettingRule>
      settings;  // basePath, visibilityDelay, adminRoles, allowEmptyRoles, allowPlaintext are common to all
  std::vector<CredentialRule> credentials;
  std::vector<std::string_view> admin_roles;  // default of settings.adminRoles
  std::vector<Unsupported> unsupported;
  bool by_name = false;           // there is no listing: an observation reads the objects that manifests name
  bool one_writer = false;        // the vendor has no guard against two writes at a time
  bool own_rights_fixed = false;  // a change of its rights ends the session of the account that asks for it

  // Of kinds that share a name, the first.
  [[nodiscard]] const KindSpec* find_kind(std::string_view name) const;
  // The kind with that name and variant; null: there is none.
  [[nodiscard]] const KindSpec* find_kind(std::string_view name, std::string_view variant) const;
  [[nodiscard]] std::optional<EntityIndex> find_entity(std::string_view name) const;
  // The kind of the documents, or parts of documents, that claim the entity; of several the one that creates it.
  [[nodiscard]] const KindSpec* kind_of(EntityIndex entity) const;
  // Entities that are parts of this one, in catalog order.
  [[nodiscard]] std::vector<EntityIndex> parts_of(std::string_view entity) const;
};

// All providers this build knows, in the order of their registration. Not owned.
using Catalogs = std::span<const Catalog* const>;
[[nodiscard]] const Catalog* find_catalog(Catalogs catalogs, std::string_view provider);

}  // namespace muster::core
