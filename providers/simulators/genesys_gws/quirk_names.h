// Quirks by name and text, for the sandbox and for tables of tests.
#pragma once

#include <string_view>
#include <vector>

#include "providers/simulators/genesys_gws/quirks.h"

namespace muster::simulators::gws {

// Names are those of the fields in camel case ("pageCap", "statusCode"); values are true/false, numbers (durations in
// milliseconds), enumerators ("within_page") or comma-separated sets. False when the name or the value is unknown.
[[nodiscard]] bool set_quirk(Quirks& quirks, std::string_view name, std::string_view value);
[[nodiscard]] std::vector<std::string_view> quirk_names();

}  // namespace muster::simulators::gws
