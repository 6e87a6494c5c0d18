// The System document's settings that concern this vendor, checked once.
#pragma once

#include <string>
#include <vector>

#include "providers/net/http.h"
#include "reconciler/core/error.h"
#include "reconciler/core/system_spec.h"

namespace muster::genesys_gws {

inline constexpr int kLargestPage = 10'000;

struct Settings {
  std::string system;
  std::string base_path;  // "/api/v2": starts with '/', does not end with one
  net::Method update_verb = net::Method::put;
  int page_size = 500;
  std::string sort_by = "userName";      // empty: not sent
  std::vector<std::string> admin_roles;  // comparable form
};

// Errors (invalid): a setting out of its range.
[[nodiscard]] core::Result<Settings> read_settings(const core::SystemSpec& spec);

}  // namespace muster::genesys_gws
