// This vendor's site in the sandbox.
//
// POST /_sandbox/second-admin takes {"team": T} with "agents": [..], "primarySupervisor": U, "secondarySupervisors":
// [..], "name": N, "create": true or "remove": true, or {"user": U} with "roles": [..] or "email": "..".
#pragma once

#include "providers/simulators/sandbox_vendor.h"

namespace muster::simulators::uccx {

[[nodiscard]] SandboxVendor sandbox_site(const SandboxOptions& options);

}  // namespace muster::simulators::uccx
