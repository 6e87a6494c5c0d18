// The values last applied to an object, as the store keeps them.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "reconciler/core/inventory.h"

namespace muster::core {

// One JSON array a field, empty ends left out: [["enabled","true"],["roles","+a",["a"]],["password","",[],"3f.."]].
// A contended field ends with 1: ["enabled","true",[],"",1].
// A reader and writer of our own: 100,000 rows are read at every start, and bytes that are no UTF-8 must survive.
[[nodiscard]] std::string to_json(const std::vector<AppliedField>& fields);

// Nothing when the text was not written by to_json.
[[nodiscard]] std::optional<std::vector<AppliedField>> parse_applied_fields(std::string_view json);

}  // namespace muster::core
