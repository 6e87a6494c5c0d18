// What can be managed on Ameyo, as tables.
#pragma once

#include "reconciler/core/catalog.h"

namespace muster::ameyo {

inline constexpr core::EntityIndex kUser = 0;
inline constexpr core::EntityIndex kGroup = 1;

// Fields of kUser.
inline constexpr core::FieldIndex kUserName = 0;
inline constexpr core::FieldIndex kRoles = 1;
inline constexpr core::FieldIndex kDefaultReady = 2;
inline constexpr core::FieldIndex kLoginPolicy = 3;
inline constexpr core::FieldIndex kMaxAllowedLogins = 4;
inline constexpr core::FieldIndex kMappingUserId = 5;
inline constexpr core::FieldIndex kContactCenterId = 6;
inline constexpr core::FieldIndex kDescription = 7;
inline constexpr core::FieldIndex kPassword = 8;
inline constexpr core::FieldIndex kSkills = 9;

// Fields of kGroup.
inline constexpr core::FieldIndex kSupervisors = 0;
inline constexpr core::FieldIndex kAgents = 1;
inline constexpr core::FieldIndex kGroupDescription = 2;

[[nodiscard]] const core::Catalog& catalog();

}  // namespace muster::ameyo
