// This vendor's organisation in the sandbox. POST /_sandbox/second-admin takes
//   {"supervisor": e-mail, "tier": "basic" or "customerAssist", "agents": [..]}  exactly these agents; [] ends it
//   {"person": e-mail, "roles": [names]} | {"person": e-mail, "create": true} | {"person": e-mail, "remove": true}
// Agents are e-mails, or uuids of workspaces and virtual lines. The bearer token is among the vendor's credentials.
#pragma once

#include "providers/simulators/sandbox_vendor.h"

namespace muster::simulators::webex {

[[nodiscard]] SandboxVendor sandbox_site(const SandboxOptions& options);

}  // namespace muster::simulators::webex
