// The faults that only this vendor's simulator can play.
#pragma once

#include "providers/simulators/cucm_uds/second_admin.h"
#include "providers/simulators/faults.h"

namespace muster::simulators::cucm_uds {

// Both are read at every fault and must outlive it.
[[nodiscard]] VendorFault vendor_faults(World& world, const EditSettings& edits);

}  // namespace muster::simulators::cucm_uds
