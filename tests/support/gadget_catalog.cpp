#include "tests/support/gadget_catalog.h"

#include <array>

namespace muster::support {

namespace {

using core::Compare;
using core::FieldRule;
using core::RecordPart;
using core::ValueType;

FieldRule field(std::string_view path, ValueType type = ValueType::text) {
  FieldRule rule;
  rule.path = path;
  rule.type = type;
  rule.help = "for tests";
  return rule;
}

FieldRule text(std::string_view path, Compare compare = Compare::exact) {
  FieldRule rule = field(path);
  rule.compare = compare;
  rule.default_value = "";
  return rule;
}

FieldRule flag(std::string_view path) {
  FieldRule rule = field(path, ValueType::boolean);
  rule.blind_default = true;
  return rule;
}

FieldRule wide(FieldRule rule, std::string_view path) {
  rule.wide = path;
  return rule;
}

RecordPart part(std::string_view name, ValueType type, bool has_default) {
  RecordPart made;
  made.name = name;
  made.type = type;
  made.has_default = has_default;
  made.help = "for tests";
  return made;
}

FieldRule dials() {
  FieldRule rule = field("dials", ValueType::records);
  rule.parts = {part("slot", ValueType::integer, false), part("number", ValueType::text, false),
                part("label", ValueType::text, true), part("loud", ValueType::boolean, true),
                part("weight", ValueType::integer, true)};
  rule.parts[1].compare = Compare::dialled;
  rule.parts[1].needed = true;
  return rule;
}

FieldRule role() {
  FieldRule rule = field("role", ValueType::text_set);
  rule.compare = Compare::folded;
  rule.one_member = true;
  rule.suggestions = {"Owner", "Guest"};
  return rule;
}

core::EntitySpec household() {
  core::EntitySpec spec;
  spec.name = "household";
  spec.plural = "households";
  spec.not_in_name = "/";
  spec.fields = {text("profile.locale", Compare::folded),
                 flag("profile.alert.muted"),
                 field("profile.alert.volume", ValueType::integer),
                 field("profile.note"),
                 role(),
                 field("tags", ValueType::text_set),
                 dials(),
                 field("door.code", ValueType::secret)};
  return spec;
}

core::EntitySpec part_of(std::string_view whole, std::string_view name, std::string_view list, std::string_view key) {
  core::EntitySpec spec;
  spec.name = name;
  spec.plural = list;
  spec.part_of = whole;
  spec.list = list;
  spec.item_key = key;
  spec.item_key_help = "for tests";
  spec.creatable = false;
  return spec;
}

core::EntitySpec gadget() {
  core::EntitySpec spec = part_of("household", "gadget", "gadgets", "id");
  spec.fields = {text("description"), wide(flag("muted"), "profile.alert.muted"), wide(dials(), "dials")};
  return spec;
}

core::EntitySpec line() {
  core::EntitySpec spec = part_of("gadget", "line", "lines", "number");
  spec.name_compare = Compare::dialled;
  spec.fields = {text("forward.to", Compare::dialled), wide(text("locale", Compare::folded), "profile.locale")};
  return spec;
}

core::EntitySpec contact() {
  core::EntitySpec spec = part_of("household", "contact", "contacts", "mail");
  spec.creatable = true;
  spec.fields = {field("title"), field("groups", ValueType::text_set)};
  return spec;
}

core::KindSpec kind(std::string_view entity, std::string_view variant, bool creates) {
  core::KindSpec spec;
  spec.name = "UdsSettings";
  spec.entity = entity;
  spec.variant = variant;
  spec.creates = creates;
  spec.name_help = "street";
  spec.help = "a household";
  return spec;
}

}  // namespace

const core::Catalog& gadget_catalog() {
  static const core::Catalog catalog = [] {
    core::Catalog made;
    made.provider = "gadgets";
    made.title = "Gadgets";
    made.entities = {household(), gadget(), line(), contact()};
    made.kinds = {kind("household", "", true), kind("gadget", "gadget", false), kind("line", "line", false),
                  kind("contact", "contact", true)};
    made.unsupported.push_back({.kind = "UdsSettings", .field = "gadgets.colour", .how = "paint it"});
    return made;
  }();
  return catalog;
}

core::Catalogs gadget_catalogs() {
  static const std::array<const core::Catalog*, 1> catalogs = {&gadget_catalog()};
  return catalogs;
}

}  // namespace muster::support
