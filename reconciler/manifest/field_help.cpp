#include "reconciler/manifest/field_help.h"

#include <fmt/format.h>

#include "reconciler/manifest/suggestion.h"

namespace muster::manifest {

namespace {

using core::FieldRule;
using core::ValueType;

[[nodiscard]] std::string_view written_text(const FieldRule& rule) {
  if (rule.owner == core::Owner::system) return "never; the vendor sets it";
  if (rule.owner == core::Owner::write_once) return "at create only";
  if (rule.on_change == core::OnChange::refuse) return "at create; the vendor refuses to change it";
  if (rule.on_change == core::OnChange::replace) {
    return "when it differs, always as the complete final set, from a read made just before";
  }
  return rule.readable == core::Readable::never ? "at create, and when the manifest's value changes"
                                                : "when it differs, alone";
}

[[nodiscard]] std::string states_text(const FieldRule& rule) {
  if (rule.owner == core::Owner::system) return "shown only; a manifest cannot set it";
  return rule.may_be_default() ? "absent (left alone), !default, or a value" : "absent (left alone) or a value";
}

[[nodiscard]] std::string reference_text(const core::Reference& reference) {
  std::string text = reference.entity.empty() ? std::string("each member") : fmt::format("each a {}", reference.entity);
  if (reference.exclusive) text += ", belongs to one object at a time";
  if (reference.steals) text += ", the vendor moves it from its former owner by itself";
  if (!reference.removable) text += ", the vendor has no call that takes it out";
  if (!reference.needs_role.empty()) text += fmt::format(", needs {}", reference.needs_role);
  return text;
}

}  // namespace

std::string_view type_text(ValueType type) {
  switch (type) {
    case ValueType::boolean:
      return "true or false";
    case ValueType::integer:
      return "a whole number";
    case ValueType::secret:
      return "a secret: {file: path}, {env: NAME}, {credential: name} or {exec: [argv]}";
    case ValueType::text_set:
      return "a set: a list is the exact set, {include: [...], exclude: [...]} owns only what it names; a member can "
             "be {name: ..., validUntil: 2026-12-24}, which holds through that day in UTC";
    case ValueType::records:
      return "a list of maps: alone it is the exact list, {include: [...], exclude: [...]} owns only what it names";
    default:
      return "a text";
  }
}

std::string_view compare_text(core::Compare compare) {
  switch (compare) {
    case core::Compare::trimmed:
      return "exactly, spaces at both ends aside";
    case core::Compare::folded:
      return "without regard to case, Unicode form and spaces at both ends";
    case core::Compare::digits:
      return "by their digits";
    case core::Compare::dialled:
      return "by what is dialled: digits, letters, * and #";
    case core::Compare::folded_or_uuid:
      return "ids by their UUID, names without regard to case, Unicode form and spaces at both ends";
    default:
      return "exactly";
  }
}

void add_line(std::string& text, std::string_view name, std::string_view value) {
  if (!value.empty()) text += fmt::format("  {:<11}{}\n", name, value);
}

std::string field_text(const FieldRule& rule) {
  std::string text;
  add_line(text, "what", rule.help);
  add_line(text, "type", rule.one_member ? "a list of exactly one" : type_text(rule.type));
  add_line(text, "states", states_text(rule));
  if (rule.default_value) add_line(text, "default", rule.default_value->empty() ? "empty" : *rule.default_value);
  if (rule.blind_default) {
    add_line(text, "default",
             "the vendor does not tell it: !default is written once, and again after the live value changed");
  }
  add_line(text, rule.closed.empty() ? "usual" : "one of", listed(rule.suggestions));
  if (rule.type == ValueType::text || rule.type == ValueType::text_set) {
    add_line(text, "compared", compare_text(rule.compare));
  }
  add_line(text, "written", written_text(rule));
  if (rule.readable == core::Readable::never) add_line(text, "read back", "never, so it is reported as unverifiable");
  if (rule.needed_at_create) add_line(text, "needed", "when the object is created");
  if (rule.privilege) add_line(text, "privilege", "its members are rights; plans name who gains or loses one");
  if (rule.reference) add_line(text, "members", reference_text(*rule.reference));
  if (!rule.wide.empty()) add_line(text, "or", fmt::format("{} for all at once; never both", rule.wide));
  for (const auto& part : rule.parts) add_line(text, part.name, part.help);
  return text;
}

std::string record_part_text(const FieldRule& rule, const core::RecordPart& part) {
  std::string text;
  const bool is_key = &part == &rule.parts.front();
  const auto states = part.has_default ? "absent (left alone), !default, or a value" : "absent (left alone) or a value";
  add_line(text, "what", part.help);
  add_line(text, "type", type_text(part.type));
  add_line(text, "states", is_key ? "a value; it tells one item from another" : states);
  if (part.type == ValueType::text) add_line(text, "compared", compare_text(part.compare));
  if (part.needed && !is_key) add_line(text, "needed", "when the item is new");
  if (part.masked) add_line(text, "shown", "without what follows a '?'");
  return text;
}

}  // namespace muster::manifest
