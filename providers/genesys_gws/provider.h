// The provider for Genesys Web Services (GWS). Facts and quirks: README.md beside this file.
#pragma once

#include <memory>

#include "providers/genesys_gws/catalog.h"
#include "providers/kit/provider_ports.h"
#include "reconciler/core/error.h"
#include "reconciler/core/system_spec.h"
#include "reconciler/engine/provider.h"

namespace muster::genesys_gws {

// Errors (invalid): a setting out of its range.
[[nodiscard]] core::Status check_settings(const core::SystemSpec& spec);

// Sends nothing. Errors (invalid): a setting out of range, or no username or password.
[[nodiscard]] core::Result<std::unique_ptr<engine::Provider>> make(const core::SystemSpec& spec,
                                                                   kit::Credentials credentials,
                                                                   const kit::ProviderPorts& ports);

}  // namespace muster::genesys_gws
