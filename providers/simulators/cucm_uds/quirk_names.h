// Quirks by name and text, for the sandbox and for tables of tests.
#pragma once

#include <string_view>
#include <vector>

#include "providers/simulators/cucm_uds/quirks.h"

namespace muster::simulators::cucm_uds {

// Names are those of the fields in camel case ("lockoutAfter", "postPath"); values are true/false, numbers (durations
// in milliseconds), enumerators ("without_id") or text. False when the name or the value is unknown.
[[nodiscard]] bool set_quirk(Quirks& quirks, std::string_view name, std::string_view value);
[[nodiscard]] std::vector<std::string_view> quirk_names();

struct QuirkSetting {
  std::string_view name;
  std::string_view value;
};

// What a careful client converges with, one by one and all together (where a name comes twice, the last one counts).
// Left out: attacks, versions without conferencing and displayName, numbers without their plus (nothing tells them
// from others), putNumber "destination" against the documentation, and rules that some wishes cannot meet.
[[nodiscard]] std::vector<QuirkSetting> survivable_quirks();

}  // namespace muster::simulators::cucm_uds
