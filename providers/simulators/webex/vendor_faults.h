// The faults that only this vendor's simulator can play.
#pragma once

#include "providers/simulators/faults.h"
#include "providers/simulators/webex/second_admin.h"

namespace muster::simulators::webex {

// Both are read at every fault and must outlive it. An expired session is an access token that has ended: one that
// never expires is refused this once.
[[nodiscard]] VendorFault vendor_faults(World& world, const EditSettings& edits);

}  // namespace muster::simulators::webex
