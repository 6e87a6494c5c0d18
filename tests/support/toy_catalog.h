// A made-up vendor for tests of the core and the loader: users and teams with every kind of field rule.
#pragma once

#include "reconciler/core/catalog.h"

namespace muster::support {

// Provider "toy": entities user and team; kinds User, RoleAssignment and Team.
[[nodiscard]] const core::Catalog& toy_catalog();

// Provider "toy-other", which has nothing to manage.
[[nodiscard]] const core::Catalog& other_catalog();

// Both of them.
[[nodiscard]] core::Catalogs toy_catalogs();

// Indexes into the entities and fields of toy_catalog(), in its order.
namespace toy {
inline constexpr core::EntityIndex kUser = 0;
inline constexpr core::EntityIndex kTeam = 1;

inline constexpr core::FieldIndex kRoles = 0;
inline constexpr core::FieldIndex kEnabled = 1;
inline constexpr core::FieldIndex kDisplayName = 2;
inline constexpr core::FieldIndex kEmail = 3;
inline constexpr core::FieldIndex kMaxCalls = 4;
inline constexpr core::FieldIndex kPassword = 5;
inline constexpr core::FieldIndex kChangePassword = 6;
inline constexpr core::FieldIndex kDevices = 7;
inline constexpr core::FieldIndex kSkills = 8;

inline constexpr core::FieldIndex kSupervisors = 0;
inline constexpr core::FieldIndex kAgents = 1;
inline constexpr core::FieldIndex kDescription = 2;
}  // namespace toy

}  // namespace muster::support
