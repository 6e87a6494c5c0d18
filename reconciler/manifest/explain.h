// What a kind or a field means, from the tables.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "reconciler/core/catalog.h"
#include "reconciler/manifest/loader.h"

namespace muster::manifest {

struct Explanation {
  bool found = true;
  std::string text;  // found: lines; otherwise one sentence with what can be asked
};

// `topic`: "User", "User.roles", "UdsSettings.devices.extensions.label", "System", "System.budget.share",
// "System.settings.updateVerb". Without a provider all that have the topic are told.
[[nodiscard]] Explanation explain(core::Catalogs catalogs, std::string_view topic,
                                  std::optional<std::string_view> provider = std::nullopt);

// Where defaults of a kind or field come from in the loaded manifests: a line for each System that has one.
[[nodiscard]] std::string explain_origin(const Loaded& loaded, std::string_view topic);

}  // namespace muster::manifest
