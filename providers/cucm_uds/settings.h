// The System document's settings that concern this vendor, checked once.
#pragma once

#include <cstddef>
#include <string>

#include "reconciler/core/error.h"
#include "reconciler/core/system_spec.h"

namespace muster::cucm_uds {

struct Settings {
  std::string system;
  std::string base_path = "/cucm-uds";  // starts with '/' and ends without
  bool post_with_id = false;            // a remote destination is created at remoteDestination/{new id}
  std::string put_number = "destinationNumber";
  std::size_t concurrency = 4;  // users that are read at a time
};

// Errors (invalid): a setting out of its range.
[[nodiscard]] core::Result<Settings> read_settings(const core::SystemSpec& spec);

}  // namespace muster::cucm_uds
