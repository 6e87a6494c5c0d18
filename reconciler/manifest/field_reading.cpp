#include "reconciler/manifest/field_reading.h"

#include <fmt/format.h>

#include "reconciler/manifest/scalar.h"
#include "reconciler/manifest/secret_reading.h"
#include "reconciler/manifest/set_reading.h"

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
      return CellKind::set;
  }
  return CellKind::text;
}

[[nodiscard]] std::optional<std::string> read_value(const core::FieldRule& rule, const Node& value,
                                                    const FieldContext& context, FileProblems& problems) {
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
    default:
      return read_text(value, rule.path, problems);
  }
}

// !default: allowed where the vendor has a default, and with nothing behind it.
void read_default(const core::FieldRule& rule, DraftCell cell, const Node& value, const FieldContext& context,
                  std::vector<DraftCell>& cells, FileProblems& problems) {
  if (!rule.default_value) {
    problems.error(
        value, "default",
        fmt::format("{} has no default on {}; write a value, or leave the field out", rule.path, context.provider));
  } else if (!value.text().empty()) {
    problems.error(value, "default", fmt::format("{}: nothing may follow !default", rule.path));
  } else {
    cell.state = core::CellState::at_default;
    cells.push_back(std::move(cell));
  }
}

}  // namespace

void read_field(const core::FieldRule& rule, core::FieldIndex field, const Node& value, const FieldContext& context,
                std::vector<DraftCell>& cells, FileProblems& problems) {
  DraftCell cell;
  cell.field = field;
  cell.kind = kind_of(rule.type);
  cell.line = value.line();
  if (value.is_default()) return read_default(rule, std::move(cell), value, context, cells, problems);
  if (value.is_null()) {
    problems.error(value, "null",
                   fmt::format("{} has no value; give it one{}, or leave the field out", rule.path,
                               rule.default_value ? " or !default" : ""));
    return;
  }
  if (rule.type == ValueType::text_set) return read_set(rule, field, value, cells, problems);
  auto text = read_value(rule, value, context, problems);
  if (!text) return;
  cell.value = *std::move(text);
  cells.push_back(std::move(cell));
}

}  // namespace muster::manifest
