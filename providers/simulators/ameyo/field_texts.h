// The fields of users and groups as texts, by the names people use: for the log and for comparing worlds.
#pragma once

#include <map>
#include <string>

#include "providers/simulators/ameyo/world.h"

namespace muster::simulators::ameyo {

using FieldTexts = std::map<std::string, std::string>;

// userName, userType, systemUserType, defaultReady, maxAllowedLogins, loginPolicy, mappingUserId, description, skills,
// campaigns, contactCenterId. What is null is empty. Without the password.
[[nodiscard]] FieldTexts field_texts(const User& user);
// name, description, supervisors and agents (userIds, sorted), children (ids).
[[nodiscard]] FieldTexts field_texts(const World& world, const Group& group);

// Fields that differ; those of `before` that `after` has not become empty.
[[nodiscard]] std::vector<FieldEffect> effects(const FieldTexts& before, const FieldTexts& after);

}  // namespace muster::simulators::ameyo
