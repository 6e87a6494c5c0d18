// What is different between two worlds, person by person: how tests see that nobody else was disturbed.
#pragma once

#include <string>
#include <vector>

#include "providers/simulators/genesys_gws/world.h"

namespace muster::simulators::gws {

// A field of somebody who is in both worlds; or, with the field "user", somebody who came ("" -> id) or went
// (id -> ""). Sets are sorted: "ROLE_ADMIN ROLE_AGENT", "3001 3002".
struct Difference {
  std::string user_name;
  std::string field;
  std::string before;
  std::string after;

  friend auto operator<=>(const Difference&, const Difference&) = default;
};

// Sorted by login and field. Passwords are compared and shown as "***".
[[nodiscard]] std::vector<Difference> differences(const World& before, const World& after);

}  // namespace muster::simulators::gws
