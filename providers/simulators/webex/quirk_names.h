// Quirks by name and text, for the sandbox and for tables of tests.
#pragma once

#include <string_view>
#include <vector>

#include "providers/simulators/webex/quirks.h"

namespace muster::simulators::webex {

// Names are those of the fields in camel case ("pageCap", "statusId"); values are true/false, numbers (durations in
// milliseconds), enumerators ("at_once") or comma-separated sets. False when the name or the value is unknown.
[[nodiscard]] bool set_quirk(Quirks& quirks, std::string_view name, std::string_view value);
[[nodiscard]] std::vector<std::string_view> quirk_names();

struct QuirkSetting {
  std::string_view name;
  std::string_view value;
};

// Every departure from the defaults that a careful client lives with, one by one or all together. What it must refuse
// (attacks), and what takes away the means (missing scopes, an unknown address), is not among them.
[[nodiscard]] std::vector<QuirkSetting> survivable_quirks();
[[nodiscard]] Quirks all_survivable_quirks();

}  // namespace muster::simulators::webex
