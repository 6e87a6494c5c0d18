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

// Where fields are read: the catalog's provider for messages, and the folder that secret files count from.
struct FieldContext {
  std::string_view provider;
  std::string_view folder;
};

// Appends the field's cells; on any mistake reports it and appends nothing.
void read_field(const core::FieldRule& rule, core::FieldIndex field, const Node& value, const FieldContext& context,
                std::vector<DraftCell>& cells, FileProblems& problems);

}  // namespace muster::manifest
