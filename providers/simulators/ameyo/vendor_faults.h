// The faults that only this vendor's simulator can play.
#pragma once

#include "providers/simulators/ameyo/second_admin.h"
#include "providers/simulators/faults.h"

namespace muster::simulators::ameyo {

// Both are read at every fault and must outlive it. A session that expires is muster's own; nobody else's ends.
[[nodiscard]] VendorFault vendor_faults(World& world, const EditSettings& edits);

}  // namespace muster::simulators::ameyo
