// The provider for the User Data Services of Cisco Unified CM. Facts and quirks: README.md beside this file.
#pragma once

#include <memory>

#include "providers/cucm_uds/catalog.h"
#include "providers/kit/provider_ports.h"
#include "reconciler/core/system_spec.h"
#include "reconciler/engine/provider.h"

namespace muster::cucm_uds {

// Errors (invalid): a setting out of its range, credentials that cannot work.
[[nodiscard]] core::Status check_settings(const core::SystemSpec& spec);
[[nodiscard]] core::Result<std::unique_ptr<engine::Provider>> make(const core::SystemSpec& spec,
                                                                   kit::Credentials credentials,
                                                                   const kit::ProviderPorts& ports);

}  // namespace muster::cucm_uds
