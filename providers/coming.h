// Vendors whose words are known and whose providers come in a later version.
#pragma once

#include "reconciler/core/catalog.h"

namespace muster::providers {

[[nodiscard]] const core::Catalog& ameyo_catalog();
[[nodiscard]] const core::Catalog& cucm_uds_catalog();

}  // namespace muster::providers
