// This vendor's cluster in the sandbox. Everybody's password is "sandbox-only-<user ID>".
//
// POST /_sandbox/second-admin takes {"user": U} with "displayName", "userLocale", "enableDoNotDisturb", "forwardAll",
// "accessCode", "password", "homeCluster", "endUser" or "unlock"; or {"user": U, "device": D} (D empty: all of them)
// with "description", "enableDoNotDisturb", "speedDial": {"index": 1, "number": "4001", "label": "Desk"} or
// "extension": E, "label": "..".
#pragma once

#include "providers/simulators/cucm_uds/world.h"
#include "providers/simulators/sandbox_vendor.h"

namespace muster::simulators::cucm_uds {

[[nodiscard]] SandboxVendor sandbox_site(const SandboxOptions& options);
// The same with that world at its start.
[[nodiscard]] SandboxVendor sandbox_site(World world);

}  // namespace muster::simulators::cucm_uds
