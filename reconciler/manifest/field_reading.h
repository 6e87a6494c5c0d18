// One field of a spec becomes cells, by its FieldRule.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "reconciler/core/catalog.h"
#include "reconciler/core/time_text.h"
#include "reconciler/manifest/file_problems.h"

namespace muster::manifest {

// A cell before it is interned; `line` 0 stands for a value that comes from the System's defaults.
struct DraftCell {
  core::FieldIndex field = 0;
  core::CellKind kind = core::CellKind::text;
  core::CellState state = core::CellState::value;
  std::uint32_t line = 0;
  std::string element;
  std::string value;
  std::optional<core::WallMillis> until = {};  // of a member that is asked for until then
};

// Where fields are read: the catalog's provider for messages, the folder that secret files count from, and where
// mistakes go.
struct FieldContext {
  std::string_view provider;
  std::string_view folder;
  FileProblems& problems;
  bool empty_is_default = false;  // the vendor takes an empty text for "at default", so a value is never empty
};

[[nodiscard]] FieldContext field_context(const core::Catalog& catalog, std::string_view folder, FileProblems& problems);

// Appends the field's cells; on any mistake reports it and appends nothing.
void read_field(const core::FieldRule& rule, core::FieldIndex field, const Node& value, const FieldContext& context,
                std::vector<DraftCell>& cells);

// A text that has been read, and how messages call it.
struct TextValue {
  std::string_view what;  // "label in speedDials"
  std::string_view text;
  core::Compare compare = core::Compare::exact;
  bool may_be_default = false;
};

// False after reporting a text that cannot be a value: an empty one where that is the default, or a number without
// anything to dial.
[[nodiscard]] bool is_a_value(const TextValue& value, const Node& node, const FieldContext& context);

}  // namespace muster::manifest
