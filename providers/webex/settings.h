// The System document's settings that concern this vendor, checked once.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "providers/net/origin.h"
#include "reconciler/core/error.h"
#include "reconciler/core/system_spec.h"

namespace muster::webex {

inline constexpr int kLargestPage = 1000;
inline constexpr int kLargestBatch = 1000;

enum class RoleWrites : std::uint8_t { automatic, scim, people };

struct Settings {
  std::string system;
  net::Origin origin;
  std::string base_path;  // "/v1": empty, or starts with a slash and does not end with one
  std::string scim_base_path;
  int page_size = 500;
  int agent_batch = 50;
  int concurrency = 4;
  RoleWrites role_writes = RoleWrites::automatic;
  std::string org_id;                    // as configured; empty: the credential's own
  std::vector<std::string> admin_roles;  // comparable form
  std::chrono::milliseconds visibility_delay{5000};
};

// Errors (invalid): a setting out of its range.
[[nodiscard]] core::Result<Settings> read_settings(const core::SystemSpec& spec);

}  // namespace muster::webex
