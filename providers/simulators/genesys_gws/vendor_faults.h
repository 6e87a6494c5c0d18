// The faults that only this vendor's simulator can play.
#pragma once

#include "providers/simulators/faults.h"
#include "providers/simulators/genesys_gws/second_admin.h"

namespace muster::simulators::gws {

// Both are read at every fault and must outlive it.
[[nodiscard]] VendorFault vendor_faults(World& world, const EditSettings& edits);

}  // namespace muster::simulators::gws
