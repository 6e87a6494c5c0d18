#include "reconciler/manifest/field_reading.h"

#include <fmt/format.h>

#include "reconciler/manifest/record_reading.h"
#include "reconciler/manifest/scalar.h"
#include "reconciler/manifest/secret_reading.h"
#include "reconciler/manifest/set_reading.h"
#include "reconciler/manifest/yaml_syntax.h"

namespace muster::manifest {

namespace {

using core::CellKind;
using core::ValueType;

[[nodiscard]] CellKind kind_of(ValueType type) {
  switch (type) {
    case ValueType::text:
      return CellKind::text;
    case ValueType::boolean:
      return CellKind::boolean;
    case ValueType::integer:
      return CellKind::integer;
    case ValueType::secret:
      return CellKind::secret;
    case ValueType::text_set:
    case ValueType::records:
      return CellKind::set;
  }
  return CellKind::text;
}

[[nodiscard]] std::optional<std::string> read_value(const core::FieldRule& rule, const Node& value,
                                                    const FieldContext& context) {
  auto& problems = context.problems;
  switch (rule.type) {
    case ValueType::boolean: {
      const auto flag = read_boolean(value, rule.path, problems);
      if (!flag) return std::nullopt;
      return *flag ? "true" : "false";
    }
    case ValueType::integer: {
      const auto number = read_integer(value, rule.path, problems);
      if (!number) return std::nullopt;
      return std::to_string(*number);
    }
    case ValueType::secret: {
      const auto reference = read_secret(value, rule.path, context.folder, problems);
      if (!reference) return std::nullopt;
      return core::to_text(*reference);
    }
    default: {
      auto text = read_text(value, rule.path, problems);
      const bool good = text && is_a_value({rule.path, *text, rule.compare, rule.may_be_default()}, value, context);
      return good ? std::move(text) : std::nullopt;
    }
  }
}

// !default: allowed where the vendor has a default, and with nothing behind it.
void read_default(const core::FieldRule& rule, DraftCell cell, const Node& value, const FieldContext& context,
                  std::vector<DraftCell>& cells) {
  if (!rule.may_be_default()) {
    context.problems.error(
        value, "default",
        fmt::format("{} has no default on {}; write a value, or leave the field out", rule.path, context.provider));
  } else if (!value.text().empty()) {
    context.problems.error(value, "default", fmt::format("{}: nothing may follow !default", rule.path));
  } else {
    cell.state = core::CellState::at_default;
    cells.push_back(std::move(cell));
  }
}

}  // namespace

FieldContext field_context(const core::Catalog& catalog, std::string_view folder, FileProblems& problems) {
  return {catalog.provider, folder, problems, catalog.by_name};
}

bool is_a_value(const TextValue& value, const Node& node, const FieldContext& context) {
  if (!core::comparable(value.text, value.compare).empty() && !core::trim(value.text).empty()) return true;
  if (core::trim(value.text).empty()) {
    if (!context.empty_is_default) return true;
    context.problems.error(node, "empty",
                           value.may_be_default
                               ? fmt::format("{} is empty, and an empty element is the default on {}; write !default",
                                             value.what, context.provider)
                               : fmt::format("{} is empty, which {} does not tell from nothing; write a value, or "
                                             "leave it out",
                                             value.what, context.provider));
    return false;
  }
  context.problems.error(
      node, "value", fmt::format("{} has nothing to dial, so it is no number for {}", shown(value.text), value.what));
  return false;
}

void read_field(const core::FieldRule& rule, core::FieldIndex field, const Node& value, const FieldContext& context,
                std::vector<DraftCell>& cells) {
  DraftCell cell;
  cell.field = field;
  cell.kind = kind_of(rule.type);
  cell.line = value.line();
  if (value.is_default()) return read_default(rule, std::move(cell), value, context, cells);
  if (value.is_null()) {
    context.problems.error(value, "null",
                           fmt::format("{} has no value; give it one{}, or leave the field out", rule.path,
                                       rule.may_be_default() ? " or !default" : ""));
    return;
  }
  if (rule.type == ValueType::text_set) return read_set(rule, field, value, cells, context.problems);
  if (rule.type == ValueType::records) return read_records(rule, field, value, context, cells);
  auto text = read_value(rule, value, context);
  if (!text) return;
  cell.value = *std::move(text);
  cells.push_back(std::move(cell));
}

}  // namespace muster::manifest
