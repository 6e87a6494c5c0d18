// Quirks by name and text, for the sandbox and for tables of tests.
#pragma once

#include <string_view>
#include <vector>

#include "providers/simulators/ameyo/quirks.h"

namespace muster::simulators::ameyo {

// Names are those of the fields in camel case ("updateId", "jwtLifetime"); values are true/false, numbers (durations in
// milliseconds), enumerators ("cc_user_id"), text or comma-separated texts. False when the name or the value is
// unknown.
[[nodiscard]] bool set_quirk(Quirks& quirks, std::string_view name, std::string_view value);
[[nodiscard]] std::vector<std::string_view> quirk_names();

struct QuirkSetting {
  std::string_view name;
  std::string_view value;
};

// What a careful client converges with, one by one and all together (where a name comes twice, the last one counts).
// Left out: attacks, lists with something broken in them, limits that some wishes cannot meet, and what a client must
// be told about its server (updateId, createdIds, memberIds, managerIds, loginsOnCreate, loginsOnUpdate, loginForms,
// roleSpelling, allowedRoles).
[[nodiscard]] std::vector<QuirkSetting> survivable_quirks();

}  // namespace muster::simulators::ameyo
