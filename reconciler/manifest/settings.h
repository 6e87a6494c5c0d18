// settings of a System: the vendor's switches, and the four that every vendor has.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "reconciler/core/catalog.h"
#include "reconciler/core/system_spec.h"
#include "reconciler/manifest/file_problems.h"

namespace muster::manifest {

struct Setting {
  std::string_view name;
  core::ValueType type = core::ValueType::text;
  bool duration = false;
  std::vector<std::string_view> allowed;
  core::SettingValue default_value;
  std::string_view help;
};

// Sorted by name.
[[nodiscard]] std::vector<Setting> settings_of(const core::Catalog& catalog);

// Fills every setting of the catalog: from `node` where it says so, else its default.
void read_settings(const std::optional<Node>& node, const core::Catalog& catalog, core::SystemSpec& spec,
                   FileProblems& problems);

// A default as text: "true", "2s", "a, b".
[[nodiscard]] std::string to_text(const core::SettingValue& value);

}  // namespace muster::manifest
