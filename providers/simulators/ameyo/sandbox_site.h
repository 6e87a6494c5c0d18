// This vendor's server in the sandbox.
//
// POST /_sandbox/second-admin takes {"user": U} with "name", "type", "create": true (and "type") or "remove": true, or
// {"group": G} with "agents": [..], "supervisors": [..], "description", "name", "create": true (and "supervisors") or
// "remove": true.
#pragma once

#include "providers/simulators/sandbox_vendor.h"

namespace muster::simulators::ameyo {

[[nodiscard]] SandboxVendor sandbox_site(const SandboxOptions& options);

}  // namespace muster::simulators::ameyo
