// The vendors this build knows. A new one is a folder and one line in all.cpp.
#pragma once

#include <memory>
#include <span>

#include "providers/kit/provider_ports.h"
#include "reconciler/core/catalog.h"
#include "reconciler/core/error.h"
#include "reconciler/core/system_spec.h"
#include "reconciler/engine/provider.h"

namespace muster::providers {

// `catalog` needs no connection. `check` judges the settings of a System offline. `make` sends nothing yet; it fails
// on settings or credentials that cannot work.
struct ProviderEntry {
  const core::Catalog& (*catalog)() = nullptr;
  core::Status (*check)(const core::SystemSpec& spec) = nullptr;
  core::Result<std::unique_ptr<engine::Provider>> (*make)(const core::SystemSpec& spec, kit::Credentials credentials,
                                                          const kit::ProviderPorts& ports) = nullptr;
};

[[nodiscard]] std::span<const ProviderEntry> all_providers();

// In the order of registration.
[[nodiscard]] core::Catalogs all_catalogs();

// Errors (invalid): unknown or unavailable provider, settings out of range, a credential that is missing.
[[nodiscard]] core::Status check_settings(const core::SystemSpec& spec);
[[nodiscard]] core::Result<std::unique_ptr<engine::Provider>> make_provider(const core::SystemSpec& spec,
                                                                            kit::Credentials credentials,
                                                                            const kit::ProviderPorts& ports);

}  // namespace muster::providers
