// The System document's settings that concern this vendor, checked once.
#pragma once

#include <string>
#include <vector>

#include "reconciler/core/error.h"
#include "reconciler/core/system_spec.h"

namespace muster::uccx {

struct Settings {
  std::string system;
  std::string url;                       // the origin muster calls: "https://ccx.acme.example"
  std::string base_path;                 // before /adminapi and /appadmin; empty, or starts with '/' and ends without
  bool appadmin_roles = false;           // roles are read and written, through the pages
  std::vector<std::string> admin_roles;  // comparable form
};

// Errors (invalid): a setting out of its range.
[[nodiscard]] core::Result<Settings> read_settings(const core::SystemSpec& spec);

}  // namespace muster::uccx
