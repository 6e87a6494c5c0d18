// The field tables of users and their parts.
#pragma once

#include <vector>

#include "reconciler/core/catalog.h"

namespace muster::cucm_uds {

[[nodiscard]] std::vector<core::FieldRule> user_fields();
[[nodiscard]] std::vector<core::FieldRule> device_fields();
[[nodiscard]] std::vector<core::FieldRule> extension_fields();
[[nodiscard]] std::vector<core::FieldRule> remote_destination_fields();

}  // namespace muster::cucm_uds
