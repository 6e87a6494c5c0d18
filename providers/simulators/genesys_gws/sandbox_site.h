// This vendor's site in the sandbox.
#pragma once

#include "providers/simulators/sandbox_vendor.h"

namespace muster::simulators::gws {

[[nodiscard]] SandboxVendor sandbox_site(const SandboxOptions& options);

}  // namespace muster::simulators::gws
