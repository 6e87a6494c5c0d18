// The faults that only this vendor's simulator can play.
#pragma once

#include "providers/simulators/faults.h"
#include "providers/simulators/uccx/second_admin.h"

namespace muster::simulators::uccx {

// Both are read at every fault and must outlive it.
[[nodiscard]] VendorFault vendor_faults(World& world, const EditSettings& edits);

}  // namespace muster::simulators::uccx
