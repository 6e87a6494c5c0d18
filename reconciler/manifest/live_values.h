// One live field as an entry of a manifest.
#pragma once

#include <optional>
#include <span>

#include "reconciler/core/catalog.h"
#include "reconciler/core/table.h"
#include "reconciler/manifest/yaml_tree.h"

namespace muster::manifest {

enum class SetStyle { exact, include };

// Manifests may say it, and the vendor shows it.
[[nodiscard]] bool is_exported(const core::FieldRule& rule);

// What the live cells say of a field: an entry without its key, or why there is none. Neither: it is at its default.
struct LiveValue {
  std::optional<YamlEntry> entry;
  std::string left_out;  // "the live value cannot be written as a manifest"
  std::string note;      // what the entry lacks
};

struct LiveStyle {
  SetStyle sets = SetStyle::exact;
  bool empty_is_default = false;  // the vendor takes an empty text for "at default"
};

[[nodiscard]] LiveValue live_value(const core::FieldRule& rule, std::span<const core::Cell> cells, LiveStyle style);

// Whether two fields, one of a whole object and one of its part, show different values.
[[nodiscard]] bool differ(const core::FieldRule& rule, std::span<const core::Cell> a, std::span<const core::Cell> b);

}  // namespace muster::manifest
