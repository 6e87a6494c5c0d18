// What a field, or a part of a record, means: lines for explain.
#pragma once

#include <string>
#include <string_view>

#include "reconciler/core/catalog.h"

namespace muster::manifest {

// "  what       roles of the user\n"; nothing when the value is empty.
void add_line(std::string& text, std::string_view name, std::string_view value);

[[nodiscard]] std::string_view type_text(core::ValueType type);
[[nodiscard]] std::string_view compare_text(core::Compare compare);

[[nodiscard]] std::string field_text(const core::FieldRule& rule);
[[nodiscard]] std::string record_part_text(const core::FieldRule& rule, const core::RecordPart& part);

}  // namespace muster::manifest
